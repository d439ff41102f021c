import { closeWorkshop } from "./git/real-git.ts";
import { type GitHubServer, startServer } from "./http/server.ts";
import { createTokens, type Tokens } from "./http/tokens.ts";
import { createManifests, type Manifests, newKeys } from "./manifests.ts";
import { addApp } from "./model/apps.ts";
import { addAccount } from "./model/people.ts";
import type { App, Delivery } from "./model/records.ts";
import { createWorld, type World } from "./model/world.ts";
import { type Seeding, seeding } from "./seeding.ts";
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
  subIssues?: boolean;
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

export interface Sandbox extends Seeding {
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
  /** Where deliveries go from now on. */
  hookTo: (url: string | null) => void;
  /** Resolves once no delivery is under way. */
  idle: () => Promise<void>;
  close: () => Promise<void>;
}

/** What our App listens to. */
export const defaultEvents = [
  "issues",
  "issue_comment",
  "pull_request",
  "deployment_status",
  "check_suite",
  "status",
  "push",
] as const;

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
  events: defaultEvents,
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
      closeWorkshop();
    },
  };
}
