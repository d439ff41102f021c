import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { Comment, Host } from "../../../src/reconcile/ports.ts";
import { issueWith } from "../../reconcile/an-issue.ts";
import { checkRequest } from "../../support/openapi.ts";
import { always, halfOf, type ListeningServer, listeningServer } from "./listening-server.ts";
import { address, nockedHost, outcomeOf, token } from "./nocked-host.ts";

/** What holds for each method of the host, whatever it is for. */

const read = { isWrite: false };
const write = { isWrite: true };
const label = { name: "drill", color: "ededed", description: "Practice" };
const comment: Comment = {
  id: 5,
  nodeId: "IC_5",
  body: "",
  author: { login: "mona", id: 1, bot: false },
  createdAt: "2026-11-22T02:33:00Z",
  updatedAt: "2026-11-22T02:33:00Z",
  url: "",
  rockets: 0,
};

const sha = "5f2a".repeat(10);
const pull = { title: "Roll back", body: "b", head: "rollback", base: "main", draft: true };
const removed = { path: "a", mode: "100644", type: "blob", sha: null } as const;
const since = "2026-11-22T02:00:00Z";

const methods: readonly [string, { isWrite: boolean }, (host: Host) => Promise<unknown>][] = [
  ["readIssue", read, (host) => host.readIssue(address)],
  ["readComments", read, (host) => host.readComments(address, "2026-11-22T02:00:00Z")],
  ["readComment", read, (host) => host.readComment(address, 5)],
  ["readGestures", read, (host) => host.readGestures(address, 1)],
  ["readEditor", read, (host) => host.readEditor(address, comment)],
  ["readIssueEditor", read, (host) => host.readIssueEditor(address, issueWith())],
  ["readRevisions", read, (host) => host.readRevisions(address, comment)],
  ["listIssues", read, (host) => host.listIssues(address, { label: "incident", state: "all" })],
  ["permissionOf", read, (host) => host.permissionOf(address, "mona")],
  ["readFile", read, (host) => host.readFile(address, ".github/allclear.yml")],
  ["readOwnersFile", read, (host) => host.readOwnersFile(address, ".github/allclear.yml")],
  ["readHistory", read, (host) => host.readHistory(address, ".github/allclear.yml", 10)],
  ["readLabels", read, (host) => host.readLabels(address)],
  ["ensureLabel", read, (host) => host.ensureLabel(address, label)],
  ["createComment", write, (host) => host.createComment(address, "text")],
  ["editComment", write, (host) => host.editComment(address, 5, "text")],
  [
    "editIssue",
    write,
    (host) => host.editIssue(address, { state: "closed", stateReason: "completed" }),
  ],
  ["openIssue", write, (host) => host.openIssue(address, { title: "t", body: "b", labels: ["x"] })],
  [
    "openIssue for somebody",
    write,
    (host) => host.openIssue(address, { title: "t", body: "b", labels: [], assignees: ["mona"] }),
  ],
  [
    "listLabeled",
    read,
    (host) => host.listLabeled(address, { label: "postmortem", createdSince: since, most: 100 }),
  ],
  ["listCommentsSince", read, (host) => host.listCommentsSince(address, since)],
  ["addSubIssue", write, (host) => host.addSubIssue(address, { id: 4_301_000_001 })],
  ["addLabels", write, (host) => host.addLabels(address, ["status: triage"])],
  ["removeLabel", write, (host) => host.removeLabel(address, "status: triage")],
  ["assign", write, (host) => host.assign(address, ["mona"])],
  ["unassign", write, (host) => host.unassign(address, ["mona"])],
  ["react", write, (host) => host.react(address, 5)],
  ["pin", write, (host) => host.pin(address, 5)],
  ["readRepository", read, (host) => host.readRepository(address)],
  ["readBranch", read, (host) => host.readBranch(address, "release/1.0")],
  ["listBranches", read, (host) => host.listBranches(address, "allclear/scratch/")],
  ["readRules", read, (host) => host.readRules(address, "release/1.0")],
  ["findCommit", read, (host) => host.findCommit(address, "release/1.0")],
  ["readCommit", read, (host) => host.readCommit(address, sha)],
  ["readTag", read, (host) => host.readTag(address, "web/v1.0")],
  [
    "listCommits",
    read,
    (host) => host.listCommits(address, { from: sha, path: "src", since, until: since, count: 30 }),
  ],
  ["compare", read, (host) => host.compare(address, "release/1.0", sha)],
  ["readTrees", read, (host) => host.readTrees(address, [sha])],
  ["readCommitFiles", read, (host) => host.readCommitFiles(address, sha)],
  ["readPull", read, (host) => host.readPull(address, 7)],
  ["readPullFiles", read, (host) => host.readPullFiles(address, 7)],
  ["pullsOfCommit", read, (host) => host.pullsOfCommit(address, sha)],
  ["pullsOfBranch", read, (host) => host.pullsOfBranch(address, "allclear/rollback-1")],
  ["listClosedPulls", read, (host) => host.listClosedPulls(address, 100)],
  ["readChecks", read, (host) => host.readChecks(address, sha)],
  [
    "listDeployments",
    read,
    (host) => host.listDeployments(address, { environment: "production", sha, count: 30 }),
  ],
  ["readDeploymentStatuses", read, (host) => host.readDeploymentStatuses(address, 9)],
  ["listReleases", read, (host) => host.listReleases(address, 30)],
  ["listFailedRuns", read, (host) => host.listFailedRuns(address, since)],
  ["listFolder", read, (host) => host.listFolder(address, "runbooks", sha)],
  ["readFileAt", read, (host) => host.readFileAt(address, ".github/allclear.yml", sha)],
  ["createTree", write, (host) => host.createTree(address, { base: sha, entries: [removed] })],
  [
    "createCommit",
    write,
    (host) => host.createCommit(address, { tree: sha, parents: [sha], message: "Revert" }),
  ],
  ["createBranch", write, (host) => host.createBranch(address, "rollback", sha)],
  ["deleteBranch", write, (host) => host.deleteBranch(address, "allclear/scratch/1")],
  [
    "mergeInto",
    write,
    (host) => host.mergeInto(address, { base: "scratch", head: sha, message: "[skip ci]" }),
  ],
  ["openPull", write, (host) => host.openPull(address, pull)],
  ["requestReviews", write, (host) => host.requestReviews(address, 7, ["mona", "acme/web"])],
  [
    "reportCheck",
    write,
    (host) =>
      host.reportCheck(address, {
        name: "allclear",
        sha,
        conclusion: "action_required",
        title: "Fill in the plan",
        summary: "text",
        annotations: [
          {
            path: "docs/one.md",
            line: 3,
            level: "warning",
            title: "No owner",
            message: "Name one.",
          },
        ],
      }),
  ],
];

const servers: ListeningServer[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function hostAgainst(answer: Parameters<typeof listeningServer>[0]) {
  const server = await listeningServer(answer);
  servers.push(server);
  return { ...nockedHost({ baseUrl: server.baseUrl }), sent: server.sent };
}

describe.each(methods)("%s", (_, { isWrite }, act) => {
  it.each([
    ["is 502", always(502, { message: "Bad gateway" })],
    ["is cut off", always(200, '{"id": 1, "titl')],
    ["breaks off", halfOf(200)],
    [
      "is a page for people",
      always(200, "<title>Unicorn!</title>", { "content-type": "text/html" }),
    ],
    ["never comes", (response: ServerResponse) => response.socket?.destroy()],
  ])("is sent exactly once when the answer %s", async (_name, answer) => {
    const { host, sent } = await hostAgainst(answer);
    expect(await outcomeOf(act(host))).toEqual({ again: "backoff", lost: isWrite });
    expect(sent).toHaveLength(1);
  });

  it("heeds a secondary limit and sends nothing more until it is over", async () => {
    const limit = always(403, { message: "secondary rate limit" }, { "retry-after": "30" });
    const { host, clock, sent } = await hostAgainst(limit);
    expect(await outcomeOf(act(host))).toEqual({ again: 30_000, lost: false });
    expect(await outcomeOf(host.readIssue(address))).toEqual({ again: 30_000, lost: false });
    expect(sent).toHaveLength(1);
    clock.advance(30_000);
    await outcomeOf(host.readIssue(address));
    expect(sent).toHaveLength(2);
  });

  it("sends what GitHub's own description allows", async () => {
    const { host, sent } = await hostAgainst(always(502, { message: "Bad gateway" }));
    await outcomeOf(act(host));
    const problems = sent.flatMap(({ method, path, query, body }) =>
      checkRequest(method, path, query, body),
    );
    expect(sent).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  it("lets no token, header or body out in an error or a log line", async () => {
    const echo =
      `Bearer ${token} and ghs_123_abc.def and https://u:hunter2@host/ ` +
      "-----BEGIN RSA PRIVATE KEY-----\nMIIE";
    const errors = [{ message: token, value: "their text" }];
    const { host, lines } = await hostAgainst(always(500, { message: echo, errors }));
    const error = await act(host).catch((failure: unknown) => failure);
    const told = [...lines, ...everythingIn(error)].join("\n");
    expect(told).toContain("GitHub: 500");
    expect(lines).toHaveLength(1);
    for (const secret of [token, "ghs_123", "hunter2", "MIIE", "authorization", "their text"]) {
      expect(told).not.toContain(secret);
    }
  });
});

/** Messages, stacks and every own property of an error and its causes. */
function everythingIn(error: unknown): string[] {
  if (!(error instanceof Error)) return [JSON.stringify(error) ?? ""];
  const own = Object.getOwnPropertyNames(error)
    .filter((key) => key !== "cause")
    .map((key) => JSON.stringify(Object.getOwnPropertyDescriptor(error, key)?.value));
  return [String(error), ...own, ...(error.cause === undefined ? [] : everythingIn(error.cause))];
}
