import { describe, expect, it } from "vitest";
import type { Effect, Shown } from "../../src/core/card/record.ts";
import { nameOf } from "../../src/core/card/record.ts";
import { defaultConfig } from "../../src/core/config/config.ts";
import type { Incident } from "../../src/core/incident/incident.ts";
import { desiredShown, effectsToShow } from "../../src/reconcile/desired.ts";
import type { Issue } from "../../src/reconcile/ports.ts";
import { incidentWith, issueWith, settings } from "./an-issue.ts";

describe("what GitHub should show", () => {
  it.each<[string, Partial<Incident>, Partial<Shown>]>([
    [
      "a new incident",
      {},
      { labels: ["incident", "status: triage"], assignees: [], state: "open" },
    ],
    [
      "a severity",
      { severity: "SEV1" },
      { labels: ["incident", "severity: SEV1", "status: triage"] },
    ],
    ["a drill", { drill: true }, { labels: ["incident", "status: triage", "drill"] }],
    [
      "a mitigation",
      { status: "monitoring" },
      { labels: ["incident", "status: monitoring"], state: "open" },
    ],
    [
      "the end",
      { status: "resolved" },
      { labels: ["incident", "status: resolved"], state: "closed" },
    ],
    ["the very end", { status: "closed" }, { state: "closed" }],
    [
      "a dismissal",
      { status: "dismissed" },
      { labels: ["incident", "status: dismissed"], state: "closed" },
    ],
    [
      "a commander first",
      { roles: { commander: "grace" }, responders: ["ada"] },
      { assignees: ["grace", "ada"] },
    ],
    [
      "a commander who responds as well",
      { roles: { commander: "ada" }, responders: ["ada"] },
      { assignees: ["ada"] },
    ],
    ["other roles nowhere", { roles: { scribe: "linus" } }, { assignees: [] }],
  ])("of %s", (_what, incident, shown) => {
    expect(desiredShown(incidentWith(incident), settings)).toMatchObject(shown);
  });

  it("in the words of config", () => {
    const labels = {
      ...defaultConfig.labels,
      incident: "outage",
      severityPrefix: "s/",
      statusPrefix: "is ",
    };
    const config = { ...defaultConfig, labels };
    expect(desiredShown(incidentWith({ severity: "SEV2" }), { config }).labels).toEqual([
      "outage",
      "s/SEV2",
      "is triage",
    ]);
  });
});

describe("the effects that make it so", () => {
  const shownBefore: Shown = {
    labels: ["incident", "status: triage"],
    assignees: [],
    state: "open",
  };
  const names = (effects: readonly Effect[]) => effects.map(nameOf).sort();
  const plain = ["incident", "status: triage"];

  interface Row {
    readonly incident?: Partial<Incident>;
    readonly issue?: Partial<Issue>;
    readonly before?: Partial<Shown> | "nothing";
    readonly yielded?: readonly string[];
    readonly effects: readonly string[];
  }
  it.each<[string, Row]>([
    ["are none where all is shown", { issue: { labels: plain }, effects: [] }],
    [
      "are none for labels in another case",
      { issue: { labels: ["Incident", "STATUS: Triage"] }, effects: [] },
    ],
    ["set what is missing", { effects: ["label:incident:true", "label:status: triage:true"] }],
    [
      "replace the status that no longer holds",
      {
        incident: { status: "monitoring" },
        issue: { labels: plain },
        effects: ["label:status: monitoring:true", "label:status: triage:false"],
      },
    ],
    [
      "replace a bare severity by ours",
      {
        incident: { severity: "SEV1" },
        issue: { labels: [...plain, "sev1"] },
        effects: ["label:sev1:false", "label:severity: SEV1:true"],
      },
    ],
    [
      "leave labels of others alone",
      { issue: { labels: [...plain, "bug", "area: web"] }, effects: [] },
    ],
    [
      "take a label off that only we had set under an older config",
      {
        issue: { labels: [...plain, "outage"] },
        before: { labels: ["outage", ...plain] },
        effects: ["label:outage:false"],
      },
    ],
    [
      "assign the commander",
      {
        incident: { roles: { commander: "grace" } },
        issue: { labels: plain },
        effects: ["assignee:grace:true"],
      },
    ],
    [
      "assign nobody twice, whatever the case",
      {
        incident: { roles: { commander: "grace" } },
        issue: { labels: plain, assignees: ["Grace"] },
        effects: [],
      },
    ],
    [
      "unassign a commander who handed over",
      {
        incident: { roles: { commander: "ada" } },
        issue: { labels: plain, assignees: ["grace"] },
        before: { assignees: ["grace"] },
        effects: ["assignee:ada:true", "assignee:grace:false"],
      },
    ],
    [
      "unassign somebody whose assignment was refused",
      { issue: { labels: plain, assignees: ["mallory"] }, effects: ["assignee:mallory:false"] },
    ],
    [
      "leave those alone who were there when the incident was declared",
      {
        issue: { labels: plain, assignees: ["linus"] },
        before: "nothing",
        effects: [],
      },
    ],
    [
      "close what is resolved",
      {
        incident: { status: "resolved" },
        issue: { labels: ["incident", "status: resolved"] },
        effects: ["state:closed"],
      },
    ],
    ["open what goes on", { issue: { labels: plain, state: "closed" }, effects: ["state:open"] }],
    [
      "leave a closed one closed when it ended",
      {
        incident: { status: "closed" },
        issue: { labels: ["incident", "status: closed"], state: "closed" },
        effects: [],
      },
    ],
    [
      "never fight over a label that was taken off twice",
      { issue: { labels: ["status: triage"] }, yielded: ["label:incident:false"], effects: [] },
    ],
    [
      "never fight over somebody who was assigned twice",
      {
        issue: { labels: plain, assignees: ["mallory"] },
        yielded: ["assignee:mallory:true"],
        effects: [],
      },
    ],
    [
      "never fight over an issue that was closed twice",
      { issue: { labels: plain, state: "closed" }, yielded: ["state:closed"], effects: [] },
    ],
  ])("%s", (_what, { incident, issue, before, yielded = [], effects }) => {
    const shown = before === "nothing" ? undefined : { ...shownBefore, ...before };
    const given = { issue: issueWith(issue), settings, before: shown, yielded };
    expect(names(effectsToShow(incidentWith(incident), given))).toEqual([...effects].sort());
  });

  it.each([
    ["resolved", "completed"],
    ["dismissed", "not_planned"],
  ] as const)("close a %s incident as %s", (status, reason) => {
    const given = { issue: issueWith(), settings, before: undefined, yielded: [] };
    expect(effectsToShow(incidentWith({ status }), given)).toContainEqual({
      kind: "state",
      state: "closed",
      reason,
    });
  });

  it("are none any more once they are done", () => {
    const incident = incidentWith({
      status: "resolved",
      severity: "SEV1",
      drill: true,
      roles: { commander: "grace" },
      responders: ["ada"],
    });
    const wanted = desiredShown(incident, settings);
    const issue = issueWith({ ...wanted, labels: [...wanted.labels, "bug"] });
    expect(effectsToShow(incident, { issue, settings, before: wanted, yielded: [] })).toEqual([]);
  });
});
