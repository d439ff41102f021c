import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { DeclareIncident } from "../../../src/core/incident/commands.ts";
import { declareHere } from "../../../src/core/incident/decide/declare.ts";
import { evolveAll } from "../../../src/core/incident/evolve.ts";
import { asked, givenIncident, kindsOf, refusalOf } from "./given.ts";

const declare = (parts: Partial<DeclareIncident> = {}): DeclareIncident => ({
  kind: "DeclareIncident",
  services: [],
  drill: false,
  ...parts,
});

function declaredBy(by: string, parts: Partial<DeclareIncident> = {}) {
  const command = declare(parts);
  return declareHere({ ...asked({ by, command }, 0), command }, defaultConfig);
}

describe("declaring an issue an incident", () => {
  it("starts it in triage with what was said", () => {
    const startedAt = "2026-08-01T11:40:00Z";
    const services = ["web", "api"];
    const incident = evolveAll(
      undefined,
      declaredBy("bob", { severity: "2", services, startedAt }),
    );
    expect(incident).toMatchObject({
      status: "triage",
      severity: "SEV2",
      services: ["api", "web"],
      drill: false,
      milestones: { declaredAt: "2026-08-01T12:00:00Z", startedAt },
      timeline: [{ kind: "IncidentDeclared", by: "bob", text: "declared the incident: SEV2" }],
    });
  });

  it("with a severity of another ladder is refused with the levels", () => {
    for (const title of [undefined, "checkout is down"]) {
      expect(declaredBy("bob", { severity: "P1", ...(title && { title }) })).toMatchObject([
        {
          kind: "CommandRefused",
          refusal: {
            code: "unknown-severity",
            came: "P1",
            levels: ["SEV1", "SEV2", "SEV3", "SEV4"],
          },
        },
      ]);
    }
  });

  it("as a drill is remembered and told", () => {
    const incident = evolveAll(undefined, declaredBy("bob", { drill: true }));
    expect(incident).toMatchObject({ drill: true, timeline: [{ text: "declared a drill" }] });
  });

  it.each(["olga", "mallory"])("is refused to outsiders: %s", (by) => {
    for (const parts of [{}, { title: "I want one" }, { drill: true }]) {
      const events = declaredBy(by, parts);
      expect(events).toMatchObject([
        { kind: "CommandRefused", refusal: { code: "not-allowed", needs: ["triage"] } },
      ]);
      expect(evolveAll(undefined, events)).toBeUndefined();
    }
  });

  it("with a title asks for an incident of its own and leaves this issue alone", () => {
    const events = declaredBy("bob", {
      title: "Search is slow",
      severity: "3",
      services: ["search"],
    });
    expect(events).toMatchObject([
      {
        kind: "SeparateIncidentRequested",
        title: "Search is slow",
        severity: "SEV3",
        services: ["search"],
        drill: false,
      },
    ]);
    expect(evolveAll(undefined, events)).toBeUndefined();
  });
});

describe("declaring on an incident", () => {
  it("changes nothing and says so", () => {
    const told = givenIncident().when({ by: "bob", command: declare({ severity: "1" }) });
    expect(kindsOf(told)).toEqual(["NothingChanged"]);
    expect(told.incident).toEqual(givenIncident().incident);
  });

  it("with a title asks for another incident", () => {
    const told = givenIncident().when({ by: "bob", command: declare({ title: "Search is slow" }) });
    expect(kindsOf(told)).toEqual(["SeparateIncidentRequested"]);
    expect(told.incident).toEqual(givenIncident().incident);
  });

  it("is refused to outsiders either way", () => {
    for (const command of [declare(), declare({ title: "mine" })]) {
      expect(refusalOf(givenIncident().when({ by: "olga", command }))).toEqual({
        code: "not-allowed",
        needs: ["triage"],
      });
    }
  });
});
