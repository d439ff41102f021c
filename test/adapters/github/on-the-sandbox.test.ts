import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { appDirectory } from "../../../src/adapters/github/app-directory.ts";
import { appOctokits } from "../../../src/adapters/github/app-octokits.ts";
import { hostOnWire } from "../../../src/adapters/github/github-host.ts";
import { githubLimiter } from "../../../src/adapters/github/limiter.ts";
import { whoAmIAsApp } from "../../../src/adapters/github/who-am-i.ts";
import { createWire } from "../../../src/adapters/github/wire.ts";
import type { Address } from "../../../src/reconcile/address.ts";
import { createSandbox, type Sandbox } from "../../../src/sandbox/github/sandbox.ts";

/** The whole adapter against the stand-in for GitHub, as an App, over HTTP. */

let github: Sandbox;
let address: Address;

beforeAll(async () => {
  github = await createSandbox();
  github.organization("acme");
  const { id: repository } = github.repository("acme/shop", {
    files: { ".github/allclear.yml": "severities: p1-p4\n" },
    collaborators: { mona: "triage", outsider: "read" },
  });
  const { id: installation } = github.install("acme");
  const issue = { title: "Checkout is down", body: "" };
  const number = github.fillsForm("mona", "acme/shop", issue);
  address = { installation, repository, name: "acme/shop", issue: number, seen: {} };
});

afterAll(() => github.close());

function connect() {
  const clock = { now: () => new Date() };
  const limiter = githubLimiter({
    clock,
    sleep: (ms) => sleep(ms),
    notifyGapMs: 0,
    editGapMs: 0,
  });
  const octokitFor = appOctokits({
    appId: github.app.id,
    privateKey: github.privateKey,
    baseUrl: github.url,
  });
  const wire = createWire({ octokitFor, limiter, clock });
  return { wire, host: hostOnWire(wire, clock), directory: appDirectory(wire) };
}

it("works a thread: comment, edit, react, pin, label, assign, close", async () => {
  const { host, wire } = connect();
  const { login } = await whoAmIAsApp(wire);
  const card = await host.createComment(address, "the card");
  await host.editComment(address, card.id, "the card, edited");
  await host.react(address, card.id);
  await host.pin(address, card.id);
  await host.ensureLabel(address, { name: "status: triage", color: "d73a4a", description: "Red" });
  await host.ensureLabel(address, { name: "incident", color: "b60205", description: "" });
  await host.addLabels(address, ["status: triage", "incident"]);
  await host.removeLabel(address, "incident");
  expect(await host.assign(address, ["mona"])).toEqual(["mona"]);
  await host.editIssue(address, { state: "closed", stateReason: "completed" });

  expect(await host.readIssue(address)).toMatchObject({
    labels: ["status: triage"],
    assignees: ["mona"],
    state: "closed",
    stateReason: "completed",
    pinnedCommentId: card.id,
  });
  const [read] = await host.readComments(address);
  expect(read).toMatchObject({ id: card.id, body: "the card, edited", rockets: 1 });
  expect(read?.author).toMatchObject({ login, bot: true });
  const { gestures } = await host.readGestures(address, 1);
  expect(gestures.map(({ kind, subject }) => [kind, subject])).toEqual(
    expect.arrayContaining([
      ["labeled", "status: triage"],
      ["unlabeled", "incident"],
      ["assigned", "mona"],
      ["closed", undefined],
    ]),
  );
  expect(gestures.filter(({ kind }) => kind === "assigned").map(({ by }) => by.login)).toEqual([
    login,
  ]);
});

it("tells who edited our comment and what it said before", async () => {
  const { host } = connect();
  const ours = await host.createComment(address, "one");
  const edited = await host.editComment(address, ours.id, "two");
  const { login } = edited.author;
  expect(await host.readEditor(address, edited)).toBe(login);
  expect((await host.readRevisions(address, edited)).map(({ body }) => body)).toEqual(["one"]);
});

it("reads permissions, files and the setup", async () => {
  const { host } = connect();
  expect(await host.permissionOf(address, "mona")).toMatchObject({ authority: "triage" });
  expect(await host.permissionOf(address, "outsider")).toMatchObject({ authority: "read" });
  expect(await host.permissionOf(address, "no-such-user")).toBeUndefined();
  expect(await host.readFile(address, ".github/allclear.yml")).toBe("severities: p1-p4\n");
  expect(await host.readFile(address, "missing.yml")).toBeUndefined();
  expect(await host.readHistory(address, ".github/allclear.yml", 10)).toEqual([
    "severities: p1-p4\n",
  ]);
  expect((await host.readPermissions(address))?.get("issues")).toBe("write");
  expect(await host.readLabels(address)).toContain("incident");
});

it("lists what the App can see", async () => {
  const { directory } = connect();
  const [installation] = await directory.listInstallations();
  expect(installation).toEqual({ installation: address.installation, account: "acme" });
  const [repository] = await directory.listRepositories(address.installation);
  expect(repository).toMatchObject({ repository: address.repository, name: "acme/shop" });
  const issues = await directory.listIncidentIssues(address, {});
  expect(issues.map(({ address: { issue } }) => issue)).toContain(address.issue);
});
