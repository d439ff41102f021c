import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { addressOfDelivery } from "../../src/app/address-of-delivery.ts";

const judge = {
  labels: { isOurs: () => false },
  ourLogin: () => "allclear[bot]",
  now: () => new Date("2026-11-22T02:35:00Z"),
};
const after = "5f2a".repeat(10);
const pushed = {
  installation: 7,
  repository: 4711,
  name: "acme/shop",
  issue: 0,
  seen: { toldAt: "2026-11-22T02:35:00.000Z", pushed: [after] },
};

function push(change: Record<string, unknown> = {}) {
  return {
    ref: "refs/heads/main",
    after,
    deleted: false,
    installation: { id: 7 },
    repository: { id: 4711, full_name: "acme/shop" },
    sender: { login: "mona" },
    commits: [],
    head_commit: null,
    ...change,
  };
}

const judged = (payload: unknown) => addressOfDelivery({ event: "push", payload }, judge);
const commit = (change: object) => ({ added: [], modified: [], removed: [], ...change });
const touching = (...paths: string[]) => ({ commits: [commit({ modified: paths })] });
const ours = touching(".github/allclear.yml");

test.each([
  ["the configuration", ours],
  ["a template", touching(".github/allclear/templates/card.mustache")],
  ["a runbook", touching("src/a.ts", "runbooks/High CPU.MD")],
  ["a new runbook", { commits: [commit({ added: ["runbooks/api.md"] })] }],
  ["a file taken away", { commits: [commit({ removed: [".github/allclear.yml"] })] }],
  [
    "the configuration in the first of several commits",
    { commits: [commit({ added: [".github/allclear.yml"] }), commit({ modified: ["README.md"] })] },
  ],
  [
    "a new branch, of which only the head is told",
    { created: true, head_commit: commit({ added: [".github/allclear.yml"] }) },
  ],
  ["another branch", { ...ours, ref: "refs/heads/feature/x" }],
  ["a rollback of ours", { ...ours, sender: { login: "allclear[bot]" } }],
])("a push of %s asks for a look at the files of the repository", (_, change) => {
  expect(judged(push(change))).toEqual(pushed);
});

test.each([
  ["other files", touching("src/a.ts", ".github/workflows/ci.yml", "docs/runbooks/api.md")],
  ["a folder below", touching("runbooks/old/api.md", ".github/allclear/templates/a/b.mustache")],
  ["what only lies beside", touching("runbooks/README.md", "runbooks/run.sh", "allclear.yml")],
  ["a tag", { ...ours, ref: "refs/tags/v1" }],
  ["no branch any more", { ...ours, deleted: true, after: "0".repeat(40) }],
  ["a trial merge of ours", { ...ours, ref: "refs/heads/allclear/scratch/4711-42-0123456789ab" }],
  ["a commit of another shape", { ...ours, after: "main" }],
  ["commits of another shape", { commits: { added: ["runbooks/a.md"] }, head_commit: "x" }],
  ["paths of another shape", { commits: [commit({ added: [7, null] }), null] }],
  ["nobody's installation", { ...ours, installation: undefined }],
  ["no repository", { ...ours, repository: {} }],
])("a push of %s asks for none", (_, change) => {
  expect(judged(push(change))).toBe("no file of ours");
});

test("nothing of a payload but identities is in the address", () => {
  const secret = { message: "private words", author: { email: "m@example.com" } };
  const payload = push({ commits: [{ ...commit({ added: ["runbooks/a.md"] }), ...secret }] });
  expect(JSON.stringify(judged(payload))).not.toMatch(/private|example|runbooks/);
});

const require = createRequire(import.meta.url);

test("of GitHub's own examples those that touch a file of ours are looked at", () => {
  const events: readonly { name: string; examples: readonly Record<string, unknown>[] }[] =
    require("@octokit/webhooks-examples/api.github.com/index.json");
  const pushes = events.find(({ name }) => name === "push")?.examples ?? [];
  const addresses = pushes.map((payload) => {
    const text = JSON.stringify({ ...payload, installation: { id: 7 } });
    return judged(JSON.parse(text.replaceAll('"README.md"', '"runbooks/api.md"')));
  });
  expect(pushes.map(judged)).toEqual(pushes.map(() => "no file of ours"));
  const branches = pushes.filter(({ ref }) => String(ref).startsWith("refs/heads/"));
  const found = addresses.filter((address) => typeof address !== "string");
  expect(found.map(({ seen }) => seen.pushed)).toEqual(branches.map(({ after: sha }) => [sha]));
  expect(branches.length).toBeGreaterThan(0);
});

test("a push of 2,048 commits with 300 files each is judged in no time", () => {
  const files = Array.from({ length: 300 }, (_, index) => `src/some/folder/file-${index}.ts`);
  const commits = Array.from({ length: 2_048 }, () => commit({ modified: files }));
  const started = process.cpuUsage();
  expect(judged(push({ commits }))).toBe("no file of ours");
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(500);
});
