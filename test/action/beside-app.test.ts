import { afterEach, beforeEach, expect, test } from "vitest";
import type { Thread } from "../../src/sandbox/github/person.ts";
import { type AppOnSandbox, startOnSandbox } from "../app/app-on-sandbox.ts";
import { openShop, type Shop } from "./shop.ts";

const config = `version: 1
identities: ["allclear[bot]", "github-actions[bot]"]
suspects: { onDeclare: false }
runbooks: { onDeclare: false }
`;

let shop: Shop;
let app: AppOnSandbox;
let on: Thread;
/** How long before the run things happen on GitHub. */
let agoMs: number;

beforeEach(async () => {
  agoMs = 30 * 60_000;
  const now = () => new Date(Date.now() - agoMs);
  shop = await openShop({ ".github/allclear.yml": config }, now);
  shop.sandbox.install("acme");
  app = await startOnSandbox(shop.sandbox, { clock: { now } });
  const { mona, repository } = shop;
  const { number } = await mona.opens(repository, { title: "Checkout is down" });
  on = { repository, number };
  await mona.labels(on, "incident");
  await app.rest();
  // From here on the App is away.
  shop.sandbox.hookTo(null);
  await app.app.stop();
});
afterEach(() => shop.sandbox.close());

const card = async () => (await shop.mona.readsThread(on))[0]?.body ?? "";

test("while the App writes an incident, a run only reads and says so", async () => {
  agoMs = 60_000;
  const before = await card();
  const event = await shop.says(shop.mona, on, "/sev 2 many users");
  const { status, log } = await shop.run({ inputs: { mode: "respond" }, event });
  expect({ status, log }).toMatchObject({ status: 0 });
  expect(log).toContain("so this run only reads");
  expect(await card()).toBe(before);
  expect((await shop.mona.readsThread(on)).at(-1)?.body).toBe("/sev 2 many users");
});

test("what nobody has answered for a quarter of an hour, a run answers", async () => {
  agoMs = 16 * 60_000;
  const event = await shop.says(shop.mona, on, "/sev 2 many users");
  const { status, log } = await shop.run({ inputs: { mode: "respond" }, event });
  expect({ status, log }).toMatchObject({ status: 0 });
  expect(await card()).toContain('"writer":"action"');
  expect(await card()).toContain("SEV2");
});
