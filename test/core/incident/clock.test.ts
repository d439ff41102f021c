import { describe, expect, it } from "vitest";
import type { Command } from "../../../src/core/incident/commands.ts";
import { isAwaited } from "../../../src/core/incident/deadlines/response.ts";
import { acknowledge, at, giving, paging, says, sev } from "./clock-story.ts";
import { givenIncident, kindsOf, refusalOf, type Story } from "./given.ts";

const mitigate = { kind: "MitigateIncident" } as const;
const snooze = (until: number) => ({ kind: "SnoozeReminders", until: at(until) }) as const;
const unsnooze = { kind: "UnsnoozeReminders" } as const;
const watch = (until: number) => ({ kind: "SetWatch", until: at(until) }) as const;
const remind = (minute: number, text?: string) =>
  ({ kind: "AskForReminder", at: at(minute), ...(text !== undefined && { text }) }) as const;

const ended = () =>
  givenIncident().when(says({ kind: "DismissIncident", reason: "external" }, 1, "max"));

describe("whoever asks the clock for something", () => {
  const page: Command = { kind: "PageResponders", policy: "data" };
  const all: Command[] = [snooze(30), unsnooze, remind(30), watch(30), page];

  it.each(all)("needs triage: $kind", (command) => {
    const told = givenIncident(paging).when(says(command, 1, "olga"));
    expect(refusalOf(told)).toMatchObject({ code: "not-allowed", needs: ["triage"] });
  });

  it.each(all)("is refused once the incident is over, but for a reminder: $kind", (command) => {
    const told = ended().when(says(command, 2));
    const isReminder = command.kind === "AskForReminder";
    expect(refusalOf(told)).toEqual(
      isReminder ? undefined : { code: "ended", status: "dismissed" },
    );
  });
});

describe("a snooze", () => {
  it("lasts until it says so, and the last one counts", () => {
    const told = givenIncident()
      .when(says(snooze(30), 1))
      .when(says(snooze(20), 2));
    expect(told.incident.snoozedUntil).toBe(at(20));
  });

  it("that was written before another is not heard after it", () => {
    const told = givenIncident()
      .when(says(snooze(30), 5))
      .when(says(snooze(50), 4));
    expect(told.incident.snoozedUntil).toBe(at(30));
  });

  it("is ended by /unsnooze, which says so where nothing was snoozed", () => {
    const told = givenIncident()
      .when(says(snooze(30), 1))
      .when(says(unsnooze, 2));
    expect(told.incident.snoozedUntil).toBeUndefined();
    expect(kindsOf(told.when(says(unsnooze, 3)))).toEqual(["NothingChanged"]);
    expect(kindsOf(givenIncident().when(says(unsnooze, 3)))).toEqual(["NothingChanged"]);
    const over = givenIncident()
      .when(says(snooze(30), 1))
      .when(says(unsnooze, 30));
    expect(kindsOf(over)).toEqual(["NothingChanged"]);
  });

  it("that was written before an /unsnooze stays ended", () => {
    const told = givenIncident()
      .when(says(snooze(30), 1))
      .when(says(unsnooze, 5))
      .when(says(snooze(50), 4));
    expect(told.incident.snoozedUntil).toBeUndefined();
  });

  it("stands in the timeline with its end", () => {
    const told = givenIncident().when(says(snooze(30), 1));
    expect(told.incident.timeline.at(-1)).toMatchObject({
      by: "bob",
      text: "reminders snoozed until 2026-08-01 12:30 UTC",
    });
  });
});

describe("/remind", () => {
  it("is kept by the comment and line that asked for it, and taken away once it was given", () => {
    const told = givenIncident().when(says(remind(30, "graphs"), 1));
    const [asked] = told.incident.remindersAskedFor ?? [];
    expect(asked).toEqual({ id: "1001/1", by: "bob", at: at(30), text: "graphs" });
    const given = told.when(says(giving({ subject: "asked:1001/1", at: at(30) }), 30));
    expect(given.incident.remindersAskedFor).toEqual([]);
    expect(given.incident.reminded).toBeUndefined();
  });

  it("keeps the beginning of a long text; the comment has the whole", () => {
    const told = givenIncident().when(says(remind(30, "graphs ".repeat(100)), 1));
    const [{ text = "" } = {}] = told.incident.remindersAskedFor ?? [];
    expect(text.length).toBeGreaterThan(250);
    expect(text.length).toBeLessThanOrEqual(300);
    expect(text).toMatch(/^graphs graphs /);
  });

  it("that is heard twice is kept once", () => {
    const twice = { kind: "ReminderAskedFor", id: "1001/1", at: at(30) } as const;
    const told = givenIncident().and(twice).and(twice);
    expect(told.incident.remindersAskedFor).toHaveLength(1);
  });

  it("is refused when twenty wait already", () => {
    const many = Array.from({ length: 20 }, (_, index) => says(remind(30), index + 1));
    const full = many.reduce<Story>((told, one) => told.when(one), givenIncident());
    expect(refusalOf(full.when(says(remind(30), 25)))).toEqual({
      code: "too-many-reminders",
      most: 20,
    });
    expect(full.incident.remindersAskedFor).toHaveLength(20);
  });
});

describe("/watch", () => {
  const mitigated = () => givenIncident().when(says(mitigate, 5));

  it("is refused before anything was mitigated", () => {
    expect(refusalOf(givenIncident().when(says(watch(30), 1)))).toEqual({ code: "not-mitigated" });
  });

  it("says until when it is watched, until it breaks off or is mitigated anew", () => {
    const watched = mitigated().when(says(watch(30), 6));
    expect(watched.incident.watchUntil).toBe(at(30));
    const back = watched.when(says({ kind: "ChangeStatus", status: "investigating" }, 7));
    expect(back.events).toMatchObject([{ kind: "StatusChanged", regression: true }]);
    expect(back.incident.watchUntil).toBeUndefined();
    expect(watched.when(says(mitigate, 8)).incident.watchUntil).toBeUndefined();
  });
});

describe("/update draft", () => {
  const draft = { kind: "PostUpdate", text: "", draft: true } as const;
  const offered = (text: string) =>
    giving({ subject: "update", slot: `step1@${at(5)}`, step: "soon", at: at(2), text });

  it("posts the draft that was offered last", () => {
    const told = givenIncident()
      .when(says(offered("We look."), 2))
      .when(says(draft, 3, "alice"));
    expect(told.incident.update).toMatchObject({ text: "We look.", by: "alice" });
    expect(told.incident.draft).toBeUndefined();
  });

  it("where none was offered sends nothing, and shows what the draft would be", () => {
    const note = { kind: "AddNote", text: "rolled back" } as const;
    const told = givenIncident()
      .when(says(note, 1))
      .when(says(draft, 3, "alice"));
    expect(refusalOf(told)).toEqual({
      code: "no-draft",
      draft: "We are finding out what is wrong. Rolled back.",
    });
    expect(told.incident.update).toBeUndefined();
  });

  it.each<[string, Command]>([
    ["the draft itself", draft],
    ["another update", { kind: "PostUpdate", text: "We look." }],
  ])("is refused again once the offer was used by %s", (_what, first) => {
    const told = givenIncident()
      .when(says(offered("We look."), 2))
      .when(says(first, 3, "alice"));
    const again = told.when(says(draft, 4, "alice"));
    expect(refusalOf(again)).toEqual({
      code: "no-draft",
      draft: "No change since the last update. We are finding out what is wrong.",
    });
    expect(again.incident.update).toEqual(told.incident.update);
  });
});

describe("an acknowledgement", () => {
  it("counts for the first time only, until somebody is waited for again", () => {
    const told = givenIncident()
      .when(says(sev("2"), 1))
      .when(says(acknowledge, 2));
    expect(kindsOf(told)).toEqual(["IncidentAcknowledged", "StatusChanged"]);
    expect(kindsOf(told.when(says(acknowledge, 3)))).toEqual(["NothingChanged"]);
    const worse = told.when(says(sev("1"), 10));
    expect(isAwaited(worse.incident)).toBe(true);
    const again = worse.when(says(acknowledge, 11));
    expect(kindsOf(again)).toEqual(["IncidentAcknowledged"]);
    expect(isAwaited(again.incident)).toBe(false);
    expect(again.incident).toMatchObject({
      respondedAt: at(11),
      milestones: { acknowledgedAt: at(2) },
      response: { since: at(10) },
    });
  });

  it("before the severity is known is one, and is not asked for again then", () => {
    const told = givenIncident()
      .when(says(acknowledge, 1))
      .when(says(sev("1"), 5));
    expect(isAwaited(told.incident)).toBe(false);
    expect(kindsOf(told.when(says(acknowledge, 6)))).toEqual(["NothingChanged"]);
    expect(isAwaited(told.when(says(sev("2"), 6, "alice")).incident)).toBe(false);
  });

  it("is asked for again when the incident is reopened", () => {
    const told = givenIncident()
      .when(says(acknowledge, 1))
      .when(says({ kind: "ResolveIncident", force: "over" }, 2, "max"))
      .when(says({ kind: "ReopenIncident" }, 10, "max"));
    expect(isAwaited(told.incident)).toBe(true);
  });
});

describe("a status update after it got worse", () => {
  const update = { kind: "PostUpdate", text: "We look." } as const;
  const raised = () =>
    givenIncident()
      .when(says(sev("2"), 1))
      .when(says({ kind: "AssignRole", role: "commander" }, 2))
      .when(says(sev("1"), 10));

  it("by the commander says anew that somebody is on it, once", () => {
    const told = raised().when(says(update, 11));
    expect(kindsOf(told)).toEqual(["IncidentAcknowledged", "UpdatePosted"]);
    expect(isAwaited(told.incident)).toBe(false);
    expect(told.incident).toMatchObject({
      respondedAt: at(11),
      milestones: { acknowledgedAt: at(2) },
    });
    expect(kindsOf(told.when(says(update, 12)))).toEqual(["UpdatePosted"]);
  });

  it("by the commander ends no call by hand: they may have made it themselves", () => {
    const called = givenIncident(paging)
      .when(says({ kind: "AssignRole", role: "commander" }, 2))
      .when(says({ kind: "PageResponders", policy: "data" }, 10, "alice"));
    expect(isAwaited(called.incident)).toBe(true);
    expect(isAwaited(called.when(says(update, 11)).incident)).toBe(true);
    const mitigated = says({ kind: "MitigateIncident" }, 12);
    expect(isAwaited(called.when(mitigated).incident)).toBe(true);
    expect(isAwaited(called.when(says({ kind: "AcknowledgeIncident" }, 13)).incident)).toBe(false);
  });

  it("by somebody else does not", () => {
    const told = raised().when(says(update, 11, "alice"));
    expect(kindsOf(told)).toEqual(["UpdatePosted"]);
    expect(isAwaited(told.incident)).toBe(true);
  });

  it("that is refused does not either", () => {
    const told = raised().when(says({ kind: "PostUpdate", text: "", draft: true }, 11));
    expect(refusalOf(told)).toMatchObject({ code: "no-draft" });
    expect(isAwaited(told.incident)).toBe(true);
  });
});

describe("what is given", () => {
  it("is given once, whoever gives it again", () => {
    const reminder = { subject: "severity", slot: "step1@x" } as const;
    const told = givenIncident().when(says(giving(reminder), 5));
    expect(told.incident.reminded).toEqual({ severity: "step1@x" });
    expect(told.when(says(giving(reminder), 6)).events).toEqual([]);
  });
});
