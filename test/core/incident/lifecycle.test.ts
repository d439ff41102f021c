import { describe, expect, it } from "vitest";
import type { ActiveStatus } from "../../../src/core/incident/lifecycle.ts";
import { colorOf } from "../../../src/core/incident/lifecycle.ts";
import { givenIncident, kindsOf, refusalOf } from "./given.ts";

const ack = { kind: "AcknowledgeIncident" } as const;
const status = (to: ActiveStatus) => ({ kind: "ChangeStatus", status: to }) as const;
const mitigate = { kind: "MitigateIncident", how: "rolled back" } as const;
const severity = { kind: "ChangeSeverity", severity: "1" } as const;
const resolve = { kind: "ResolveIncident" } as const;
const mitigated = () =>
  givenIncident().when({ by: "bob", command: severity }).when({ by: "bob", command: mitigate });
const resolved = () => mitigated().when({ by: "alice", command: resolve });

describe("acknowledging", () => {
  it("turns triage into investigating and starts the clock once", () => {
    const told = givenIncident().when({ by: "bob", command: ack, minute: 3 });
    expect(told.incident.status).toBe("investigating");
    const again = told.when({ by: "carol", command: ack, minute: 9 });
    expect(again.incident.milestones.acknowledgedAt).toBe("2026-08-01T12:03:00Z");
    expect(kindsOf(again)).toEqual(["NothingChanged"]);
  });

  it("comes with taking command", () => {
    const told = givenIncident().when({ by: "bob", command: { kind: "AssignRole", role: "lead" } });
    expect(told.incident).toMatchObject({ status: "investigating", roles: { commander: "bob" } });
    expect(told.incident.milestones.acknowledgedAt).toBeDefined();
  });

  it("leaves a later status alone", () => {
    const told = givenIncident()
      .when({ by: "bob", command: status("identified"), minute: 5 })
      .when({ by: "bob", command: ack, minute: 6 });
    expect(told.incident.status).toBe("identified");
  });
});

describe("status", () => {
  it("moves between any two active statuses", () => {
    const told = givenIncident()
      .when({ by: "bob", command: status("mitigating") })
      .when({ by: "bob", command: status("identified") });
    expect(told.incident.status).toBe("identified");
  });

  it("after a mitigation that did not hold says so and keeps its time", () => {
    const told = mitigated().when({ by: "bob", command: status("investigating") });
    expect(told.events).toMatchObject([{ kind: "StatusChanged", regression: true }]);
    expect(told.incident.milestones.mitigatedAt).toBe("2026-08-01T12:02:00Z");
  });

  it("of an ended incident is changed by reopening only", () => {
    expect(refusalOf(resolved().when({ by: "bob", command: status("identified") }))).toEqual({
      code: "ended",
      status: "resolved",
    });
  });

  it.each([
    ["triage", "red"],
    ["investigating", "red"],
    ["identified", "red"],
    ["mitigating", "yellow"],
    ["monitoring", "yellow"],
    ["resolved", "green"],
    ["closed", "green"],
    ["dismissed", "grey"],
  ] as const)("%s is %s", (what, color) => {
    expect(colorOf(what)).toBe(color);
  });
});

describe("mitigating", () => {
  it("sets the milestone and goes on to monitoring", () => {
    expect(mitigated().incident).toMatchObject({
      status: "monitoring",
      milestones: { mitigatedAt: "2026-08-01T12:02:00Z" },
    });
  });

  it("may be corrected to when it happened", () => {
    const at = "2026-08-01T11:58:00Z";
    const told = mitigated().when({ by: "bob", command: { ...mitigate, at } });
    expect(told.incident.milestones.mitigatedAt).toBe(at);
  });
});

describe("resolving", () => {
  it("asks for the severity and a mitigation or a summary", () => {
    const told = givenIncident().when({ by: "alice", command: resolve });
    expect(refusalOf(told)).toEqual({ code: "missing", missing: ["severity", "mitigation"] });
  });

  it("takes a summary instead of a mitigation", () => {
    const told = givenIncident()
      .when({ by: "bob", command: severity })
      .when({ by: "alice", command: { ...resolve, summary: "cache refilled" } });
    expect(told.incident).toMatchObject({ status: "resolved", summary: "cache refilled" });
  });

  it("is not for triage, but for the commander", () => {
    expect(refusalOf(mitigated().when({ by: "bob", command: resolve }))).toMatchObject({
      code: "not-allowed",
    });
    const led = mitigated().when({ by: "bob", command: { kind: "AssignRole", role: "commander" } });
    expect(led.when({ by: "bob", command: resolve }).incident.status).toBe("resolved");
  });

  it("is forced by a maintainer only, with the reason kept", () => {
    const force = { ...resolve, force: "the alert was wrong" };
    expect(refusalOf(givenIncident().when({ by: "alice", command: force }))).toMatchObject({
      needs: ["maintain"],
    });
    const told = givenIncident().when({ by: "max", command: force });
    expect(told.incident.status).toBe("resolved");
    expect(told.incident.timeline.at(-1)?.text).toContain("the alert was wrong");
  });

  it("by closing the issue always works for somebody who may, and asks for what is missing", () => {
    const told = givenIncident().when({ by: "alice", command: resolve, gesture: "state:closed" });
    expect(told.events).toMatchObject([
      { kind: "IncidentResolved", missing: ["severity", "summary"] },
      { kind: "PostmortemRequested" },
    ]);
  });

  it("by closing the issue is refused to its author without permission", () => {
    const told = givenIncident().when({ by: "olga", command: resolve, gesture: "state:closed" });
    expect(told.events).toMatchObject([{ kind: "CommandRefused", gesture: "state:closed" }]);
    expect(told.incident.status).toBe("triage");
  });

  it("twice says that it is resolved", () => {
    expect(kindsOf(resolved().when({ by: "alice", command: resolve }))).toEqual(["NothingChanged"]);
  });
});

describe("ending", () => {
  it("closes a resolved incident only", () => {
    const close = { kind: "CloseIncident" } as const;
    expect(refusalOf(mitigated().when({ by: "alice", command: close }))).toEqual({
      code: "not-resolved",
      status: "monitoring",
    });
    expect(resolved().when({ by: "alice", command: close }).incident.status).toBe("closed");
  });

  it("dismisses with a reason, and remembers of what it was a duplicate", () => {
    const told = givenIncident().when({
      by: "alice",
      command: { kind: "DismissIncident", reason: "duplicate", duplicateOf: "#12" },
    });
    expect(told.incident).toMatchObject({
      status: "dismissed",
      dismissal: { reason: "duplicate", duplicateOf: "#12" },
    });
  });

  it("is undone by reopening, which clears when it was resolved", () => {
    const told = resolved().when({
      by: "bob",
      command: { kind: "ReopenIncident", reason: "errors are back" },
    });
    expect(told.incident.status).toBe("investigating");
    expect(told.incident.milestones.resolvedAt).toBeUndefined();
    expect(told.incident.milestones.mitigatedAt).toBeDefined();
  });

  it("is not undone where nothing has ended", () => {
    const told = mitigated().when({ by: "bob", command: { kind: "ReopenIncident" } });
    expect(refusalOf(told)).toEqual({ code: "not-ended", status: "monitoring" });
  });
});
