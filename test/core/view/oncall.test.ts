import { describe, expect, it, test } from "vitest";
import type { Incident } from "../../../src/core/incident/incident.ts";
import { flowchartOf, onCallView } from "../../../src/core/view/oncall.ts";
import { fill } from "../../../src/core/view/render.ts";
import { sampleIncident } from "../../../src/sandbox/sample-incident.ts";
import { configOf } from "../incident/deadlines/thread.ts";
import { templates } from "./built-in.ts";
import { mentionsIn } from "./harmless.ts";

const config = configOf(`
levels: { SEV1: { escalate: default }, SEV2: { escalate: night } }
services:
  - { name: checkout, owners: [ada, octo-org/shop], policy: shop }
  - { name: search, owners: [linus] }
escalation:
  policies:
    - name: default
      repeat: 2
      levels:
        - { page: [bob, "pagerduty:shop"], wait: 5m, hours: 09:00-17:00, days: [mon, fri] }
        - { page: [octo-org/leads], wait: 1h }
    - { name: night, levels: [{ page: ["webhook:noc"] }] }
    - { name: shop, levels: [{ page: [sue] }] }
`);
const nothing: Incident = { ...sampleIncident(), services: [] };
const { severity: _severity, ...unknown } = nothing;

const oncall = (services: readonly string[] = [], incident = nothing) =>
  fill(templates.oncall, onCallView({ incident, config, services }));

describe("/oncall", () => {
  test.each<[string, readonly string[], string | undefined, string]>([
    ["that of the service asked about", ["checkout"], "SEV2", "shop"],
    ["that of the severity where the service has none", ["search"], "SEV2", "night"],
    ["that of the severity", [], "SEV1", "default"],
    ["that of the worst severity while nobody knows", [], undefined, "default"],
    ["that of the worst severity where this one has none", [], "SEV3", "default"],
  ])("shows the policy in force: %s", (_what, services, severity, policy) => {
    const incident = severity === undefined ? unknown : { ...nothing, severity };
    expect(onCallView({ incident, config, services }).policy).toBe(policy);
  });

  it("shows that of an affected service where nobody asks about another", () => {
    const incident = { ...nothing, severity: "SEV1", services: ["checkout"] };
    expect(oncall([], incident)).toContain("Policy **shop**");
    expect(oncall(["search"], incident)).toContain("- search: `linus`");
  });

  it("says who is paged, when and how long is waited, and mentions nobody", () => {
    const text = oncall([], { ...nothing, severity: "SEV1" });
    expect(text).toContain("1. `bob`, `PagerDuty shop` (Mon Fri, 09:00 to 17:00 UTC), then 5 min");
    expect(text).toContain("2. `octo-org/leads`, then 1 h for an answer");
    expect(text).toContain("Then it begins again, 2 times.");
    expect(text).toContain("By severity: SEV1: default · SEV2: night");
    expect(mentionsIn(oncall(["checkout"]))).toEqual([]);
    expect(oncall(["checkout"])).toContain("- checkout: `ada`, `octo-org/shop`");
  });

  it("says whether the policy runs by itself, or only where somebody asks for it", () => {
    const would = "Nobody is paged here by itself. `/page` would page:";
    expect(oncall([], { ...nothing, severity: "SEV3" })).toContain(would);
    expect(oncall([], unknown)).toContain(would);
    expect(oncall([], { ...nothing, severity: "SEV1" })).not.toContain(would);
    expect(oncall(["checkout"], { ...nothing, severity: "SEV3" })).not.toContain(would);
  });

  it("shows what somebody called by hand before that of the severity, until somebody comes", () => {
    const call = { stamp: "2026-11-22T03:00:00Z/c/7/1", policy: "night", by: "ada" };
    const called = { ...nothing, severity: "SEV1", calls: [call] };
    expect(oncall([], called)).toContain("Policy **night**");
    const setBy = { ...nothing.setBy, answered: "2026-11-22T03:01:00Z/c/8/1" };
    expect(oncall([], { ...called, setBy })).toContain("Policy **default**");
  });

  it("says how to set one up where there is none", () => {
    const given = { incident: nothing, config: configOf(""), services: [] };
    const text = fill(templates.oncall, onCallView(given));
    expect(text).toContain("Nobody is paged");
    expect(text).toContain("`escalation`");
  });
});

describe("the policy as a picture", () => {
  const [first, second] = config.escalation.policies;
  if (first === undefined || second === undefined) throw new Error("two policies expected");

  it("is a Mermaid flowchart of its levels, their waits and what ends it", () => {
    expect(flowchartOf(first).split("\n")).toEqual([
      "```mermaid",
      "flowchart TD",
      '  start(["default"]) --> level1',
      '  level1["bob<br>PagerDuty shop<br>Mon Fri, 09:00 to 17:00"] -- /ack --> taken',
      "  level1 -- 5 min --> level2",
      '  level2["octo-org/leads"] -- /ack --> taken',
      "  level2 -- 1 h --> last{{nobody}}",
      "  last -- again, 2 times --> level1",
      "  taken([somebody is on it])",
      "```",
    ]);
  });

  it("ends in silence where it does not begin again", () => {
    expect(flowchartOf(second)).toContain("last --> silent([nobody came])");
  });

  it("keeps whatever a name holds within its label", () => {
    const name = 'x"]; click level1 "javascript:alert(1)" `@jane` %% --> y';
    const page = [{ by: "webhook", name: `${name}\n\`\`\`\nend` } as const];
    const level = { page, waitMs: 60_000, hours: undefined, days: undefined };
    const rows = flowchartOf({ name, levels: [level], repeat: 0 }).split("\n");
    expect(rows).toHaveLength(8);
    expect(rows.filter((row) => row.includes("`"))).toEqual(["```mermaid", "```"]);
    for (const row of rows.slice(2, -1)) {
      expect(row.replace(/"[^"]*"/, "")).toMatch(/^ {2}[\w ()[\]{}/>-]+$/);
      expect(row).not.toMatch(/[@%;#&]/);
    }
  });
});
