import { type GitHubServer, startServer } from "./http/server.ts";
import { createTokens, type Tokens } from "./http/tokens.ts";
import { createManifests, type Manifests, newKeys } from "./manifests.ts";
import { addApp, installApp } from "./model/apps.ts";
import { commitFiles } from "./model/commit-files.ts";
import { findAccount, findRepository } from "./model/lookup.ts";
import { type NewIssue, openIssue } from "./model/open-issue.ts";
import { addAccount, addMember, addOrganization } from "./model/people.ts";
import type { App, Delivery, Installation, Repository, Role } from "./model/records.ts";
import { addRepository, setCollaborator } from "./model/repositories.ts";
import { createWorld, type World } from "./model/world.ts";
import { createPerson, type Person } from "./person.ts";
import { createWebhooks, type Webhooks } from "./webhooks.ts";

export interface SandboxOptions {
  /** The world's clock; the real one unless given. */
  now?: () => Date;
  /** The clock that JWTs and tokens expire by; Octokit signs by the real one. */
  tokenClock?: () => Date;
  seed?: string;
  port?: number;
  rateLimit?: number;
  pinnedComments?: boolean;
  app?: Partial<AppOptions>;
  /** Sees every delivery before it travels. */
  onDelivery?: (delivery: Delivery) => void;
}

interface AppOptions {
  slug: string;
  permissions: Record<string, string>;
  events: readonly string[];
  webhookSecret: string;
  hookUrl: string | null;
}

export interface RepositoryOptions {
  private?: boolean;
  files?: Record<string, string>;
  /** Role names by login; people not seen before are added. */
  collaborators?: Record<string, string>;
}

export interface Sandbox {
  /** Where api.github.com is, for `baseUrl`. */
  url: string;
  world: World;
  github: GitHubServer;
  webhooks: Webhooks;
  tokens: Tokens;
  manifests: Manifests;
  /** Our App, with what its container is configured with. */
  app: App;
  privateKey: string;
  webhookSecret: string;
  /** A person with a token of their own; added on first mention. */
  person: (login: string) => Person;
  organization: (
    login: string,
    options?: {
      members?: Record<string, { role?: "admin" | "member"; public?: boolean }>;
      basePermission?: Role;
      customRoles?: Record<string, Role>;
    },
  ) => void;
  repository: (name: string, options?: RepositoryOptions) => Repository;
  /** Installs our App on an account, on all repositories or on the named ones. */
  install: (account: string, repositories?: readonly string[]) => Installation;
  /** What `GITHUB_TOKEN` is in a workflow of this repository. */
  actionsToken: (repository: string, permissions?: Record<string, string>) => string;
  /** Opens an issue by its form, whose labels need no permission. */
  fillsForm: (login: string, repository: string, issue: NewIssue) => number;
  /** Where deliveries go from now on. */
  hookTo: (url: string | null) => void;
  /** Resolves once no delivery is under way. */
  idle: () => Promise<void>;
  close: () => Promise<void>;
}

/** The permissions and events of `app.yml`. */
const defaultApp: AppOptions = {
  slug: "allclear",
  permissions: {
    issues: "write",
    pull_requests: "write",
    contents: "write",
    checks: "write",
    deployments: "read",
    actions: "read",
    statuses: "read",
  },
  events: ["issues", "issue_comment"],
  webhookSecret: "sandbox-webhook-secret",
  hookUrl: null,
};

/** Starts a whole GitHub on loopback: the world, its HTTP front, its webhooks and our App. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const world = createWorld({ ...options, now });
  const tokens = createTokens(world, options.tokenClock ?? (() => new Date()));
  const webhooks = createWebhooks(world);
  world.onDelivery = (delivery) => {
    options.onDelivery?.(delivery);
    webhooks.deliver(delivery);
  };
  const manifests = createManifests(world);
  const github = await startServer({ ...options, world, tokens, manifests, deliveries: webhooks });
  const keys = newKeys();
  const wanted = { ...defaultApp, ...options.app };
  const app = addApp(world, {
    ...wanted,
    owner: addAccount(world, `${wanted.slug}-owner`),
    publicKey: keys.publicKey,
    hook: { url: wanted.hookUrl, secret: wanted.webhookSecret },
  });
  return {
    url: github.url,
    world,
    github,
    webhooks,
    tokens,
    manifests,
    app,
    privateKey: keys.privateKey,
    webhookSecret: wanted.webhookSecret,
    ...seeding({ world, tokens, app, url: github.url }),
    hookTo: (url) => {
      app.hook.url = url;
    },
    idle: () => webhooks.idle(),
    close: async () => {
      webhooks.close();
      await github.close();
    },
  };
}

type Seeding = Pick<
  Sandbox,
  "person" | "organization" | "repository" | "install" | "actionsToken" | "fillsForm"
>;

/** The ways to fill the world before or while a scenario runs. */
function seeding({
  world,
  tokens,
  app,
  url,
}: {
  world: World;
  tokens: Tokens;
  app: App;
  url: string;
}): Seeding {
  return {
    person: (login) => {
      known(world, login);
      return createPerson(login, tokens.forPerson(login), url);
    },
    organization: (login, given = {}) => addWholeOrganization(world, login, given),
    repository: (name, given = {}) => addWholeRepository(world, name, given),
    install: (account, names) =>
      installApp(world, app, {
        account: findAccount(world, account),
        ...(names ? { repositories: names.map((name) => findRepository(world, name)) } : {}),
      }),
    actionsToken: (name, permissions) => actionsToken(world, tokens, { name, permissions }),
    fillsForm: (login, name, issue) => {
      known(world, login);
      const opened = { ...issue, byForm: true };
      return openIssue(world, { login }, findRepository(world, name), opened).number;
    },
  };
}

function known(world: World, login: string): void {
  if (!world.accounts.has(login.toLowerCase())) addAccount(world, login);
}

function addWholeOrganization(
  world: World,
  login: string,
  given: NonNullable<Parameters<Sandbox["organization"]>[1]>,
): void {
  addOrganization(world, login, given);
  for (const [member, membership] of Object.entries(given.members ?? {})) {
    known(world, member);
    addMember(world, login, member, membership);
  }
}

function addWholeRepository(world: World, name: string, given: RepositoryOptions): Repository {
  const repository = addRepository(world, name, given);
  const files = { "README.md": `# ${name}\n`, ...given.files };
  commitFiles(world, repository, { files, message: "Begin" });
  for (const [login, role] of Object.entries(given.collaborators ?? {})) {
    known(world, login);
    setCollaborator(repository, login, role);
  }
  return repository;
}

/** github-actions[bot] is an App like any other, installed wherever a workflow runs. */
function actionsToken(
  world: World,
  tokens: Tokens,
  { name, permissions }: { name: string; permissions: Record<string, string> | undefined },
): string {
  const repository = findRepository(world, name);
  const app = world.apps.get(actionsAppId) ?? addActionsApp(world);
  const installation =
    [...world.installations.values()].find(
      (one) => one.app === app && one.account === repository.owner,
    ) ?? installApp(world, app, { account: repository.owner });
  return tokens.forInstallation(installation, {
    repositories: [repository.id],
    permissions: { metadata: "read", ...(permissions ?? { issues: "write", contents: "read" }) },
  }).token;
}

/** The id of GitHub Actions on github.com. */
const actionsAppId = 15368;

function addActionsApp(world: World): App {
  const owner = world.accounts.get("github") ?? addAccount(world, "github", "Organization");
  return addApp(world, {
    id: actionsAppId,
    slug: "github-actions",
    name: "GitHub Actions",
    owner,
    publicKey: "",
    permissions: { issues: "write", contents: "write", pull_requests: "write", checks: "write" },
    events: [],
  });
}
