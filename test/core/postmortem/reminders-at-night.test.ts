import { describe, expect, it } from "vitest";
import type { Incident } from "../../../src/core/incident/incident.ts";
import { afterQuietHours } from "../../../src/core/incident/quiet-hours.ts";
import { remindersDue } from "../../../src/core/postmortem/reminders.ts";
import { instantOf } from "../../../src/std/instant.ts";
import { configOf, withPostmortem } from "./reminder-stories.ts";

const hour = 60;

describe("quiet hours end", () => {
  const rows: [string, [number, number], string, string][] = [
    // Over midnight, in summer two hours ahead of UTC.
    ["Europe/Berlin", [20 * hour, 8 * hour], "2026-08-05T17:59:59Z", "2026-08-05T17:59:59Z"],
    ["Europe/Berlin", [20 * hour, 8 * hour], "2026-08-05T18:00:00Z", "2026-08-06T06:00:00Z"],
    ["Europe/Berlin", [20 * hour, 8 * hour], "2026-08-06T05:59:59Z", "2026-08-06T06:00:00Z"],
    ["Europe/Berlin", [20 * hour, 8 * hour], "2026-08-06T06:00:00Z", "2026-08-06T06:00:00Z"],
    // Within one day.
    ["UTC", [12 * hour, 13 * hour + 30], "2026-08-05T12:15:00Z", "2026-08-05T13:30:00Z"],
    ["UTC", [12 * hour, 13 * hour + 30], "2026-08-05T11:59:00Z", "2026-08-05T11:59:00Z"],
    ["UTC", [0, 8 * hour], "2026-08-05T00:00:00Z", "2026-08-05T08:00:00Z"],
    ["UTC", [20 * hour, 0], "2026-08-05T23:59:00Z", "2026-08-06T00:00:00Z"],
    // Clocks are put forward and back within the night.
    ["Europe/Berlin", [20 * hour, 8 * hour], "2026-03-28T20:00:00Z", "2026-03-29T06:00:00Z"],
    ["Europe/Berlin", [20 * hour, 8 * hour], "2026-10-24T20:00:00Z", "2026-10-25T07:00:00Z"],
    // 02:30 never comes: the clocks jump from 02:00 to 03:00 at 01:00 UTC.
    ["Europe/Berlin", [20 * hour, 2 * hour + 30], "2026-03-28T22:00:00Z", "2026-03-29T01:00:00Z"],
    ["Europe/Berlin", [2 * hour + 30, 8 * hour], "2026-03-29T00:59:00Z", "2026-03-29T00:59:00Z"],
    ["Europe/Berlin", [2 * hour + 30, 8 * hour], "2026-03-29T01:00:00Z", "2026-03-29T06:00:00Z"],
    [
      "Europe/Berlin",
      [2 * hour + 5, 2 * hour + 55],
      "2026-03-29T01:00:00Z",
      "2026-03-29T01:00:00Z",
    ],
    // 02:30 comes twice, at 00:30 and 01:30 UTC: the night holds both.
    ["Europe/Berlin", [20 * hour, 2 * hour + 30], "2026-10-25T00:45:00Z", "2026-10-25T01:30:00Z"],
    ["Europe/Berlin", [2 * hour + 30, 8 * hour], "2026-10-25T01:10:00Z", "2026-10-25T07:00:00Z"],
    // Two nights that touch, since the hour between them is left out.
    ["Europe/Berlin", [3 * hour, 2 * hour + 1], "2026-03-28T12:00:00Z", "2026-03-30T00:01:00Z"],
    // Midnight itself is left out.
    ["Africa/Cairo", [0, 7 * hour], "2026-04-23T22:00:00Z", "2026-04-24T04:00:00Z"],
    ["America/Santiago", [22 * hour, 0], "2026-09-06T03:30:00Z", "2026-09-06T04:00:00Z"],
    // Nothing between two equal times, and an unknown zone is UTC.
    ["UTC", [8 * hour, 8 * hour], "2026-08-05T08:00:00Z", "2026-08-05T08:00:00Z"],
    ["Mars/Olympus", [20 * hour, 8 * hour], "2026-08-05T22:00:00Z", "2026-08-06T08:00:00Z"],
  ];

  it.each(rows)("in %s, of %j, at %s: %s", (zone, [from, to], at, end) => {
    const after = afterQuietHours(Date.parse(at), { hours: { from, to }, zone });
    expect(instantOf(new Date(after))).toBe(end);
  });
});

describe("what is due at night", () => {
  const night: [number, number] = [20 * hour, 8 * hour];
  const config = configOf({ timezone: "Europe/Berlin", quiet: night });
  const dueAt = "2026-08-05T22:00:00Z";
  const morning = "2026-08-06T06:00:00Z";
  const at = (now: string, incident: Incident) => remindersDue(incident, { config, now });

  it("waits for the morning and is then said once", () => {
    const incident = { ...withPostmortem(dueAt), reminded: { postmortem: `soon@${dueAt}` } };
    expect(at("2026-08-05T12:00:00Z", incident)).toEqual({ due: [], nextAt: morning });
    expect(at(dueAt, incident)).toEqual({ due: [], nextAt: morning });
    expect(at("2026-08-06T05:59:59Z", incident)).toEqual({ due: [], nextAt: morning });
    const told = at(morning, incident);
    expect(told.due).toMatchObject([{ slot: `due@${dueAt}`, at: dueAt }]);
    expect(told.nextAt).toBe("2026-08-07T06:00:00Z");
  });

  it.each([
    ["SEV1", 1],
    ["SEV2", 1],
    ["SEV3", 0],
    ["SEV4", 0],
    ["P1 of a ladder that was given up", 0],
  ])("is said at once only where the severity has an update cadence: %s", (severity, count) => {
    const incident = { ...withPostmortem(dueAt), severity };
    expect(at(dueAt, incident).due).toHaveLength(count);
    expect(at(morning, incident).due).toHaveLength(1);
  });

  it("waits as well while nobody has set a severity", () => {
    const { severity: _severity, ...incident } = withPostmortem(dueAt);
    expect(at(dueAt, incident)).toEqual({ due: [], nextAt: morning });
  });
});
