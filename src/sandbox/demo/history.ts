import type { MergeMethod } from "../github/model/pulls/merged-head.ts";
import type { Cast } from "./stage.ts";

export const repository = "acme/shop";

/** What the issues and pull requests are called by, in the order in which they are opened. */
export const numbers = {
  retries: 2,
  culprit: 5,
  incident: 7,
  rollback: 8,
  hotfix: 9,
  postmortem: 10,
  drill: 11,
  report: 12,
} as const;

export const settingsPath = "config/checkout.yml";
export const chargePath = "services/checkout/charge.ts";

const config = `version: 1
identities: ["allclear[bot]"]
levels:
  SEV1:
    tell: ["acme/on-call"]
    escalate: payments
    channels: ["webhook:status-page"]
escalation:
  policies:
    - name: payments
      levels:
        - page: [bob, "pagerduty:checkout"]
        - page: [acme/leads, "pagerduty:leads"]
chat: { slack: channel }
webhooks:
  - { name: status-page, external: true }
services:
  - name: checkout
    owners: [acme/payments]
    paths: [/services/checkout/, /config/checkout.yml]
    deploy: the workflow "deploy", run by hand
    verify: ["curl -fsS https://shop.example/checkout/health"]
  - name: web
    paths: [/services/web/]
`;

const runbook = `---
services: [checkout]
words: [payment, pay]
---

# Checkout fails

## Symptoms

- Customers cannot pay

## Investigation

1. Ask somebody with another card and another browser: is it everybody?
2. Look at the errors of the card gateway: \`./ops logs checkout --since 30m\`

## Mitigation

3. Take back the change that is to blame: \`/rollback #<pull request>\`

## Resolution

4. Pay for the cheapest thing in the shop, with a real card.
`;

const settings = `gateway: https://cards.example/v1
timeoutMs: 5000
currency: EUR
`;

const charge = `import { connect } from "./gateway.ts";
import { settings } from "./settings.ts";

/** Takes the money for an order. */
export async function charge(order: Order): Promise<Receipt> {
  const gateway = connect(settings.gateway, settings.timeoutMs);
  return gateway.charge(order.total, order.card);
}

/** Gives it back. */
export async function refund(receipt: Receipt): Promise<void> {
  await connect(settings.gateway, settings.timeoutMs).refund(receipt.id);
}

export function describe(order: Order): string {
  return "order " + order.id;
}
`;

const withRetries = charge.replace(
  "return gateway.charge(order.total, order.card);",
  "return retry(3, () => gateway.charge(order.total, order.card));",
);
const namingCustomer = (text: string) =>
  text.replace("+ order.id", '+ order.id + " of " + order.customer');
const failingFast = withRetries.replace("retry(3,", "retry(settings.retries,");

/** What lies in the repository from its first commit on. */
export const firstFiles = {
  ".github/allclear.yml": config,
  "runbooks/checkout.md": runbook,
  [settingsPath]: settings,
  [chargePath]: charge,
  "services/web/cart.ts": "export const title = 'Your cart';\n",
  "services/web/package-lock.json": '{ "date-picker": "2.0.1" }\n',
  "docs/refunds.md": "# Refunds\n\nAsk Carol.\n",
};

type Coder = "bob" | "carol" | "erin";

interface Landing {
  readonly by: Coder;
  readonly mergedBy: Coder;
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** Nights before the incident, and the time of day, UTC. */
  readonly at: readonly [nightsAgo: number, hour: number, minute: number];
  readonly method: MergeMethod;
  /** Minutes from the merge to the deployment; none: not deployed yet. */
  readonly deployedAfter?: number;
}

/** The pull requests before that night; the first one is #1. */
const landings: readonly Landing[] = [
  {
    by: "carol",
    mergedBy: "bob",
    title: "Say how many things are in the cart",
    files: {
      "services/web/cart.ts": "export const title = (count: number) => count + ' in your cart';\n",
    },
    at: [2, 10, 5],
    method: "squash",
    deployedAfter: 12,
  },
  {
    by: "erin",
    mergedBy: "bob",
    title: "Charge again when the gateway times out",
    files: { [chargePath]: withRetries },
    at: [1, 16, 5],
    method: "merge",
    deployedAfter: 15,
  },
  {
    by: "bob",
    mergedBy: "carol",
    title: "Explain refunds to the support team",
    files: { "docs/refunds.md": `# Refunds\n\n${"Ask for the receipt.\n".repeat(40)}` },
    at: [1, 17, 30],
    method: "squash",
  },
  {
    by: "carol",
    mergedBy: "erin",
    title: "Update the date picker",
    files: { "services/web/package-lock.json": '{ "date-picker": "3.0.0" }\n' },
    at: [1, 21, 40],
    method: "squash",
    deployedAfter: 10,
  },
  {
    by: "erin",
    mergedBy: "erin",
    title: "Fail fast when the card gateway is slow",
    files: {
      [settingsPath]: settings.replace("5000", "50\nretries: 0"),
      [chargePath]: failingFast,
    },
    at: [0, 2, 14],
    method: "squash",
    deployedAfter: 5,
  },
  {
    by: "carol",
    mergedBy: "bob",
    title: "Name the customer in the payment log",
    files: {
      [chargePath]: namingCustomer(failingFast),
    },
    at: [0, 2, 26],
    method: "squash",
  },
];

/** Both files as they are once the culprit is taken back and what came later has stayed. */
export const afterRollback = {
  [settingsPath]: settings,
  [chargePath]: namingCustomer(withRetries),
};

/** Plays what came before: branches, pull requests, merges and deployments by several people. */
export async function layHistory(cast: Cast, goTo: (...at: Landing["at"]) => void): Promise<void> {
  for (const [index, landing] of landings.entries()) {
    const { by, mergedBy, title, files, at, method, deployedAfter } = landing;
    goTo(...at);
    const head = title.toLowerCase().replaceAll(" ", "-");
    const { number } = await cast[by].proposes(repository, { title, files, head });
    if (number !== index + 1) throw new Error(`${title} became #${number}, not #${index + 1}`);
    await cast[mergedBy].merges({ repository, number }, method);
    await cast[by].deletesBranch(repository, head);
    if (deployedAfter === undefined) continue;
    goTo(at[0], at[1], at[2] + deployedAfter);
    await cast[mergedBy].deploys(repository, {
      ref: "main",
      environment: "production",
      state: "success",
    });
  }
}
