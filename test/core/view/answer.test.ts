import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { speaks } from "../../../src/core/card/speaks.ts";
import type { IncidentEvent } from "../../../src/core/incident/events.ts";
import type { Refusal } from "../../../src/core/incident/refusal.ts";
import { longestAnswer, renderAnswer } from "../../../src/core/view/answer.ts";
import { renderIncidentBody } from "../../../src/core/view/incident-body.ts";
import { renderReport } from "../../../src/core/view/report.ts";
import type { Telling } from "../../../src/core/view/telling.ts";
import {
  sampleConfig as config,
  samplePlace as place,
  sampleEvents,
  sampleIncident,
  sampleInstant,
  sampleStamp,
} from "../../../src/sandbox/sample-incident.ts";
import { templates } from "./built-in.ts";
import { expectHarmless, mentionsIn } from "./harmless.ts";
import { hostileText } from "./hostile.ts";

const running: Telling = { incident: sampleIncident(), config, templates, place, answers: {} };
const drill: Telling = { ...running, incident: { ...sampleIncident(), drill: true } };
const said = { stamp: sampleStamp(30), by: "ada" };
const told = ["octo-org/on-call", "grace"];

const first: IncidentEvent = { ...said, kind: "SeverityChanged", to: "SEV1", direction: "first" };
const worse: IncidentEvent = { ...first, from: "SEV3", direction: "worse", reason: "all of it" };
const better: IncidentEvent = { ...first, from: "SEV2", to: "SEV1", direction: "better" };
const declared: IncidentEvent = {
  ...said,
  kind: "IncidentDeclared",
  severity: "SEV1",
  services: ["web"],
  drill: false,
};
const given: IncidentEvent = { ...said, kind: "RoleAssigned", role: "scribe", login: "linus" };
const handed: IncidentEvent = {
  ...given,
  role: "commander",
  from: "ada",
  handoff: { note: "end of my shift" },
};
const update = sampleEvents.filter(({ kind }) => kind === "UpdatePosted");
const question = (topic: "status" | "list" | "check" | "help", about?: string): IncidentEvent => ({
  ...said,
  kind: "QuestionAsked",
  topic,
  ...(about !== undefined && { about }),
});

describe("who is told", () => {
  test.each<[string, readonly IncidentEvent[], Telling, readonly string[]]>([
    ["those of the level, at the declaration", [declared], running, told],
    ["those of the level, when it is set first", [first], running, told],
    ["those of the level, when it gets worse", [worse], running, told],
    ["nobody, when it gets better", [better], running, []],
    ["nobody, by a level that tells nobody", [{ ...worse, to: "SEV2" }], running, []],
    ["whoever is given a role", [given], running, ["linus"]],
    ["whoever takes over, and not who hands over", [handed], running, ["linus"]],
    ["nobody, by a status update", update, running, []],
    ["nobody, in a drill that is declared", [{ ...declared, drill: true }], drill, []],
    ["nobody, by the severity of a drill", [worse], drill, []],
    ["nobody, by a role in a drill", [given], drill, []],
    ["nobody, by a login that is none", [{ ...given, login: "a b\n@c" }], running, []],
  ])("%s", (_, events, telling, expected) => {
    expect(mentionsIn(renderAnswer(events, telling))).toEqual(expected);
  });
});

const untold: Telling = {
  ...running,
  incident: sampleIncident([{ ...said, kind: "IncidentDeclared", services: [], drill: false }]),
};

describe("an announcement", () => {
  test.each<[string, IncidentEvent | undefined, readonly string[]]>([
    [
      "of an incident says how bad, who, and what is asked of whom",
      declared,
      ["SEV1", "Complete outage, data loss or breach.", "[ada]", "espond within 5 min", "`/update"],
    ],
    [
      "of an incident without severity shows the levels",
      { ...said, kind: "IncidentDeclared", services: [], drill: false },
      ["severity not set", "`/sev SEV1` complete outage", "`/sev SEV4` minor"],
    ],
    [
      "of a severity says from what to what, why, and what is asked now",
      worse,
      ["raised: SEV3 → SEV1", "Reason: all of it", "[ada]", "status update every 15 min"],
    ],
    [
      "of an update has all that people wait for",
      update[0],
      [
        "Status update 1: SEV1 · investigating",
        "> Card payments fail",
        "Nobody can pay by card",
        "**Expected to be fixed** 2026-11-22 03:20 UTC (04:20 Europe/Berlin)",
        "**Next update** by 2026-11-22 03:07 UTC",
        "By [grace]",
      ],
    ],
    ["of a role names its duties", given, ["**scribe**", "- collects action items"]],
    [
      "of a handoff briefs who takes over",
      handed,
      [
        "end of my shift",
        "SEV1 · investigating",
        "Nobody can pay by card",
        "rolling back",
        "**Item 1:** Alert on the length",
        "[ada](https://github.com/ada) can take it back at any time: `/lead`",
      ],
    ],
  ])("%s", (_, event, facts) => {
    const telling = event?.kind === "IncidentDeclared" && !event.severity ? untold : running;
    const text = renderAnswer(event === undefined ? [] : [event], telling);
    for (const fact of facts) expect(text).toContain(fact);
  });

  test("of an incident does not ask for a severity that was set in the same breath", () => {
    const bare: IncidentEvent = { ...said, kind: "IncidentDeclared", services: [], drill: false };
    const text = renderAnswer([bare, first], running);
    expect(text).toContain("Incident declared: SEV1");
    expect(text).not.toContain("How bad is it?");
    expect(mentionsIn(text)).toEqual(told);
  });

  test("of a handoff leaves out action items that are done", () => {
    expect(renderAnswer([handed], running)).not.toContain("Item 2");
  });

  test("of an update falls back to the rhythm of the level", () => {
    const [posted] = update;
    if (posted?.kind !== "UpdatePosted") throw new Error("the sample has an update");
    const { nextAt: _, ...without } = posted;
    expect(renderAnswer([without], running)).toContain("SEV1 asks for one every 15 min");
  });
});

describe("one comment answers all commands of a comment", () => {
  const refused: IncidentEvent = {
    ...said,
    stamp: sampleStamp(30, 1030, 2),
    kind: "CommandRefused",
    verb: "sev",
    refusal: { code: "unknown-severity", came: "9", levels: ["SEV1"] },
  };
  const acknowledged: IncidentEvent = { ...said, kind: "IncidentAcknowledged" };

  test("in their order, with what was done without a word", () => {
    const text = renderAnswer([acknowledged, refused], running);
    expect(text).toMatch(/^\*\*Done:\*\* acknowledged\n\n\*\*`\/sev`:\*\* `9` is no level here/);
  });

  test("what follows from a command that has a word is not listed beside it", () => {
    const text = renderAnswer([acknowledged, { ...given, stamp: acknowledged.stamp }], running);
    expect(text).not.toContain("Done:");
  });

  test("nothing where nothing is to be said", () => {
    expect(renderAnswer([acknowledged], running)).toBe("");
  });
});

describe("a question is answered", () => {
  const incidents = [
    { number: 14, title: "Mail | late @jane", url: "https://github.com/octo-org/shop/issues/14" },
    { number: 12, title: "Checkout", url: place.issueUrl, severity: "SEV1", commander: "ada" },
  ];

  test("status, in a few lines", () => {
    const text = renderAnswer([question("status")], running);
    expect(text).toContain("🔴 **SEV1 · investigating**");
    expect(text).toContain("[ada]");
  });

  test("status, where there is no incident", () => {
    const text = renderAnswer([question("status")], { ...running, incident: undefined });
    expect(text).toContain("not an incident");
  });

  test("list, as a table that titles cannot break", () => {
    const text = renderAnswer([question("list")], { ...running, answers: { incidents } });
    expect(text).toContain(String.raw`Mail \| late`);
    expect(text).toContain("| SEV1 | unknown | [ada](https://github.com/ada) |");
    expectHarmless(text);
  });

  test("list, when nothing is open and when nothing could be read", () => {
    const none = renderAnswer([question("list")], { ...running, answers: { incidents: [] } });
    expect(none).toBe("No incident is open.");
    expect(renderAnswer([question("list")], running)).toContain("could not be read");
  });

  test("check, with what to do", () => {
    const check = [
      { what: "labels", state: "ok" as const },
      { what: "contents: write", state: "missing" as const, fix: "accept it" },
    ];
    const text = renderAnswer([question("check")], { ...running, answers: { check } });
    expect(text).toContain("1 of these needs a hand.");
    expect(text).toContain("| contents: write | 🔴 missing | accept it |");
  });

  test("help, for all verbs, for one, and for one that is none", () => {
    expect(renderAnswer([question("help")], running)).toContain("| `/ack [note]` |");
    const one = renderAnswer([question("help", "acknowledge")], running);
    expect(one).toContain("**Who may** triage");
    expect(one).toContain("`/ack looking at the database`");
    expect(renderAnswer([question("help", "`@jane`")], running)).toContain("no command called");
  });

  test("help says what config allows", () => {
    const permissions = new Map([["ack", { who: "list", logins: ["grace"] }]] as const);
    const telling = { ...running, config: { ...config, permissions } };
    expect(renderAnswer([question("help", "ack")], telling)).toContain("**Who may** grace");
  });
});

test("a report says who can confirm it, and how", () => {
  const text = renderReport({ config, templates, place, by: "eve" });
  expect(text).toContain("not an incident yet");
  expect(text).toContain("triage access");
  expect(text).toContain("`/incident declare`");
  expectHarmless(text);
});

test("the body of a new incident links back to where it was asked for", () => {
  const event = {
    ...said,
    kind: "SeparateIncidentRequested",
    title: "x",
    severity: "SEV3",
    services: ["mail"],
    startedAt: sampleInstant(10),
    drill: true,
  } as const;
  const text = renderIncidentBody(event, { config, templates, place });
  for (const fact of [
    "[#12](https://github.com/octo-org/shop/issues/12#issuecomment-1030)",
    "[ada]",
    "SEV3",
    "mail",
    "02:45 UTC",
    "This is a drill",
  ]) {
    expect(text).toContain(fact);
  }
  expectHarmless(text);
});

describe("whatever people write", () => {
  const refusal: fc.Arbitrary<Refusal> = fc.oneof(
    fc.record({
      code: fc.constant("misread"),
      came: hostileText,
      expected: hostileText,
      example: hostileText,
    }),
    fc.record({
      code: fc.constant("unknown-severity"),
      came: hostileText,
      levels: fc.array(hostileText),
    }),
    fc.record({
      code: fc.constant("unknown-role"),
      came: hostileText,
      roles: fc.array(hostileText),
    }),
    fc.record({ code: fc.constant("unknown-person"), came: hostileText }),
    fc.record({ code: fc.constant("edited-by-somebody-else"), editor: hostileText }),
    fc.record({ code: fc.constant("not-holding"), role: hostileText, holder: hostileText }),
  );
  const who = { stamp: fc.nat(60).map((minutes) => sampleStamp(minutes)), by: hostileText };
  const event: fc.Arbitrary<IncidentEvent> = fc.oneof(
    fc.record({ ...who, kind: fc.constant("CommandRefused"), verb: hostileText, refusal }),
    fc.record({
      ...who,
      kind: fc.constant("CommandRefused"),
      verb: hostileText,
      refusal,
      gesture: hostileText.map((text) => `label:${text}:true`),
    }),
    fc.record({
      ...who,
      kind: fc.constant("NothingChanged"),
      verb: hostileText,
      already: hostileText,
    }),
    fc.record({
      ...who,
      kind: fc.constant("SummaryWritten"),
      text: hostileText,
      before: hostileText,
    }),
    fc.record({
      ...who,
      kind: fc.constant("UpdatePosted"),
      text: hostileText,
      status: fc.constant("triage"),
      severity: hostileText,
    }),
    fc.record({ ...who, kind: fc.constant("NoteAdded"), text: hostileText }),
    fc.record({
      ...who,
      kind: fc.constant("RoleAssigned"),
      role: hostileText,
      login: hostileText.map((text) => `${text} `),
      handoff: fc.record({ note: hostileText }),
    }),
    fc.record({
      ...who,
      kind: fc.constant("SeverityChanged"),
      to: hostileText,
      from: hostileText,
      direction: fc.constant("worse"),
      reason: hostileText,
    }),
    fc.record({
      ...who,
      kind: fc.constant("IncidentDeclared"),
      services: fc.array(hostileText),
      drill: fc.boolean(),
    }),
    fc.record({
      ...who,
      kind: fc.constant("SeparateIncidentRequested"),
      title: hostileText,
      services: fc.array(hostileText),
      drill: fc.boolean(),
    }),
    fc.record({
      ...who,
      kind: fc.constant("QuestionAsked"),
      topic: fc.constant("help"),
      about: hostileText,
    }),
  ) as fc.Arbitrary<IncidentEvent>;

  test("nobody is mentioned, nothing commands, and it stays within bounds", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), (events) => {
        const text = renderAnswer(events, running);
        expect(text.length).toBeLessThanOrEqual(60_000);
        if (events.some(speaks)) expect(text).not.toBe("");
        expectHarmless(text);
      }),
      { numRuns: 80 },
    );
  });

  test("fifty updates in one comment are cut, and that is said", () => {
    const events = Array.from(
      { length: 50 },
      (_, line): IncidentEvent => ({
        kind: "UpdatePosted",
        by: "ada",
        stamp: sampleStamp(1, 1001, line + 1),
        text: "@x ".repeat(20_000),
        status: "triage",
      }),
    );
    const text = renderAnswer(events, running);
    expect(text.length).toBeLessThanOrEqual(longestAnswer + 200);
    expect(text).toMatch(/\d+ more results do not fit here/);
  });
});
