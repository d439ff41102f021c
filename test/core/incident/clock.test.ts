import { describe, expect, it, test } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { Command } from "../../../src/core/incident/commands.ts";
import { pagesToFollow, wantedPageState } from "../../../src/core/incident/deadlines/pages.ts";
import { isAwaited } from "../../../src/core/incident/deadlines/response.ts";
import type { Reminder } from "../../../src/core/incident/reminder.ts";
import { configOf } from "./deadlines/thread.ts";
import { givenIncident, kindsOf, refusalOf, type Story } from "./given.ts";

const at = (minute: number) => `2026-08-01T12:${String(minute).padStart(2, "0")}:00Z`;
const says = (command: Command, minute?: number, by = "bob") => ({
  ...{ by, command },
  ...(minute !== undefined && { minute }),
});
const acknowledge = { kind: "AcknowledgeIncident" } as const;
const mitigate = { kind: "MitigateIncident" } as const;
const snooze = (until: number) => ({ kind: "SnoozeReminders", until: at(until) }) as const;
const unsnooze = { kind: "UnsnoozeReminders" } as const;
const watch = (until: number) => ({ kind: "SetWatch", until: at(until) }) as const;
const sev = (severity: string) => ({ kind: "ChangeSeverity", severity }) as const;
const remind = (minute: number, text?: string) =>
  ({ kind: "AskForReminder", at: at(minute), ...(text !== undefined && { text }) }) as const;

const paging = configOf(`
levels: { SEV1: { escalate: default } }
escalation:
  policies:
    - { name: default, levels: [{ page: [bob] }] }
    - { name: data, levels: [{ page: [dana, "pagerduty:db"] }, { page: ["pagerduty:db"] }] }
`);

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

  it("posts what the timeline has where none was offered, or the offer was used", () => {
    const note = { kind: "AddNote", text: "rolled back" } as const;
    const told = givenIncident()
      .when(says(note, 1))
      .when(says(draft, 3, "alice"));
    expect(told.incident.update?.text).toBe("We are finding out what is wrong. Rolled back.");
    const again = told.when(says(draft, 4, "alice"));
    expect(again.incident.update?.text).toBe(
      "No change since the last update. We are finding out what is wrong.",
    );
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

describe("/page", () => {
  const page = (more: object = {}) => ({ kind: "PageResponders", ...more }) as Command;

  it("names a person, who is asked and mentioned by name", () => {
    const told = givenIncident().when(says(page({ login: "dave", reason: "database" }), 1));
    expect(told.events).toMatchObject([{ kind: "PersonPaged", login: "dave" }]);
    expect(told.incident.timeline.at(-1)?.text).toBe("paged dave: database");
    expect(told.incident.response).toBeUndefined();
  });

  it("names a policy in any case, and somebody is waited for from then on", () => {
    const told = givenIncident(paging)
      .when(says(acknowledge, 1))
      .when(says(page({ policy: "DATA" }), 5));
    expect(told.incident.response).toEqual({ since: at(5), policy: "data" });
    expect(isAwaited(told.incident)).toBe(true);
  });

  it.each([
    ["after an acknowledgement in the same second is heard", [acknowledge, page()], true],
    ["before an acknowledgement in the same second is answered", [page(), acknowledge], false],
  ])("%s", (_what, [first = page(), second = page()], isWaitedFor) => {
    const told = givenIncident(paging).when(says(first, 5)).when(says(second, 5));
    expect(isAwaited(told.incident)).toBe(isWaitedFor);
  });

  it("without a name takes the policy in force, else any: help is never refused", () => {
    const started = (story: Story) => story.when(says(page(), 5)).incident.response?.policy;
    expect(started(givenIncident(paging).when(says(sev("1"), 1)))).toBe("default");
    expect(started(givenIncident(paging))).toBe("default");
  });

  it.each([
    [paging, { policy: "nope" }, { code: "unknown-policy", policies: ["default", "data"] }],
    [defaultConfig, { policy: "nope" }, { code: "no-policy" }],
    [defaultConfig, {}, { code: "no-policy" }],
  ])("says what could be paged where it finds nobody", (config, more, refusal) => {
    expect(refusalOf(givenIncident(config).when(says(page(more), 1)))).toMatchObject(refusal);
  });
});

describe("what is given", () => {
  it("is given once, whoever gives it again", () => {
    const reminder = { subject: "severity", slot: "step1@x" } as const;
    const told = givenIncident().when(says(giving(reminder), 5));
    expect(told.incident.reminded).toEqual({ severity: "step1@x" });
    expect(told.when(says(giving(reminder), 6)).events).toEqual([]);
  });

  test("of an escalation pages the targets of its steps, each once", () => {
    const told = givenIncident(paging).when(
      says({ kind: "PageResponders", policy: "data" }, 5, "alice"),
    );
    const slot = `step2@${at(5)}`;
    const given = told.when(says(giving({ subject: "escalation", slot, due: at(5) }), 12));
    expect(given.events).toMatchObject([
      { kind: "ReminderGiven" },
      {
        kind: "IncidentEscalated",
        ...{ policy: "data", level: 2, call: at(5) },
        targets: [
          { by: "mention", name: "dana" },
          { by: "pagerduty", name: "db" },
        ],
      },
    ]);
  });
});

describe("a page outside GitHub", () => {
  const target = { by: "pagerduty", name: "db" } as const;
  const sent = (story: Story, call: number) =>
    story.and({ kind: "PageSent", key: `k${call}`, call: at(call), target });
  const called = () => sent(givenIncident(paging).when(says(sev("1"), 1)), 1);

  it("stands as the incident does: acknowledged, resolved, and resolved when it is called anew", () => {
    const told = called();
    expect(pagesToFollow(told.incident)).toEqual([]);
    const taken = told.when(says(acknowledge, 5));
    expect(pagesToFollow(taken.incident)).toMatchObject([{ key: "k1", to: "acknowledged" }]);
    const over = taken.when(says({ kind: "ResolveIncident", force: "over" }, 6, "max"));
    expect(pagesToFollow(over.incident)).toMatchObject([{ key: "k1", to: "resolved" }]);
    const anew = taken.when(says({ kind: "PageResponders" }, 8));
    expect(pagesToFollow(anew.incident)).toMatchObject([{ key: "k1", to: "resolved" }]);
    expect(wantedPageState(anew.incident, at(8))).toBe("triggered");
  });

  it("is told each thing once, and nothing after it failed", () => {
    const taken = called().when(says(acknowledge, 5));
    const followed = taken.and({ kind: "PageFollowed", key: "k1", state: "acknowledged" });
    expect(pagesToFollow(followed.incident)).toEqual([]);
    const failed = givenIncident(paging)
      .when(says(sev("1"), 1))
      .and({ kind: "PageFailed", key: "k1", call: at(1), target, why: "down" })
      .when(says(acknowledge, 5));
    expect(pagesToFollow(failed.incident)).toEqual([]);
    expect(failed.incident.timeline.map(({ text }) => text)).toContain(
      "could not page PagerDuty db: down",
    );
  });
});

function giving(reminder: Partial<Reminder>): Command {
  const whole: Reminder = {
    ...{ subject: "severity", slot: "step1@x", step: "due", at: at(5), due: at(5), to: [] },
    ...reminder,
  };
  return { kind: "GiveReminders", reminders: [whole] };
}
