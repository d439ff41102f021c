import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { actionItemIn } from "../../../src/core/card/markers.ts";
import type { Incident } from "../../../src/core/incident/incident.ts";
import type { Reminder } from "../../../src/core/incident/reminder.ts";
import { matchKnown } from "../../../src/core/postmortem/known.ts";
import { renderKnown } from "../../../src/core/view/known.ts";
import { renderPostmortem } from "../../../src/core/view/postmortem.ts";
import { renderReminder } from "../../../src/core/view/reminder.ts";
import { renderTracked, titleOfTracked } from "../../../src/core/view/tracked.ts";
import {
  sampleConfig as config,
  samplePlace as place,
  sampleIncident,
  sampleStamp,
} from "../../../src/sandbox/sample-incident.ts";
import { templates } from "./built-in.ts";
import { expectHarmless, mentionsIn } from "./harmless.ts";
import { hostileText } from "./hostile.ts";

const issue = { number: 15, id: 1, url: "https://github.com/octo-org/shop/issues/15" };
const incident: Incident = {
  ...sampleIncident(),
  postmortem: { state: "open", stamp: sampleStamp(90), by: "ada", issue },
};
const given = { incident, config, templates, place };
const [item] = incident.actionItems;
if (item === undefined) throw new Error("the sample has an action item");

const reminder = (more: Partial<Reminder>): Reminder => ({
  ...{ subject: "item:1", slot: "s", step: "due", at: "2026-12-01T00:00:00Z" },
  ...{ due: "2026-12-01", to: ["linus"] },
  ...more,
});
const postmortem = { subject: "postmortem", due: "2026-11-24T03:45:00Z" } as const;

describe("a reminder", () => {
  it("says what is due, since when, and what to do", () => {
    const text = renderReminder([reminder({})], given);
    expect(text).toContain("### ⏰ Due\n");
    expect(text).toContain("**Action item 1**: Alert on the length of the payment queue");
    expect(text).toContain("It was due 2026-12-01. Owner: [linus](https://github.com/linus).");
    expect(text).toContain("`/done 1`");
    expect(renderReminder([reminder(postmortem)], given)).toMatch(
      /Postmortem \[#15\]\(\S+\)\*\* was due 2026-11-24 03:45 UTC .*\n {2}Next: .*`\/postmortem ready`/,
    );
  });

  test.each([
    ["soon", "Due soon", "is due soon: 2026-12-01"],
    ["due", "Due", "was due 2026-12-01"],
    ["overdue", "Overdue", "is overdue: it was due 2026-12-01"],
  ] as const)("that is %s is true whenever it is read", (step, heading, words) => {
    const text = renderReminder([reminder({ step })], given);
    expect(text).toContain(`### ⏰ ${heading}\n`);
    expect(text).toContain(words);
  });

  it("tells of several things at once, the most urgent first, and mentions each person once", () => {
    const text = renderReminder(
      [
        reminder({ ...postmortem, step: "soon", to: ["ada", "linus"] }),
        reminder({ step: "overdue", to: ["linus", "octo-org/on-call", "not a login"] }),
      ],
      given,
    );
    expect(mentionsIn(text)).toEqual(["ada", "linus", "octo-org/on-call"]);
    expect(text.indexOf("Action item 1")).toBeLessThan(text.indexOf("Postmortem"));
    expect(text).toContain("### ⏰ Overdue\n");
  });

  it("of a drill mentions nobody", () => {
    const drill = { ...given, incident: { ...incident, drill: true } };
    expect(mentionsIn(renderReminder([reminder({})], drill))).toEqual([]);
  });

  it("names the issue that tracks the item, and survives an item that is gone", () => {
    const tracked = {
      ...{ repository: "acme/api", repositoryId: 7, number: 77, id: 1, url: "" },
      state: "open" as const,
    };
    const followed = { ...incident, actionItems: [{ ...item, tracked }] };
    expect(renderReminder([reminder({})], { ...given, incident: followed })).toContain(
      "close [acme/api#77](https://github.com/acme/api/issues/77)",
    );
    const gone = { ...incident, actionItems: [] };
    expect(renderReminder([reminder({})], { ...given, incident: gone })).toContain(
      "**Action item 1**",
    );
  });

  it("is harmless and mentions nobody else, whatever the item says", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (text, due) => {
        const hostile = { ...incident, actionItems: [{ ...item, text, owner: text }] };
        const all = [reminder({ due }), reminder({ ...postmortem, due })];
        expectHarmless(renderReminder(all, { ...given, incident: hostile }), ["linus"]);
      }),
    );
  });
});

describe("the issue of an action item", () => {
  const told = { ...given, repositoryId: 77 };

  it("says what, who, when and of which incident, with whole names", () => {
    const text = renderTracked({ ...item, verified: "it fires" }, told);
    expect(text).toContain("**Owner** [linus](https://github.com/linus)\n**Due** 2026-12-01\n");
    expect(text).toContain("**Verified when** it fires");
    expect(text).toContain("[octo-org/shop#12](https://github.com/octo-org/shop/issues/12)");
    expect(text).toContain("[octo-org/shop#15](https://github.com/octo-org/shop/issues/15)");
    expect(actionItemIn(text)).toEqual({ repository: 77, issue: 12, number: 1 });
  });

  it("is harmless, whatever the item says", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const hostile = { ...item, text, owner: text, due: text, verified: text };
        const body = renderTracked(hostile, told);
        expectHarmless(body.replace(/<!-- allclear:action-item 77#12 1 -->$/, ""));
        expect(actionItemIn(body)).toEqual({ repository: 77, issue: 12, number: 1 });
        const title = titleOfTracked(hostile);
        expect(title).toMatch(/\S/);
        expect(title.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe("an incident that was known", () => {
  const { title, body } = renderPostmortem({ ...given, title: "Payments stuck", repositoryId: 77 });
  const earlier = { title, body, number: 15, url: issue.url, createdAt: "2026-11-22T05:00:00Z" };
  const again = {
    ...{ title: "Payment queue full again", body: "", labels: [], services: ["checkout-api"] },
    at: "2027-01-02T06:00:00Z",
  };

  it("says since when, by which action item, and what both have in common", () => {
    const text = renderKnown(matchKnown(again, [earlier]), given);
    expect(text).toContain(
      "- Known for 41 days: action item 1 of [#12](https://github.com/octo-org/shop/issues/12) " +
        "(Payments stuck): Alert on the length of the payment queue",
    );
    expect(text).toContain("owner [linus](https://github.com/linus) · due 2026-12-01");
    expect(text).toContain("in [#15](https://github.com/octo-org/shop/issues/15)");
    expect(text).toContain("both say checkout-api, “payment”, “queue”");
  });

  it("is told harmlessly, whatever the promise said", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const made = {
          ...incident,
          services: [text, "web"],
          actionItems: [{ ...item, text: `queue ${text}` }],
        };
        const rendered = renderPostmortem({
          ...given,
          incident: made,
          title: text,
          repositoryId: 7,
        });
        const old = { ...earlier, ...rendered };
        const matches = matchKnown({ ...again, title: `queue ${text}`, services: ["web", text] }, [
          old,
        ]);
        expectHarmless(renderKnown(matches, given));
      }),
    );
  });
});
