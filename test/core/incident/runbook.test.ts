import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { Authority } from "../../../src/core/incident/authority.ts";
import type { Asked } from "../../../src/core/incident/commands.ts";
import { markStep, pickRunbook } from "../../../src/core/incident/decide/runbook.ts";
import type { FollowedRunbook, StepState } from "../../../src/core/incident/mitigation.ts";
import type { MarkStep, PickRunbook } from "../../../src/core/incident/mitigation-commands.ts";
import { incidentWith } from "../../reconcile/an-issue.ts";

const stamp = "2026-08-01T12:05:00Z/c/77/1";

function asked<C extends MarkStep | PickRunbook>(
  command: C,
  authority: Authority = "triage",
  gesture?: string,
): Asked<C> {
  const said = { by: "bob", verb: "x", stamp, authority };
  return { command, ...said, ...(gesture !== undefined && { gesture }) };
}

function following(...states: readonly StepState[]): FollowedRunbook {
  const steps = states.map((state, at) => ({ text: `step text ${at + 1}`, state }));
  return { name: "high-cpu", title: "High CPU", commentId: 500, stamp, steps };
}

function situation(runbook?: FollowedRunbook) {
  const incident = incidentWith(runbook === undefined ? {} : { runbook });
  return { incident, config: defaultConfig };
}

const refusal = (code: string, more: object = {}) => [
  { kind: "CommandRefused", refusal: { code, ...more } },
];

describe("picking a runbook", () => {
  const pick = (found?: PickRunbook["found"]): PickRunbook => ({
    kind: "PickRunbook",
    name: "high",
    ...(found && { found }),
  });
  const found = { kind: "found", name: "high-cpu" } as const;
  const unknown = { kind: "unknown", names: ["a", "b"] } as const;

  it.each([
    ["one that is there", pick(found), "triage", [{ kind: "RunbookRequested", name: "high-cpu" }]],
    [
      "one nobody knows",
      pick(unknown),
      "triage",
      refusal("unknown-runbook", { came: "high", names: ["a", "b"] }),
    ],
    ["one that was not looked up", pick(), "triage", refusal("unknown-runbook", { names: [] })],
    ["one without permission", pick(found), "read", refusal("not-allowed", { needs: ["triage"] })],
  ] as const)("%s", (_what, command, authority, events) => {
    expect(pickRunbook(asked(command, authority), situation())).toMatchObject(events);
  });

  it("the one that is followed already changes nothing", () => {
    expect(pickRunbook(asked(pick(found)), situation(following("open")))).toMatchObject([
      { kind: "NothingChanged", already: "the runbook high-cpu is followed" },
    ]);
  });
});

describe("marking a step by word", () => {
  const mark = (step: number, to: StepState, note?: string): MarkStep => ({
    kind: "MarkStep",
    step,
    to,
    ...(note !== undefined && { note }),
  });
  const marked = (to: StepState, more: object = {}) => [
    {
      kind: "RunbookStepMarked",
      step: 2,
      text: "step text 2",
      to,
      commentId: 500,
      ticked: false,
      ...more,
    },
  ];

  it.each([
    ["that is open as done", mark(2, "done"), "triage", marked("done")],
    [
      "with a note",
      mark(2, "failed", "no rights"),
      "triage",
      marked("failed", { note: "no rights" }),
    ],
    [
      "that is open as open",
      mark(2, "open"),
      "triage",
      [{ kind: "NothingChanged", already: "step 2 is open" }],
    ],
    [
      "again, to say more",
      mark(1, "done", "twice"),
      "triage",
      [{ kind: "RunbookStepMarked", step: 1, note: "twice" }],
    ],
    [
      "that does not exist",
      mark(4, "done"),
      "triage",
      refusal("no-such-step", { came: 4, steps: 3 }),
    ],
    ["without permission", mark(2, "done"), "read", refusal("not-allowed")],
  ] as const)("%s", (_what, command, authority, events) => {
    const given = situation(following("done", "open", "skipped"));
    expect(markStep(asked(command, authority), given)).toMatchObject(events);
  });

  it("is refused while no runbook is followed", () => {
    expect(markStep(asked(mark(1, "done")), situation())).toMatchObject(refusal("no-runbook"));
  });
});

describe("ticking a box", () => {
  const tick = (step: number, to: StepState, commentId = 500): MarkStep => ({
    kind: "MarkStep",
    step,
    to,
    commentId,
  });
  const decided = (command: MarkStep, runbook?: FollowedRunbook) =>
    markStep(asked(command, "none", `tick:500:${command.step}`), situation(runbook));

  it.each([
    ["of an open step", tick(1, "done"), "done", true],
    ["of a failed step, whose word must go", tick(2, "done"), "done", false],
    ["of a done step, away", tick(3, "open"), "open", true],
    ["of a skipped step, away", tick(4, "open"), "open", false],
  ] as const)("%s counts without asking what its author may do", (_what, command, to, ticked) => {
    const runbook = following("open", "failed", "done", "skipped");
    expect(decided(command, runbook)).toMatchObject([
      { kind: "RunbookStepMarked", step: command.step, to, ticked, by: "bob" },
    ]);
  });

  it.each([
    ["that shows what is known", tick(3, "done"), following("open", "open", "done")],
    ["of a skipped step, which it shows already", tick(1, "done"), following("skipped")],
    ["of a comment of another runbook", tick(1, "done", 400), following("open")],
    ["of a step that is not there", tick(9, "done"), following("open")],
    ["while no runbook is followed", tick(1, "done"), undefined],
  ])("%s means nothing", (_what, command, runbook) => {
    expect(decided(command, runbook)).toEqual([]);
  });
});
