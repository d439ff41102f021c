import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Incident } from "../../../src/core/incident/incident.ts";
import type { Reminder } from "../../../src/core/incident/reminder.ts";
import { renderClock } from "../../../src/core/view/clock.ts";
import {
  sampleConfig as config,
  samplePlace as place,
  sampleIncident,
} from "../../../src/sandbox/sample-incident.ts";
import { templates } from "./built-in.ts";
import { codesOf, expectHarmless, mentionsIn } from "./harmless.ts";
import { hostileText } from "./hostile.ts";

const incident = sampleIncident();
const at = "2026-11-22T03:45:00Z";
const reminder = (more: Partial<Reminder>): Reminder => ({
  ...{ subject: "update", slot: "s", step: "due", at, due: at, to: ["linus"] },
  ...more,
});
const render = (reminders: readonly Reminder[], more: Partial<Incident> = {}) =>
  renderClock(reminders, { incident: { ...incident, ...more }, config, templates, place });

describe("a comment of the clock", () => {
  test.each<[Partial<Reminder>, string, string]>([
    [
      { step: "soon" },
      "A status update is due soon",
      "It is due 2026-11-22 03:45 UTC (04:45 Europe/Berlin)",
    ],
    [{}, "The status update is late", "was due 2026-11-22 03:45 UTC (04:45 Europe/Berlin)"],
    [
      { step: "overdue" },
      "The status update is late",
      "was due 2026-11-22 03:45 UTC (04:45 Europe/Berlin)",
    ],
    [
      { subject: "acknowledge" },
      "Nobody has acknowledged this anew",
      "that was 2026-11-22 03:45 UTC (04:45 Europe/Berlin)",
    ],
    [{ subject: "severity" }, "How bad is it?", "`/sev SEV1` complete outage"],
    [{ subject: "silence" }, "Still working on it?", "Nobody has written here for a while"],
    [{ subject: "watch" }, "The watch is over: resolve it?", "`/resolve <what fixed it>`"],
    [{ subject: "role:scribe" }, "Who is scribe?", "`/scribe`"],
    [{ subject: "role:commander" }, "Who is commander?", "or assign yourself"],
    [{ subject: "asked:1/1", text: "graphs" }, "Reminder", "graphs"],
    [{ subject: "asked:1/1" }, "Reminder", "**Reminder for "],
  ])("says what it is about and what to do: %j", (more, heading, words) => {
    const text = render([reminder(more)]);
    expect(text).toContain(`### ⏰ ${heading}\n`);
    expect(text).toContain(words);
    expect(mentionsIn(text)).toEqual(["linus"]);
  });

  it("offers a draft on a line of its own, whole and ready to be copied", () => {
    const text = render([reminder({ step: "soon", text: "We look. Rolled `cart` back." })]);
    const [draft] = codesOf(text).filter((code) => code.includes("We look."));
    expect(draft).toMatch(/^\/update We look\. Rolled .cart. back\.$/);
    expect(text.split("\n").filter((row) => row.includes("We look."))).toHaveLength(1);
    for (const way of ["/update draft", "/update <text>"]) expect(codesOf(text)).toContain(way);
  });

  it("says which reminder of a late update was the last", () => {
    const end = "This was the last reminder of it.";
    expect(render([reminder({ step: "overdue" })])).not.toContain(end);
    expect(render([reminder({ step: "overdue", last: true })])).toContain(end);
  });

  it("where nobody ever acknowledged says nothing of anew", () => {
    const { acknowledgedAt: _before, ...milestones } = incident.milestones;
    const text = render([reminder({ subject: "acknowledge" })], { milestones });
    expect(text).toContain("### ⏰ Nobody has acknowledged this\n");
    expect(text).not.toContain("worse");
  });

  it("says several things at once, the most urgent first, and mentions each person once", () => {
    const text = render([
      reminder({ subject: "role:scribe", to: ["ada"] }),
      reminder({ subject: "update", to: ["Linus", "ada"] }),
      reminder({ subject: "acknowledge", to: ["linus", "octo-org/on-call"] }),
    ]);
    expect(text).toContain("### ⏰ Nobody has acknowledged this anew\n");
    const places = ["**Acknowledgement:**", "**Status update:**", "**Role:**"].map((part) =>
      text.indexOf(part),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(
      mentionsIn(text)
        .map((name) => name.toLowerCase())
        .toSorted(),
    ).toEqual(["ada", "linus", "octo-org/on-call"]);
  });

  it("tells how to silence what can be silenced, and only that", () => {
    expect(render([reminder({})])).toContain("`/snooze 30m`");
    expect(render([reminder({ subject: "acknowledge" })])).not.toContain("/snooze");
    expect(render([reminder({ subject: "asked:1/1" })])).not.toContain("/snooze");
  });

  it("of a drill says so and mentions nobody", () => {
    const text = render([reminder({})], { drill: true });
    expect(text).toContain("### ⏰ DRILL · ");
    expect(mentionsIn(text)).toEqual([]);
  });

  it("never does more than it should, whatever people wrote", () => {
    const subjects = ["update", "acknowledge", "silence", "watch", "asked:1/1"] as const;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...subjects), hostileText), {
          minLength: 1,
          maxLength: 4,
        }),
        (rows) => {
          const reminders = rows.map(([subject, text]) => reminder({ subject, text }));
          expectHarmless(render(reminders), ["linus"]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
