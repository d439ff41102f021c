import { describe, expect, it } from "vitest";
import {
  type ClockSettings,
  defaultClock,
  defaultEscalation,
  defaultNags,
} from "../../../src/core/config/clock-settings.ts";
import type { Config } from "../../../src/core/config/config.ts";
import { printProblem } from "../../../src/core/config/problem.ts";
import { readConfig } from "../../../src/core/config/read-config.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const policies = `
escalation:
  fallback: ["@octo-org/on-call", octocat]
  policies:
    - name: default
      repeat: 2
      levels:
        - page: ["@octocat", octo-org/on-call, "pagerduty:checkout", webhook:pager.eu]
          wait: 10m
          hours: 22:00-6:30
          days: [mon, wed, sun]
        - page: [ann]
    - name: Check_out-2
      levels: [{ page: [pagerduty], wait: 1d }]
`;

function read(...lines: string[]): Config {
  const { config, problems } = readConfig(["version: 1", ...lines].join("\n"));
  expect(problems).toEqual([]);
  if (config === undefined) throw new Error("a config expected");
  return config;
}

function printed(...lines: string[]): string[] {
  return readConfig(["version: 1", ...lines].join("\n")).problems.map(printProblem);
}

describe("the clock of an incident", () => {
  it.each<[string, Partial<ClockSettings>]>([
    ["clock: {}", {}],
    ["clock: { on: false }", { on: false }],
    ["clock: { firstUpdate: 10m }", { firstUpdateMs: 10 * minuteMs }],
    ["clock: { firstUpdate: none }", { firstUpdateMs: undefined }],
    ["clock: { draft: 4m59s }", { draftMs: 299_000 }],
    ["clock: { draft: none }", { draftMs: undefined }],
    ["clock: { raise: 1m }", { raiseMs: minuteMs }],
    ["clock: { raise: 1d }", { raiseMs: dayMs }],
    ["clock: { watch: 5m }", { watchMs: 5 * minuteMs }],
    ["clock: { watch: 1w }", { watchMs: 7 * dayMs }],
  ])("is set by %j, with defaults for the rest", (lines, settings) => {
    expect(read(lines).clock).toEqual({ ...defaultClock, ...settings });
  });

  it.each([
    ["a short first update", "clock: { firstUpdate: 2m }", minuteMs],
    ["a short cadence", "levels: { SEV1: { update: 1m } }", minuteMs / 2],
    ["no first update and no cadence", quietLadder("clock: { firstUpdate: none }"), 3 * minuteMs],
  ])("offers a draft before an update is due, with %s too", (_what, lines, draftMs) => {
    expect(read(lines).clock.draftMs).toBe(draftMs);
  });

  it("lets a draft be early where no update is due before it", () => {
    expect(read(quietLadder("clock: { firstUpdate: none, draft: 1h }")).clock.draftMs).toBe(hourMs);
    expect(read(quietLadder("clock: { firstUpdate: 1d, draft: 1h }")).clock.draftMs).toBe(hourMs);
  });
});

function quietLadder(line: string): string {
  return `ladder: [{ name: A, criteria: x }, { name: B, criteria: x }]\n${line}`;
}

describe("what is asked for while it is missing", () => {
  it.each([
    ["nags: {}", {}],
    ["nags: { every: 1m }", { everyMs: minuteMs }],
    ["nags: { every: none }", { everyMs: undefined }],
    ["nags: { most: 0 }", { most: 0 }],
    ["nags: { most: 20 }", { most: 20 }],
    ["nags: { silent: 7d }", { silentMs: 7 * dayMs }],
    ["nags: { silent: none }", { silentMs: undefined }],
    ["nags: { roles: [] }", { roles: [] }],
    ["nags: { roles: [scribe, technical lead] }", { roles: ["scribe", "technical lead"] }],
    ["roles: { pilot: { duties: [flies] } }\nnags: { roles: [pilot] }", { roles: ["pilot"] }],
  ])("is set by %j, with defaults for the rest", (lines, settings) => {
    expect(read(lines).nags).toEqual({ ...defaultNags, ...settings });
  });
});

describe("who is paged", () => {
  it("is nobody without a policy", () => {
    expect(read("escalation: {}").escalation).toEqual(defaultEscalation);
    expect(read("escalation: { policies: [] }").escalation).toEqual(defaultEscalation);
  });

  it("is read whole, with defaults for what is left out", () => {
    expect(read(policies).escalation).toEqual({
      fallback: ["octo-org/on-call", "octocat"],
      policies: [
        {
          name: "default",
          repeat: 2,
          levels: [
            {
              page: [
                { by: "mention", name: "octocat" },
                { by: "mention", name: "octo-org/on-call" },
                { by: "pagerduty", name: "checkout" },
                { by: "webhook", name: "pager.eu" },
              ],
              waitMs: 10 * minuteMs,
              hours: { from: 22 * 60, to: 6 * 60 + 30 },
              days: [1, 3, 7],
            },
            { page: [{ by: "mention", name: "ann" }], waitMs: 5 * minuteMs },
          ],
        },
        {
          name: "Check_out-2",
          repeat: 0,
          levels: [{ page: [{ by: "mention", name: "pagerduty" }], waitMs: dayMs }],
        },
      ],
    });
  });

  it("is named by levels and services, in any case", () => {
    const built = read(policies, "levels: { SEV1: { escalate: default } }");
    expect(built.ladder.levels.map(({ policy }) => policy)).toEqual([
      "default",
      undefined,
      undefined,
      undefined,
    ]);
    const own = read(
      policies,
      "ladder: [{ name: A, criteria: x, escalate: DEFAULT }, { name: B, criteria: x }]",
      "services: [{ name: shop, policy: check_out-2 }, { name: web }]",
    );
    expect(own.ladder.levels.map(({ policy }) => policy)).toEqual(["DEFAULT", undefined]);
    expect(own.services.map(({ policy }) => policy)).toEqual(["check_out-2", undefined]);
  });
});

const policyNames = "a policy of escalation.policies: default, Check_out-2";

describe("what does not fit together is refused where it stands", () => {
  it.each([
    [
      "clock: { draft: 5m }",
      'line 2, column 17: clock.draft is "5m"; expected a duration shorter than 5m, the shortest ' +
        'time until a status update, or "none", for example none',
    ],
    [
      "clock: { firstUpdate: none, draft: 1h }",
      'line 2, column 36: clock.draft is "1h"; expected a duration shorter than 15m, the shortest ' +
        'time until a status update, or "none", for example none',
    ],
    [
      "clock: { firstUpdate: none, draft: 1m30s }\nlevels: { SEV2: { update: 90s } }",
      'line 2, column 36: clock.draft is "1m30s"; expected a duration shorter than 1m30s, the ' +
        'shortest time until a status update, or "none", for example none',
    ],
    [
      "nags: { roles: [scribe, pilot] }",
      'line 2, column 25: nags.roles[1] is "pilot"; expected a role that there is: commander, ' +
        "communications lead, technical lead, scribe, for example commander",
    ],
    [
      "nags: { roles: [scribe, scribe] }",
      'line 2, column 25: nags.roles[1] is "scribe"; expected each role once, for example commander',
    ],
    [
      "levels: { SEV1: { escalate: default } }",
      'line 2, column 29: levels.SEV1.escalate is "default"; expected a policy of ' +
        "escalation.policies, which has none, for example " +
        "escalation: { policies: [{ name: default, levels: [{ page: [octocat] }] }] }",
    ],
    [
      `levels: { SEV1: { escalate: defualt } }${policies}`,
      `line 2, column 29: levels.SEV1.escalate is "defualt"; expected ${policyNames} ` +
        "(did you mean default?), for example default",
    ],
    [
      `ladder: [{ name: A, criteria: x }, { name: B, criteria: x, escalate: none }]${policies}`,
      `line 2, column 70: ladder[1].escalate is "none"; expected ${policyNames}, for example default`,
    ],
    [
      `services: [{ name: a, policy: default }, { name: b, policy: web }]${policies}`,
      `line 2, column 61: services[1].policy is "web"; expected ${policyNames}, for example default`,
    ],
    [
      "escalation: { policies: [{ name: a, levels: [{ page: [b] }] }, " +
        "{ name: A, levels: [{ page: [b] }] }] }",
      'line 2, column 72: escalation.policies[1].name is "A"; expected each policy once, ' +
        "for example checkout",
    ],
  ])("%j", (lines, problem) => expect(printed(lines)).toEqual([problem]));

  it("names a few of very many policies", () => {
    const many = Array.from({ length: 50 }, (_, index) => {
      return `{ name: p${index}, levels: [{ page: [ann] }] }`;
    });
    const [problem] = printed(
      `escalation: { policies: [${many.join(", ")}] }`,
      "services: [{ name: a, policy: p49 }, { name: b, policy: missing }]",
    );
    expect(problem).toContain("p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, …, for example p0");
  });
});

const from1m = "expected a duration from 1m to 1d, a number and a unit";
const mostOften = "expected a whole number from 0 to 20, for example most: 3";

function policy(level: string, more = ""): string {
  return `escalation: { policies: [{ name: a${more}, levels: [${level}] }] }`;
}

describe("a value that does not fit is refused with what was expected", () => {
  it.each([
    ["clock: 5m", 'clock is "5m"; expected a map with on, firstUpdate, draft, raise, watch, f'],
    ["clock: { updates: 5m }", "clock.updates is an unknown key; expected one of on, firstUpdate"],
    ["clock: { on: off }", 'clock.on is "off"; expected true or false, for example on: true'],
    ["clock: { firstUpdate: 59s }", `clock.firstUpdate is "59s"; ${from1m}, or "none", for`],
    ["clock: { firstUpdate: 25h }", `clock.firstUpdate is "25h"; ${from1m}, or "none", for`],
    ["clock: { firstUpdate: 5 }", `clock.firstUpdate is 5; ${from1m}, or "none", for example 5m`],
    ["clock: { draft: 61m }", 'clock.draft is "61m"; expected a duration from 1m to 1h, a number'],
    ["clock: { draft: 30s }", 'clock.draft is "30s"; expected a duration from 1m to 1h, a number'],
    ["clock: { raise: none }", `clock.raise is "none"; ${from1m}, for example 5m`],
    ["clock: { raise: 0m }", `clock.raise is "0m"; ${from1m}, for example 5m`],
    ["clock: { watch: 4m }", 'clock.watch is "4m"; expected a duration from 5m to 7d, a number'],
    ["clock: { watch: 8d }", 'clock.watch is "8d"; expected a duration from 5m to 7d, a number'],
    ["nags: { every: 30s }", `nags.every is "30s"; ${from1m}, or "none", for example 10m`],
    ["nags: { most: -1 }", `nags.most is -1; ${mostOften}`],
    ["nags: { most: 21 }", `nags.most is 21; ${mostOften}`],
    ["nags: { most: 1.5 }", `nags.most is 1.5; ${mostOften}`],
    ["nags: { most: three }", `nags.most is "three"; ${mostOften}`],
    ["nags: { silent: 1m }", 'nags.silent is "1m"; expected a duration from 5m to 7d, a number'],
    ["nags: { roles: scribe }", 'nags.roles is "scribe"; expected a list of at most 20, for'],
    ["nags: { roles: [Scribe] }", 'nags.roles[0] is "Scribe"; expected a role name in small'],
    ["escalation: { fallback: [a b] }", 'escalation.fallback[0] is "a b"; expected a GitHub login'],
    [`escalation: { fallback: [${"a, ".repeat(21)}] }`, "escalation.fallback is a list; expected"],
    [
      "escalation: { policies: [{ name: a }] }",
      "policies[0].levels is missing; expected a list of",
    ],
    [
      policy("{ page: [a] }").replace("name: a", "name: a b"),
      'policies[0].name is "a b"; expected the name of',
    ],
    [policy(""), "escalation.policies[0].levels is an empty list; expected 1 to 10 levels, for"],
    [
      policy("{ page: [ann] }, ".repeat(11)),
      "escalation.policies[0].levels is a list; expected 1 to 10 levels, for example - page: [oct",
    ],
    [
      policy("{ page: [ann] }", ", repeat: 10"),
      "repeat is 10; expected a whole number from 0 to 9",
    ],
    [
      policy("{}"),
      "levels[0].page is missing; expected a list of at most 20, for example [octocat",
    ],
    [policy("{ page: [] }"), "levels[0].page is an empty list; expected somebody to page, for"],
    [
      policy("{ page: ann }"),
      'levels[0].page is "ann"; expected a list of at most 20, for example',
    ],
    [
      policy("{ page: [pager:a] }"),
      'page[0] is "pager:a"; expected a GitHub login, a team, or a name after pagerduty: or ' +
        "webhook:, for example octo-org/on-call or pagerduty:checkout",
    ],
    [
      policy('{ page: ["webhook:"] }'),
      'page[0] is "webhook:"; expected a GitHub login, a team, or',
    ],
    [policy('{ page: ["webhook:a=b"] }'), 'page[0] is "webhook:a=b"; expected a GitHub login, a'],
    [policy("{ page: [a], wait: 30s }"), `levels[0].wait is "30s"; ${from1m}, for example 5m`],
    [policy("{ page: [a], wait: none }"), `levels[0].wait is "none"; ${from1m}, for example 5m`],
    [
      policy("{ page: [a], hours: none }"),
      'levels[0].hours is "none"; expected two different times of day such as 08:00-20:00, for',
    ],
    [
      policy("{ page: [a], hours: 8:00-08:00 }"),
      'levels[0].hours is "8:00-08:00"; expected two different times of day such as 08:00-20:00,',
    ],
    [policy("{ page: [a], days: [] }"), "days is an empty list; expected at least one day, for"],
    [policy("{ page: [a], days: [1] }"), "days[0] is 1; expected one of mon, tue, wed, thu, fri,"],
    [
      policy("{ page: [a], hour: 1 }"),
      "hour is an unknown key; expected one of page, wait, hours,",
    ],
    ["levels: { SEV1: { escalate: a b } }", 'levels.SEV1.escalate is "a b"; expected the name of'],
    ["services: [{ name: a, policy: [b] }]", "services[0].policy is a list; expected the name of"],
  ])("%j", (lines, problem) => {
    expect(printed(lines)).toEqual([expect.stringContaining(problem)]);
  });
});
