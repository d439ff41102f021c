import { describe, expect, it } from "vitest";
import { builtInLadders } from "../../../src/core/config/built-in-ladders.ts";
import { defaultConfig } from "../../../src/core/config/config.ts";
import { givenIncident, kindsOf, refusalOf } from "./given.ts";

const sev = (severity: string, reason?: string) =>
  ({ kind: "ChangeSeverity", severity, ...(reason && { reason }) }) as const;

describe("severity", () => {
  it("is unknown until somebody sets it", () => {
    expect(givenIncident().incident.severity).toBeUndefined();
  });

  it.each([
    ["1", "SEV1"],
    ["sev2", "SEV2"],
    ["S3", "SEV3"],
    ["critical", "SEV1"],
    ["minor", "SEV3"],
  ])("reads %s as %s", (word, level) => {
    expect(givenIncident().when({ by: "bob", command: sev(word) }).incident.severity).toBe(level);
  });

  it("ranks by position in the ladder, never by digit", () => {
    const config = { ...defaultConfig, ladder: builtInLadders["p0-p3"] };
    const told = givenIncident(config)
      .when({ by: "bob", command: sev("P1") })
      .when({ by: "bob", command: sev("P0") });
    expect(told.events).toMatchObject([
      { kind: "SeverityChanged", from: "P1", to: "P0", direction: "worse" },
    ]);
  });

  it("refuses a value of another ladder and lists the levels", () => {
    const told = givenIncident().when({ by: "bob", command: sev("P1") });
    expect(refusalOf(told)).toEqual({
      code: "unknown-severity",
      came: "P1",
      levels: ["SEV1", "SEV2", "SEV3", "SEV4"],
    });
    expect(told.incident.severity).toBeUndefined();
  });

  it("is set for the first time and raised by somebody with triage", () => {
    const told = givenIncident()
      .when({ by: "bob", command: sev("3") })
      .when({ by: "bob", command: sev("1", "all users") });
    expect(told.events).toMatchObject([{ direction: "worse", reason: "all users" }]);
  });

  it("is lowered by write or the commander, not by triage alone", () => {
    const high = givenIncident().when({ by: "bob", command: sev("1") });
    expect(refusalOf(high.when({ by: "bob", command: sev("3") }))).toMatchObject({
      code: "not-allowed",
    });
    expect(high.when({ by: "alice", command: sev("3") }).incident.severity).toBe("SEV3");
    const led = high.when({ by: "bob", command: { kind: "AssignRole", role: "commander" } });
    expect(led.when({ by: "bob", command: sev("3") }).incident.severity).toBe("SEV3");
  });

  it("is refused to outsiders", () => {
    const told = givenIncident().when({ by: "olga", command: sev("1") });
    expect(refusalOf(told)).toEqual({ code: "not-allowed", needs: ["triage"] });
  });

  it("set to what it is changes nothing and says so", () => {
    const told = givenIncident()
      .when({ by: "bob", command: sev("2") })
      .when({ by: "bob", command: sev("SEV-2") });
    expect(kindsOf(told)).toEqual(["NothingChanged"]);
  });

  it("is never overridden by an older command that comes late", () => {
    const told = givenIncident()
      .when({ by: "alice", command: sev("1"), minute: 20 })
      .when({ by: "alice", command: sev("4"), minute: 10 });
    expect(told.incident.severity).toBe("SEV1");
    expect(kindsOf(told)).toEqual(["NothingChanged"]);
  });
});
