/** What makes a change to a file riskier than its size says. */
export type PathRisk =
  | "migration"
  | "configuration"
  | "lock-file"
  | "feature-flag"
  | "infrastructure"
  | "workflow";

/** The kind of risk that a path stands for by its name alone; undefined for ordinary code. */
export function riskOfPath(path: string): PathRisk | undefined {
  if (path.length > longestPath || runsNowhere(path)) return undefined;
  return risky.find(([, pattern]) => pattern.test(path))?.[0];
}

/** Prose, pictures, tests and examples: a change to them alone breaks nothing that runs. */
export function runsNowhere(path: string): boolean {
  return path.length <= longestPath && harmless.some(([pattern]) => pattern.test(path));
}

/** Longest path a system takes, in bytes; a longer one is no path of any program. */
const longestPath = 4096;

type Because = string;

/** Looked at before all others: a text about migrations is no migration. */
const harmless: readonly (readonly [RegExp, Because])[] = [
  [/\.(?:md|mdx|markdown|rst|adoc|asciidoc)$/i, "prose runs nowhere"],
  [/\.(?:png|jpe?g|gif|svg|webp|ico|pdf)$/i, "pictures run nowhere"],
  [/^(?:docs?|documentation|website)\//i, "no service reads the settings of its documentation"],
  [
    /(?:^|\/)(?:tests?|specs?|__tests__|__mocks__|fixtures|testdata|examples?)\//i,
    "what only tests and examples read does not run in production",
  ],
  [/\.(?:example|sample|template|dist)$/i, "an example of a setting sets nothing"],
  [/(?:^|\/)[^/]+[._](?:test|spec)\.[a-z]+$|_test\.(?:go|py|exs)$/i, "tests beside the code"],
  [/^(?:\.gitignore|\.editorconfig|LICENSE|CODEOWNERS)$|^\.github\/CODEOWNERS$/, "for people"],
];

const tables = "ya?ml|json|toml|properties|ini";

/** The first row that matches decides, so the rows that say more come first. */
const risky: readonly (readonly [PathRisk, RegExp, Because])[] = [
  ["workflow", /^\.github\/(?:workflows|actions)\/|^action\.ya?ml$/i, "GitHub Actions"],
  [
    "workflow",
    /^(?:\.gitlab-ci\.ya?ml|Jenkinsfile|azure-pipelines\.ya?ml|\.travis\.ya?ml)$/,
    "pipelines of other build systems",
  ],
  ["workflow", /^\.(?:circleci|buildkite)\//, "the same, in folders"],

  ["migration", named("db/schema\\.rb", "db/structure\\.sql"), "Rails: what its migrations leave"],
  ["migration", below("db/migrate", "rb"), "Rails"],
  [
    "migration",
    /(?:^|\/)migrations?\/(?:.+\/)?(?!__init__\.py$)[^/]+\.[a-z]+$/i,
    "Django, Laravel, Knex, TypeORM, Prisma, Ecto, Entity Framework, goose, Diesel",
  ],
  ["migration", below("alembic/versions", "py"), "Alembic calls them versions"],
  [
    "migration",
    /(?:^|\/)(?:[VUB]\d[\d._]*|R)__[^/]+\.(?:sql|java|kt)$/,
    "Flyway: V1__what.sql goes on, U undoes, R repeats, B is a baseline",
  ],
  [
    "migration",
    /(?:^|\/)(?:db|database|liquibase)\/(?:.+\/)?changelogs?\b(?:.*\/)?[^/]*\.(?:xml|ya?ml|json|sql)$/i,
    "Liquibase: change logs",
  ],
  [
    "migration",
    named("(?:changelog-(?:master|root)|db\\.changelog[^/]*)\\.(?:xml|ya?ml|json|sql)"),
    "Liquibase: the usual names of its first file",
  ],
  [
    "migration",
    below("db|database|schemas?|sql|ddl|drizzle|sqitch", "sql"),
    "SQL in a folder for schemas is most likely run against one",
  ],
  ["migration", named("schema\\.(?:sql|prisma)"), "it changes together with the tables"],

  [
    "lock-file",
    named(
      "package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml",
      "bun\\.lockb?|deno\\.lock",
    ),
    "JavaScript: which versions run",
  ],
  [
    "lock-file",
    named(
      "poetry\\.lock|pdm\\.lock|uv\\.lock|pipfile\\.lock|constraints\\.txt",
      "(?:[a-z]+[-_])?requirements(?:[-_.][a-z0-9]+)*\\.txt",
    ),
    "Python: which versions run",
  ],
  ["lock-file", below("requirements", "txt|in"), "Python: requirements by environment"],
  [
    "lock-file",
    named("go\\.(?:sum|mod)", "(?:cargo|gemfile|composer|mix|pubspec|podfile|rebar|flake)\\.lock"),
    "Go, Rust, Ruby, PHP, Elixir, Dart, Swift, Erlang, Nix",
  ],
  [
    "lock-file",
    named(
      "package\\.resolved|cartfile\\.resolved|packages\\.lock\\.json|paket\\.lock",
      "gradle\\.lockfile|gradle/libs\\.versions\\.toml|directory\\.packages\\.props|conan\\.lock",
    ),
    "Swift, .NET, Gradle, C++",
  ],

  ["feature-flag", below("(?:feature[-_]?)?(?:flags|toggles)", tables), "flags, kept as data"],
  [
    "feature-flag",
    named(
      `(?:feature[-_.]?(?:flags?|toggles?|gates?)|features|flags|toggles)(?:[-_.]\\w+)*\\.(?:${tables})`,
      `(?:flipper|flipt|flagd|unleash|launchdarkly|growthbook)(?:[-_.]\\w+)*\\.(?:${tables})`,
    ),
    "a file of flags, by its own or its product's name",
  ],
  [
    "feature-flag",
    below("\\.?(?:launchdarkly|unleash|flagd|flipt|growthbook|openfeature)", tables),
    "the folder of a product for flags",
  ],

  [
    "infrastructure",
    /\.(?:tf|tfvars|hcl|bicep|nomad)$|\.(?:tfvars|tf)\.json$/i,
    "Terraform, Packer, Bicep, Nomad",
  ],
  [
    "infrastructure",
    named(
      "(?:[^/]+\\.)?(?:dockerfile|containerfile)(?:\\.[^/]+)?|\\.dockerignore",
      "(?:docker-)?compose(?:[.-][a-z0-9]+)*\\.ya?ml",
    ),
    "containers, and how they are put together",
  ],
  [
    "infrastructure",
    below(
      "k8s|kubernetes|kustomize|helm|charts?|manifests|argocd|flux|istio",
      "ya?ml|json|tpl|tmpl",
    ),
    "Kubernetes and what is put over it",
  ],
  [
    "infrastructure",
    named("(?:kustomization|chart|skaffold|helmfile|values(?:[-_.][a-z0-9]+)*)\\.ya?ml"),
    "Kubernetes, by the names of its files",
  ],
  [
    "infrastructure",
    below(
      "ansible|playbooks|terraform|infrastructure|infra|pulumi|cloudformation",
      "ya?ml|json|j2|cfg|ini|toml|sh|py|ts|go",
    ),
    "a folder that says so itself",
  ],
  [
    "infrastructure",
    below(
      "nginx|haproxy|envoy|traefik|caddy|apache2?|systemd|varnish",
      "conf|cfg|ya?ml|json|toml|service|vcl",
    ),
    "what stands in front of a program",
  ],
  [
    "infrastructure",
    named("nginx[^/]*\\.conf|haproxy\\.cfg|envoy\\.ya?ml|traefik\\.(?:ya?ml|toml)|caddyfile"),
    "the same, by the names of its files",
  ],
  [
    "infrastructure",
    named(
      "procfile|serverless\\.(?:ya?ml|ts|js|json)|fly\\.toml|render\\.ya?ml|vercel\\.json",
      "netlify\\.toml|railway\\.(?:toml|json)|heroku\\.yml|app\\.yaml|cloudbuild\\.ya?ml",
      "appspec\\.ya?ml|samconfig\\.toml|cdk\\.json|wrangler\\.(?:toml|jsonc?)|crontab",
      "pulumi(?:\\.[a-z0-9]+)?\\.ya?ml",
    ),
    "how a platform runs it",
  ],
  [
    "infrastructure",
    named("\\.tool-versions|\\.(?:node|ruby|python|java)-version|\\.nvmrc"),
    "which version of its language it runs on",
  ],

  ["configuration", named("\\.env(?:rc|(?:\\.[a-z0-9_-]+)*)|[^/]+\\.env"), "environment variables"],
  [
    "configuration",
    below(
      "\\.?config|configs|configuration|conf|conf\\.d|settings|etc|environments",
      `${tables}|jsonc|json5|conf|cfg|xml|cue|hocon`,
    ),
    "data in a folder for configuration",
  ],
  [
    "configuration",
    below("config/(?:environments|initializers|settings)", "rb|exs?|php|py"),
    "configuration in the language itself, as in Rails",
  ],
  [
    "configuration",
    named(
      "config/(?:config|dev|prod|runtime|releases|application|environment)\\.(?:exs|rb)",
      "settings(?:/[a-z0-9_]+)?\\.py|web\\.config|app\\.config",
    ),
    "the same in Elixir, Rails, Django, .NET",
  ],
  [
    "configuration",
    named(
      "(?:application|bootstrap|appsettings|config|settings|production|staging|logback|log4j2?)" +
        `(?:[-_.][a-z0-9_-]+)?\\.(?:${tables}|conf|xml)`,
    ),
    "Spring, .NET and others: files whose name says so",
  ],
  ["configuration", /\.(?:properties|ini)$/i, "forms that are used for little else"],
];

/** A file of one of these names, wherever it lies. */
function named(...names: readonly string[]): RegExp {
  return new RegExp(`(?:^|/)(?:${names.join("|")})$`, "i");
}

/** A file with one of these endings in such a folder, however deep. */
function below(folders: string, endings: string): RegExp {
  return new RegExp(`(?:^|/)(?:${folders})/(?:.+/)?[^/]+\\.(?:${endings})$`, "i");
}
