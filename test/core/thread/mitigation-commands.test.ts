import { describe, expect, test } from "vitest";
import type { Command } from "../../../src/core/incident/commands.ts";
import { type RollbackTarget, targetText } from "../../../src/core/rollback/target.ts";
import { parseComment } from "../../../src/core/thread/parse-comment.ts";
import { commandTable } from "../../../src/core/thread/registry.ts";

const how = { prefixes: [], bareVerbs: true };
const said = { at: "2026-08-01T12:00:00Z", timezone: "Europe/Berlin", by: "jane" };

function parse(text: string): Command | undefined {
  return parseComment(text, how, said)[0]?.command;
}

const changes = { kind: "Ask", topic: "changes" } as const;

describe("what changed is asked for", () => {
  test.each<{ text: string; command: Command }>([
    { text: "/changes", command: changes },
    { text: "/suspects", command: changes },
    { text: "/Deploys", command: changes },
    { text: "/changes since=2h", command: { ...changes, lookBackMs: 7_200_000 } },
    { text: "/changes since=1h30m", command: { ...changes, lookBackMs: 5_400_000 } },
    { text: "/changes since=-2h", command: { ...changes, since: "2026-08-01T10:00:00Z" } },
    { text: '/changes since="2h ago"', command: { ...changes, since: "2026-08-01T10:00:00Z" } },
    { text: "/changes since=09:30", command: { ...changes, since: "2026-08-01T07:30:00Z" } },
    {
      text: "/changes since=1d service=api,web,api",
      command: { ...changes, lookBackMs: 86_400_000, services: ["api", "web"] },
    },
    {
      text: "/changes service=“checkout api”",
      command: { ...changes, services: ["checkout", "api"] },
    },
  ])("$text", ({ text, command }) => expect(parse(text)).toEqual(command));

  test.each([
    ["/changes api", "api"],
    ["/changes since=soon", "since=soon"],
    ["/changes since=0m", "since=0m"],
    ["/changes since=99999w", "since=99999w"],
    ["/changes since=2026-09-01T10:00Z", "since=2026-09-01T10:00Z"],
    ["/changes service=", "service="],
    ["/changes service=a*b", "service=a*b"],
  ])("%s is not understood", (text, came) => {
    expect(parse(text)).toMatchObject({ kind: "Misread", came });
  });
});

const targets: readonly { readonly typed: string; readonly target: RollbackTarget }[] = [
  { typed: "#123", target: { kind: "pull", number: 123 } },
  { typed: "#123.", target: { kind: "pull", number: 123 } },
  {
    typed: "octo-org/shop.js#123",
    target: { kind: "pull", number: 123, repository: "octo-org/shop.js" },
  },
  {
    typed: "https://github.com/octo-org/shop/pull/123",
    target: { kind: "pull", number: 123, repository: "octo-org/shop" },
  },
  {
    typed: "<https://git.octo.example:8443/octo-org/shop/pull/123/files?w=1#diff>",
    target: { kind: "pull", number: 123, repository: "octo-org/shop" },
  },
  {
    typed: "#123 repo=octo-org/shop",
    target: { kind: "pull", number: 123, repository: "octo-org/shop" },
  },
  { typed: "1a2b3c4", target: { kind: "commit", sha: "1a2b3c4" } },
  { typed: "1A2B3C4D5E6F", target: { kind: "commit", sha: "1a2b3c4d5e6f" } },
  { typed: "ab".repeat(20), target: { kind: "commit", sha: "ab".repeat(20) } },
  {
    typed: "1a2b3c4 repo=octo-org/shop",
    target: { kind: "commit", sha: "1a2b3c4", repository: "octo-org/shop" },
  },
  { typed: "1a2b3c4..5e6f7a8", target: { kind: "range", from: "1a2b3c4", to: "5e6f7a8" } },
  { typed: "last-good", target: { kind: "last-good" } },
  { typed: "Last good", target: { kind: "last-good" } },
  { typed: "last-good env=live", target: { kind: "last-good", environment: "live" } },
  {
    typed: "last-good env=“live EU” service=api repo=octo-org/shop",
    target: {
      kind: "last-good",
      environment: "live EU",
      service: "api",
      repository: "octo-org/shop",
    },
  },
  { typed: "v1.4.0", target: { kind: "tag", name: "v1.4.0" } },
  { typed: "release/2026-08-01", target: { kind: "tag", name: "release/2026-08-01" } },
  {
    typed: "v1 repo=octo-org/shop",
    target: { kind: "tag", name: "v1", repository: "octo-org/shop" },
  },
  { typed: "main-2", target: { kind: "tag", name: "main-2" } },
];

describe("a rollback names its target", () => {
  test.each(targets)("/rollback $typed", ({ typed, target }) => {
    expect(parse(`/rollback ${typed}`)).toEqual({ kind: "ProposeRollback", target });
    expect(parse(`/revert ${typed}`)).toEqual({ kind: "ProposeRollback", target });
  });

  test.each(targets)("or only asks what it would do: $typed", ({ typed, target }) => {
    const preview = { kind: "Ask", topic: "rollback-preview", target };
    expect(parse(`/rollback ${typed} --dry-run`)).toEqual(preview);
    expect(parse(`/rollback —dry-run ${typed}`)).toEqual(preview);
  });

  test.each(targets.filter(({ target }) => !("environment" in target)))(
    "and is understood again as we write it: $typed",
    ({ target }) => {
      expect(parse(`/rollback ${targetText(target)}`)).toEqual({ kind: "ProposeRollback", target });
    },
  );

  test("without one it only asks what changed", () => {
    expect(parse("/rollback")).toEqual(changes);
    expect(parse("/rollback  ")).toEqual(changes);
  });
});

describe("what could mean something else is refused, with an example that works", () => {
  test.each([
    "HEAD",
    "head",
    "@",
    "HEAD~1",
    "main~1",
    "v1^",
    "v1@{yesterday}",
    "main",
    "Master",
    "trunk",
    "refs/tags/v1",
    "abc123",
    "123",
    "dead",
    `${"a".repeat(41)}`,
    "1a2b3c4...5e6f7a8",
    "1a2b3c4..",
    "..1a2b3c4",
    "1a2b3c4..main",
    "v1..v2",
    "#0",
    "#12a",
    "#99999999999",
    "shop#12",
    "a/b/c#12",
    "octo-org/..#12",
    "https://github.com/octo-org/shop/issues/12",
    "https://github.com/octo-org/shop/commit/1a2b3c4",
    "git@github.com:octo-org/shop",
    "http://github.com/octo-org/shop/pull/12",
    "#12 #13",
    "#12 please",
    "#12 --force",
    "v1.4.0 -- dry-run",
    "-v1",
    "--dry",
    ".v1",
    "v1.lock",
    "a//b",
    "a:b",
    "a*",
    "v1`x`",
    "@jane",
    "<!--x",
    "v".repeat(300),
    "#12 env=live",
    "1a2b3c4 service=api",
    "last-good service=a,b",
    "last-good env=",
    "#12 repo=shop",
    "octo-org/shop#12 repo=octo-org/web",
    "env=live",
    "--dry-run",
  ])("/rollback %s", (typed) => {
    const command = parse(`/rollback ${typed}`);
    expect(command).toMatchObject({ kind: "Misread" });
    if (command?.kind !== "Misread") return;
    expect(command.came).not.toBe("");
    expect(parse(command.example)?.kind).toBe("ProposeRollback");
  });
});

describe("a hotfix has a title", () => {
  test.each([
    ["/hotfix Put the old timeout back", "Put the old timeout back"],
    ["/hotfix fix=1 --dry-run stays text", "fix=1 --dry-run stays text"],
  ])("%s", (text, title) => expect(parse(text)).toEqual({ kind: "OpenHotfix", title }));

  test.each(["/hotfix", `/hotfix ${"long ".repeat(30)}`])("%s is not understood", (text) => {
    expect(parse(text)).toMatchObject({
      kind: "Misread",
      example: expect.stringMatching(/^\/hotfix /),
    });
  });
});

test("the table says who may", () => {
  const who = Object.fromEntries(commandTable().map((row) => [row.verb, row.permission]));
  expect(who).toMatchObject({
    changes: "triage",
    rollback: "write; without a target: triage",
    hotfix: "write",
  });
});
