import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../src/core/config/config.ts";
import type { Asked, Command } from "../../src/core/incident/commands.ts";
import { fold } from "../../src/reconcile/fold.ts";
import { incidentWith } from "./an-issue.ts";

const start = { incident: incidentWith(), putBack: [], yielded: [] };
const asked = (command: Command, parts: Partial<Asked> = {}): Asked => ({
  command,
  verb: "any",
  by: "bob",
  stamp: "2026-08-01T12:01:00Z/c/1/1",
  authority: "triage",
  ...parts,
});
const takeLabelOff = (id: number) =>
  asked(
    { kind: "RemoveIncidentLabel" },
    { stamp: `2026-08-01T12:01:00Z/e/${id}/0`, gesture: "label:incident:false" },
  );
const sev = (severity: string, line: number) =>
  asked({ kind: "ChangeSeverity", severity }, { stamp: `2026-08-01T12:01:00Z/c/1/${line}` });

describe("folding the commands of a look", () => {
  it("decides each on what the ones before it left", () => {
    const folded = fold(start, [sev("3", 1), sev("1", 2)], defaultConfig);
    expect(folded.events).toMatchObject([
      { kind: "SeverityChanged", direction: "first" },
      { kind: "SeverityChanged", direction: "worse", from: "SEV3" },
    ]);
    expect(folded.incident.severity).toBe("SEV1");
  });

  it("goes on after a refusal", () => {
    const folded = fold(start, [sev("P9", 1), sev("2", 2)], defaultConfig);
    expect(folded.events.map(({ kind }) => kind)).toEqual(["CommandRefused", "SeverityChanged"]);
    expect(folded.putBack).toEqual([]);
  });

  it("remembers a gesture that is put back, and says why once", () => {
    const once = fold(start, [takeLabelOff(1)], defaultConfig);
    expect(once).toMatchObject({ putBack: ["label:incident:false"], yielded: [] });
    expect(once.events).toHaveLength(1);
  });

  it("gives in silently when the same is done again", () => {
    const once = fold(start, [takeLabelOff(1)], defaultConfig);
    const twice = fold(once, [takeLabelOff(2)], defaultConfig);
    expect(twice).toMatchObject({ events: [] });
    expect(twice.yielded).toEqual([expect.stringMatching(/^label:incident:false@\d+$/)]);
    expect(twice.incident).toEqual(once.incident);
  });

  it("gives in to one thing and not to another", () => {
    const once = fold(start, [takeLabelOff(1)], defaultConfig);
    const close = asked({ kind: "ResolveIncident" }, { gesture: "state:closed" });
    expect(fold(once, [close], defaultConfig)).toMatchObject({
      putBack: ["label:incident:false", "state:closed"],
      yielded: [],
    });
  });

  it("leaves everything as it was without commands", () => {
    expect(fold(start, [], defaultConfig)).toEqual({ ...start, events: [] });
  });
});
