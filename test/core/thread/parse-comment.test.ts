import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Command } from "../../../src/core/incident/commands.ts";
import { parseComment } from "../../../src/core/thread/parse-comment.ts";
import { slashCommands } from "../../../src/core/thread/registry.ts";

const how = { prefixes: [], bareVerbs: true };
const said = { at: "2026-08-01T12:00:00Z", timezone: "Europe/Berlin", by: "jane" };

function parse(text: string): Command | undefined {
  return parseComment(text, how, said)[0]?.command;
}

const declared = { kind: "DeclareIncident", services: [], drill: false } as const;

describe("a slash command becomes a command", () => {
  test.each<{ text: string; command: Command }>([
    { text: "/incident declare", command: declared },
    { text: "/incident new API down", command: { ...declared, title: "API down" } },
    {
      text: "/incident declare drill SEV2: API down service=api,web,api started=-20m",
      command: {
        kind: "DeclareIncident",
        title: "API down",
        severity: "SEV2",
        services: ["api", "web"],
        startedAt: "2026-08-01T11:40:00Z",
        drill: true,
      },
    },
    { text: "/incident declare sev1", command: { ...declared, severity: "sev1" } },
    { text: "/incident declare Drill", command: { ...declared, drill: true } },
    { text: "/incident open Major outage", command: { ...declared, title: "Major outage" } },

    { text: "/ack", command: { kind: "AcknowledgeIncident" } },
    {
      text: "/on-it @jane sees it",
      command: { kind: "AcknowledgeIncident", note: "@jane sees it" },
    },

    { text: "/sev 1", command: { kind: "ChangeSeverity", severity: "1" } },
    {
      text: "/Sev P1: db down",
      command: { kind: "ChangeSeverity", severity: "P1", reason: "db down" },
    },
    { text: "/sev sev 1 db", command: { kind: "ChangeSeverity", severity: "sev1", reason: "db" } },
    { text: "/severity critical", command: { kind: "ChangeSeverity", severity: "critical" } },
    {
      text: '/priority p2 a reason="b c"',
      command: { kind: "ChangeSeverity", severity: "p2", reason: "a; b c" },
    },

    { text: "/status", command: { kind: "Ask", topic: "status" } },
    { text: "/status Identified", command: { kind: "ChangeStatus", status: "identified" } },
    { text: "/phase monitoring", command: { kind: "ChangeStatus", status: "monitoring" } },

    { text: "/mitigated", command: { kind: "MitigateIncident" } },
    {
      text: "/stable rolled back at=13:30",
      command: { kind: "MitigateIncident", how: "rolled back", at: "2026-08-01T11:30:00Z" },
    },

    { text: "/resolve", command: { kind: "ResolveIncident" } },
    { text: "/fixed by a restart", command: { kind: "ResolveIncident", summary: "by a restart" } },
    {
      text: '/resolve --force "it is over"',
      command: { kind: "ResolveIncident", force: "it is over" },
    },
    {
      text: "/resolve —force “it’s over” All good",
      command: { kind: "ResolveIncident", force: "it’s over", summary: "All good" },
    },
    {
      text: "/resolve --force it is over",
      command: { kind: "ResolveIncident", force: "it is over" },
    },
    {
      text: '/resolve All good --force reason="over"',
      command: { kind: "ResolveIncident", force: "over", summary: "All good" },
    },

    { text: "/close-incident", command: { kind: "CloseIncident" } },
    { text: "/incident close all done", command: { kind: "CloseIncident", note: "all done" } },

    {
      text: "/cancel false-positive",
      command: { kind: "DismissIncident", reason: "false-positive" },
    },
    {
      text: "/cancel False positive, a test",
      command: { kind: "DismissIncident", reason: "false-positive", text: "a test" },
    },
    {
      text: "/decline false positive it was a test",
      command: { kind: "DismissIncident", reason: "false-positive", text: "it was a test" },
    },
    { text: "/false-alarm", command: { kind: "DismissIncident", reason: "false-positive" } },
    {
      text: "/cancel duplicate #12",
      command: { kind: "DismissIncident", reason: "duplicate", duplicateOf: "#12" },
    },
    {
      text: "/cancel duplicate of owner/repo#12 same",
      command: {
        kind: "DismissIncident",
        reason: "duplicate",
        duplicateOf: "owner/repo#12",
        text: "same",
      },
    },
    {
      text: '/cancel external reason="the provider"',
      command: { kind: "DismissIncident", reason: "external", text: "the provider" },
    },

    {
      text: '/reopen-incident reason="0123456789"',
      command: { kind: "ReopenIncident", reason: "0123456789" },
    },
    {
      text: "/incident reopen it is back again",
      command: { kind: "ReopenIncident", reason: "it is back again" },
    },

    {
      text: "/role commander @jane",
      command: { kind: "AssignRole", role: "commander", login: "jane" },
    },
    {
      text: "/role Database-Lead @jane ",
      command: { kind: "AssignRole", role: "database-lead", login: "jane" },
    },
    { text: "/role communications", command: { kind: "AssignRole", role: "comms" } },
    { text: "/lead", command: { kind: "AssignRole", role: "commander" } },
    { text: "/take", command: { kind: "AssignRole", role: "commander" } },
    {
      text: "/commander @Jane-Doe",
      command: { kind: "AssignRole", role: "commander", login: "Jane-Doe" },
    },
    {
      text: "/comms @jane_corp",
      command: { kind: "AssignRole", role: "comms", login: "jane_corp" },
    },
    { text: "/tech @jane\u200b", command: { kind: "AssignRole", role: "tech", login: "jane" } },
    { text: "/scribe", command: { kind: "AssignRole", role: "scribe" } },

    { text: "/handoff @jane", command: { kind: "HandOffRole", role: "commander", login: "jane" } },
    {
      text: "/handover @jane role=comms end of  shift",
      command: { kind: "HandOffRole", role: "comms", login: "jane", note: "end of  shift" },
    },

    { text: "/impact users=20%", command: { kind: "StateImpact", users: "20%" } },
    {
      text: "/scope No logins regions=eu,us spreading=Yes",
      command: { kind: "StateImpact", text: "No logins", regions: ["eu", "us"], spreading: true },
    },
    {
      text: '/impact users="a few" spreading=no',
      command: { kind: "StateImpact", users: "a few", spreading: false },
    },

    {
      text: "/service api,web",
      command: { kind: "ChangeServices", add: ["api", "web"], remove: [] },
    },
    {
      text: "/affects api, web",
      command: { kind: "ChangeServices", add: ["api", "web"], remove: [] },
    },
    { text: "/service -web", command: { kind: "ChangeServices", add: [], remove: ["web"] } },
    {
      text: "/service +api –web",
      command: { kind: "ChangeServices", add: ["api"], remove: ["web"] },
    },

    {
      text: '/summary  It is "down"  reason=x',
      command: { kind: "WriteSummary", text: 'It is "down"  reason=x' },
    },

    { text: "/update no change", command: { kind: "PostUpdate", text: "No change." } },
    {
      text: "/post No Change. next=15m",
      command: { kind: "PostUpdate", text: "No change.", nextAt: "2026-08-01T12:15:00Z" },
    },
    {
      text: "/update A fix is tested eta=30m next=14:45",
      command: {
        kind: "PostUpdate",
        text: "A fix is tested",
        etaAt: "2026-08-01T12:30:00Z",
        nextAt: "2026-08-01T12:45:00Z",
      },
    },
    { text: "/update draft", command: { kind: "PostUpdate", text: "", draft: true } },
    {
      text: "/Update Draft. eta=30m next=14:45",
      command: {
        kind: "PostUpdate",
        text: "",
        draft: true,
        etaAt: "2026-08-01T12:30:00Z",
        nextAt: "2026-08-01T12:45:00Z",
      },
    },
    { text: "/update draft of a fix", command: { kind: "PostUpdate", text: "draft of a fix" } },

    { text: "/note a=b happened", command: { kind: "AddNote", text: "a=b happened" } },
    {
      text: "/note x at=13:30",
      command: { kind: "AddNote", text: "x", at: "2026-08-01T11:30:00Z" },
    },
    {
      text: '/log x at="15m ago"',
      command: { kind: "AddNote", text: "x", at: "2026-08-01T11:45:00Z" },
    },
    {
      text: "/timeline x | 2026-08-01 09:30",
      command: { kind: "AddNote", text: "x", at: "2026-08-01T07:30:00Z" },
    },
    { text: "/note a | b", command: { kind: "AddNote", text: "a | b" } },
    {
      text: "/note see \u0024{{ x }} {{{y}}}",
      command: { kind: "AddNote", text: "see \u0024{{ x }} {{{y}}}" },
    },

    {
      text: "/link https://example.com/a?b=c#d error rate",
      command: {
        kind: "AddLink",
        relation: "link",
        target: "https://example.com/a?b=c#d",
        text: "error rate",
      },
    },
    {
      text: "/zoom <https://example.com>",
      command: { kind: "AddLink", relation: "link", target: "https://example.com" },
    },
    {
      text: "/link owner/repo.js#12",
      command: { kind: "AddLink", relation: "link", target: "owner/repo.js#12" },
    },
    { text: "/related to #12", command: { kind: "AddLink", relation: "related", target: "#12" } },
    {
      text: "/duplicate #12 same cause",
      command: { kind: "AddLink", relation: "duplicate", target: "#12", text: "same cause" },
    },

    { text: "/action Write it down", command: { kind: "AddActionItem", text: "Write it down" } },
    {
      text: "/todo Ask @bob for logs @jane due=5d type=Detect",
      command: {
        kind: "AddActionItem",
        text: "Ask @bob for logs",
        owner: "jane",
        due: "2026-08-06",
        type: "detect",
      },
    },
    {
      text: '/action Alert on it verified="it rings in staging"',
      command: { kind: "AddActionItem", text: "Alert on it", verified: "it rings in staging" },
    },
    {
      text: "/task @jane write it down",
      command: { kind: "AddActionItem", text: "write it down", owner: "jane" },
    },
    {
      text: "/action ask @bob for logs",
      command: { kind: "AddActionItem", text: "ask @bob for logs" },
    },
    {
      text: "/action Write owner=jane due=2026-08-15",
      command: { kind: "AddActionItem", text: "Write", owner: "jane", due: "2026-08-15" },
    },

    { text: "/done 3", command: { kind: "CompleteActionItem", number: 3 } },
    {
      text: "/done 3 https://example.com",
      command: { kind: "CompleteActionItem", number: 3, link: "https://example.com" },
    },
    {
      text: '/wontdo 3 reason="not needed"',
      command: { kind: "DropActionItem", number: 3, reason: "not needed" },
    },
    {
      text: "/wontdo 3 not needed",
      command: { kind: "DropActionItem", number: 3, reason: "not needed" },
    },

    { text: "/incident list", command: { kind: "Ask", topic: "list" } },
    { text: "/incident check", command: { kind: "Ask", topic: "check" } },
    { text: "/incident help", command: { kind: "Ask", topic: "help" } },
    { text: "/incident commands /Sev", command: { kind: "Ask", topic: "help", about: "sev" } },
  ])("$text", ({ text, command }) => {
    expect(parse(text)).toEqual(command);
  });
});

describe("a slash command that cannot be read says what came, what was expected, and an example", () => {
  const longTitle = `/incident declare ${"x".repeat(257)}`;
  test.each([
    ...[longTitle, "/incident declare x service=$(id)", "/incident declare x started=tomorrow"],
    ...["/sev", "/sev \uff11", "/sev -1", "/sev $1", `/sev ${"9".repeat(60)}`, "/sev ()"],
    ...["/status draft", "/status resolved", "/status closed", "/status identified the cause"],
    ...[
      "/mitigated at=soon",
      "/mitigated at=2022-09/09",
      "/resolve --force",
      '/resolve --force ""',
    ],
    ...[
      "/cancel",
      "/cancel noise",
      "/cancel duplicate",
      "/cancel duplicate 12",
      "/cancel duplicate #0",
    ],
    ...["/decline", "/reopen-incident", "/reopen-incident reason=short", "/incident reopen short"],
    ...[
      "/role",
      "/role @jane",
      "/role commander jane",
      "/role commander @a @b",
      "/role commander @org/team",
    ],
    ...[
      "/lead jane",
      "/lead @a @b",
      "/lead @org/team",
      "/lead @-jane",
      "/lead @jane-",
      "/lead @a--b",
    ],
    ...[
      `/lead @${"a".repeat(40)}`,
      "/lead @j\u00e4ne",
      "/lead \uff20jane",
      "/lead @",
      "/lead is away",
    ],
    ...["/handoff", "/handoff jane", "/handoff @org/team", "/handoff @jane role=@bob"],
    ...[
      "/impact",
      "/impact x spreading=maybe",
      "/service",
      "/service -",
      "/service a$b",
      "/service <b>",
    ],
    ...[
      "/summary",
      "/update",
      "/update draft eta=0m",
      "/update x eta=0m",
      "/update x next=2020-01-01T00:00Z",
    ],
    ...["/note", "/note at=09:30", "/note x at=15:00pm", "/note x at=2027-01-01T00:00Z"],
    ...["/note x | 2026-13-01 09:30", "/note | 09:30", "/note x at="],
    ...["/link", "/link ftp://example.com", "/link javascript:alert(1)", "/link example.com"],
    ...["/link https://user:key@example.com", "/link https://", "/link [a](https://example.com)"],
    ...[
      "/link http://a|b",
      "/link #-1",
      "/related",
      "/related https://example.com",
      "/duplicate #1e3",
    ],
    ...[`/related #${"9".repeat(20)}`, "/related a/b/c#1", "/related ../b#1"],
    ...[
      "/action",
      "/action @jane",
      "/action x due=2020-01-01",
      "/action x type=fix",
      "/action x owner=a/b",
    ],
    ...[
      "/done",
      "/done #3",
      "/done -3",
      "/done 0",
      "/done 3.5",
      "/done \uff13",
      "/done 99999",
      "/done 3 4",
    ],
    ...["/done 3 #1 #2", "/done three", "/wontdo", "/wontdo 3", "/wontdo x y"],
  ])("%s", (text) => {
    const command = parse(text);
    expect(command).toMatchObject({
      kind: "Misread",
      came: expect.stringMatching(/^.{1,100}$/),
      expected: expect.stringMatching(/^.{3,160}$/),
      example: expect.stringMatching(/./),
    });
  });

  test.each([
    {
      text: "/status draft",
      expected: "one of triage, investigating, identified, mitigating, monitoring",
    },
    { text: "/done x", expected: "the number of an action item" },
    { text: "/lead bob", expected: "one person as @login (a team cannot hold a role)" },
    { text: "/note x at=15m", expected: '-15m or "15m ago" for something that happened' },
  ])("$text is told: $expected", ({ text, expected }) => {
    expect(parse(text)).toMatchObject({ expected });
  });
});

describe("a line of a parsed comment", () => {
  test("names its place, its verb and its text", () => {
    expect(parseComment("hi\r\n/Priority 1 \r\n  /ack\r\n", how, said)).toEqual([
      {
        line: 2,
        verb: "sev",
        raw: "/Priority 1",
        command: { kind: "ChangeSeverity", severity: "1" },
        warnings: [],
      },
      {
        line: 3,
        verb: "ack",
        raw: "/ack",
        hint: true,
        command: expect.objectContaining({ kind: "Misread" }),
        warnings: [],
      },
    ]);
  });

  test("carries what was read in a way its writer may not have meant", () => {
    expect(parseComment('/sev 1 reason="down', how, said)).toMatchObject([
      {
        command: { severity: "1", reason: "down" },
        warnings: ["The quote after reason is never closed: it took the rest of the line."],
      },
    ]);
  });

  test("never throws and keeps dates sane, whatever follows the verb", () => {
    const verbs = slashCommands.flatMap(({ verb, aliases }) => [verb, ...aliases]);
    const word = fc.constantFrom(
      ...["at=", "reason=", "due=", "eta=", "started=", "service=", "--force", '"', " ", "@jane"],
      ...["#12", "09:30", "-15m", "2026-08-01", "|", "a", "-", "https://", "\uff11", "\u200b", "="],
    );
    const rest = fc.oneof(
      fc.array(word, { maxLength: 12 }).map((words) => words.join("")),
      fc.string({ unit: "binary", maxLength: 60 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...verbs), rest, (verb, text) => {
        const [line] = parseComment(`/incident ${verb} ${text}`, how, said);
        expect(line?.command.kind).toBeTypeOf("string");
        for (const value of Object.values(line?.command ?? {})) expect(value).not.toBeNaN();
      }),
      { numRuns: 1500 },
    );
  });

  test("costs little when a word has 60,000 letters", () => {
    for (const { verb } of slashCommands) {
      for (const unit of [",", " a", '"']) {
        const body = `/incident ${verb} ${unit.repeat(60_000 / unit.length)} x`;
        const costs = [1, 2].map(() => {
          const before = process.cpuUsage();
          parseComment(body, how, said);
          const { user, system } = process.cpuUsage(before);
          return (user + system) / 1000;
        });
        expect(Math.min(...costs)).toBeLessThan(150);
      }
    }
  });
});
