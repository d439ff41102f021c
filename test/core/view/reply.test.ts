import { describe, expect, test } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { CommandRefused, IncidentEvent } from "../../../src/core/incident/events.ts";
import type { Refusal } from "../../../src/core/incident/refusal.ts";
import { readComment } from "../../../src/core/thread/read-comment.ts";
import { renderAnswer } from "../../../src/core/view/answer.ts";
import {
  sampleConfig as config,
  samplePlace as place,
  sampleIncident,
  sampleStamp,
} from "../../../src/sandbox/sample-incident.ts";
import { sampleTexts } from "../../../src/sandbox/sample-texts.ts";
import { templates } from "./built-in.ts";
import { codesOf, expectHarmless, mentionsIn } from "./harmless.ts";

const said = { stamp: sampleStamp(30), by: "eve" };
const telling = { incident: sampleIncident(), config, templates, place, answers: {} };

function reply(verb: string, refusal: Refusal, gesture?: string): string {
  const event: CommandRefused = {
    ...said,
    kind: "CommandRefused",
    verb,
    refusal,
    ...(gesture !== undefined && { gesture }),
  };
  return renderAnswer([event], telling);
}

const levels = defaultConfig.ladder.levels.map(({ name }) => name);

describe("a refusal says what came, why not, and what to type", () => {
  test.each<[string, Refusal, readonly string[]]>([
    [
      "resolve",
      { code: "not-allowed", needs: ["write", "holder"], role: "commander" },
      ["`/resolve`", "write access", "being commander ([ada](https://github.com/ada))"],
    ],
    ["note", { code: "not-allowed", needs: ["triage"] }, ["triage access"]],
    [
      "note",
      { code: "misread", came: "25:99", expected: "a time", example: "/note x at=09:30" },
      ["`25:99`", "Expected a time.", "`/note x at=09:30`"],
    ],
    [
      "sev",
      { code: "unknown-severity", came: "P9", levels },
      ["`P9`", "SEV1 (complete outage", "SEV4 (minor)", "`/sev SEV2`"],
    ],
    [
      "role",
      { code: "unknown-role", came: "boss", roles: ["commander", "scribe"] },
      ["`boss`", "commander, scribe", "`/lead @name`"],
    ],
    [
      "ack",
      { code: "ended", status: "resolved" },
      ["resolved already", "`/reopen-incident reason="],
    ],
    ["close", { code: "not-resolved", status: "triage" }, ["`/close-incident`", "`/resolve "]],
    ["reopen", { code: "not-ended", status: "triage" }, ["`/reopen-incident`", "still open"]],
    [
      "resolve",
      { code: "missing", missing: ["severity", "mitigation"] },
      ["its severity is not set", "`/sev SEV2`, then `/resolve <what fixed it>`"],
    ],
    ["resolve", { code: "missing", missing: ["severity"] }, ["`/sev SEV2`, then `/resolve`"]],
    ["done", { code: "no-such-item", came: 7, numbers: [1, 2] }, ["no action item 7", "1, 2"]],
    ["done", { code: "no-such-item", came: 7, numbers: [] }, ["`/action <text>`"]],
    ["handoff", { code: "role-is-empty", role: "scribe" }, ["Nobody is scribe", "`/scribe @name`"]],
    [
      "handoff",
      { code: "not-holding", role: "commander", holder: "ada" },
      ["that is [ada]", "`/lead`"],
    ],
    ["status", { code: "verb-instead", verb: "close-incident" }, ["`/close-incident`"]],
    [
      "resolve",
      { code: "edited-by-somebody-else", editor: "mallory" },
      ["[mallory]", "a new comment"],
    ],
    ["ack", { code: "not-declared" }, ["`/incident declare`"]],
    ["declare", { code: "pull-request" }, ["`/incident declare <title>`"]],
    [
      "postmortem",
      { code: "not-resolved", status: "triage" },
      ["The postmortem comes after resolving", "`/resolve "],
    ],
    ["postmortem", { code: "not-resolved", status: "dismissed" }, ["nothing left to look back on"]],
    ["postmortem", { code: "no-postmortem" }, ["It comes when the incident is resolved."]],
    ["postmortem", { code: "postmortem-unread" }, ["could not be read just now", "try again"]],
    [
      "postmortem",
      {
        code: "postmortem-incomplete",
        findings: 3,
        worst: ["Impact is empty.", "“@jane broke it” names a person"],
      },
      [
        "3 things to look at first:",
        "- Impact is empty",
        "- and 1 more",
        "`/postmortem ready`",
        "`/postmortem waive reason=",
      ],
    ],
    [
      "postmortem",
      { code: "postmortem-incomplete", findings: 1, worst: [] },
      ["One thing to look at first:"],
    ],
    ["lead", { code: "unknown-person", came: "@nobody" }, ["`@nobody`", "spelling"]],
  ])("%s %j", (verb, refusal, facts) => {
    const text = reply(verb, refusal);
    for (const fact of facts) expect(text).toContain(fact);
    const lists = refusal.code === "postmortem-incomplete" ? 6 : 0;
    expect(text.split("\n").length).toBeLessThanOrEqual(2 + lists);
    expectHarmless(text);
  });

  test("a list in config names who may", () => {
    const permissions = new Map([["resolve", { who: "list", logins: ["grace"] }]] as const);
    const event: IncidentEvent = {
      ...said,
      kind: "CommandRefused",
      verb: "resolve",
      refusal: { code: "not-allowed", needs: ["list"] },
    };
    const text = renderAnswer([event], { ...telling, config: { ...config, permissions } });
    expect(text).toContain("being one of [grace](https://github.com/grace)");
  });
});

describe("a gesture that was put back says what was done", () => {
  test.each([
    ["label:incident:false", "I put `incident` back."],
    ["label:severity: SEV1:true", "I took `severity: SEV1` off again."],
    ["assignee:bob:false", "I assigned [bob](https://github.com/bob) again."],
    ["assignee:bob:true", "I unassigned [bob](https://github.com/bob) again."],
    ["state:closed", "I reopened this issue."],
    ["state:open", "I closed this issue again."],
    ["postmortem:closed", "I reopened the postmortem."],
  ])("%s", (gesture, done) => {
    expect(reply("cancel", { code: "cancel-instead" }, gesture)).toContain(`**${done}**`);
  });
});

describe("other results have a line of their own", () => {
  test.each<[string, IncidentEvent, readonly string[]]>([
    [
      "what already was so",
      { ...said, kind: "NothingChanged", verb: "sev", already: "the severity is SEV1" },
      ["`/sev`", "Nothing to do: the severity is SEV1."],
    ],
    [
      "a summary that replaces another shows both",
      { ...said, kind: "SummaryWritten", text: "new one", before: "old one" },
      ["Now: new one", "Before: old one"],
    ],
    [
      "closing by hand asks for what is missing",
      { ...said, kind: "IncidentResolved", missing: ["severity", "summary"] },
      ["closed by hand", "`/sev SEV2`", "`/summary "],
    ],
    [
      "a waived postmortem names who and why",
      { ...said, kind: "PostmortemWaived", reason: "the same outage as in @jane's" },
      ["**Postmortem waived** by [eve](https://github.com/eve): the same outage"],
    ],
  ])("%s", (_, event, facts) => {
    const text = renderAnswer([event], telling);
    for (const fact of facts) expect(text).toContain(fact);
    expectHarmless(text);
  });

  test("a new incident is answered with its number", () => {
    const issue = { number: 13, url: "https://github.com/octo-org/shop/issues/13" };
    const event = {
      ...said,
      kind: "SeparateIncidentRequested",
      title: "Mail",
      services: [],
      drill: false,
    } as const;
    const text = renderAnswer([event], {
      ...telling,
      answers: { opened: new Map([[event.stamp, issue]]) },
    });
    expect(text).toContain("[#13](https://github.com/octo-org/shop/issues/13) Mail");
  });
});

describe("in every text we write", () => {
  const texts = sampleTexts(templates);
  const typos = new Set(["/resovle"]);

  test.each(texts)("%s: each command shown is one that is understood", (_, text) => {
    for (const shown of codesOf(text).filter((code) => code.startsWith("/") && !typos.has(code))) {
      const [line] = readComment(shown, { prefixes: [], bareVerbs: true });
      expect({ shown, kind: line?.kind }).toEqual({ shown, kind: "heard" });
    }
  });

  test.each(texts)("%s: nothing is alive but mentions that are meant", (title, text) => {
    const meant = /^(?:declared with|severity|role)/.test(title) ? mentionsIn(text) : [];
    // The boxes of a runbook are there to be ticked.
    const boxless = title === "runbook, checklist" ? text.replaceAll("- [ ] ", "- ") : text;
    expectHarmless(boxless, meant);
  });
});
