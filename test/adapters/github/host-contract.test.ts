import { afterAll, beforeAll } from "vitest";
import { appOctokits } from "../../../src/adapters/github/app-octokits.ts";
import { githubHost } from "../../../src/adapters/github/github-host.ts";
import { githubLimiter } from "../../../src/adapters/github/limiter.ts";
import { addAccount } from "../../../src/sandbox/github/model/people.ts";
import type { Installation } from "../../../src/sandbox/github/model/records.ts";
import { createSandbox, type Sandbox } from "../../../src/sandbox/github/sandbox.ts";
import { editsContract } from "../../contracts/edits.ts";
import { followUpsContract } from "../../contracts/follow-ups.ts";
import { historyContract } from "../../contracts/history.ts";
import { historyWritingContract } from "../../contracts/history-writing.ts";
import { hostContract } from "../../contracts/host.ts";
import { hostPeople } from "../../contracts/host-people.ts";
import { shippingContract } from "../../contracts/shipping.ts";

let sandbox: Sandbox;
let installation: Installation;
let opened = 0;

beforeAll(async () => {
  sandbox = await createSandbox();
  sandbox.organization("acme");
  for (const login of hostPeople) addAccount(sandbox.world, login);
  installation = sandbox.install("acme");
});

afterAll(() => sandbox.close());

const contracts = [
  hostContract,
  editsContract,
  followUpsContract,
  historyContract,
  historyWritingContract,
  shippingContract,
];

for (const contract of contracts) contract("GitHub over HTTP", open);

async function open() {
  opened += 1;
  sandbox.world.organizations.get("acme")?.members.clear();
  const repository = sandbox.repository(`acme/web-${opened}`);
  const clock = { now: () => new Date() };
  const { app, privateKey, url } = sandbox;
  const host = githubHost({
    clock,
    octokitFor: appOctokits({ appId: app.id, privateKey, baseUrl: url }),
    limiter: githubLimiter({ clock, sleep: async () => {}, notifyGapMs: 0, editGapMs: 0 }),
  });
  return { host, model: sandbox.world, repository, installation };
}
