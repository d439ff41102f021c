import type { ActionItem, Incident } from "../core/incident/incident.ts";
import type { Reminder } from "../core/incident/reminder.ts";
import { matchKnown } from "../core/postmortem/known.ts";
import { lintPostmortem } from "../core/postmortem/lint/lint-postmortem.ts";
import { prompts } from "../core/postmortem/prompts.ts";
import { statistics } from "../core/statistics/statistics.ts";
import { summaryOf } from "../core/statistics/summary-of.ts";
import { renderKnown } from "../core/view/known.ts";
import { renderPostmortem } from "../core/view/postmortem.ts";
import { renderPostmortemFile } from "../core/view/postmortem-file.ts";
import { renderReminder } from "../core/view/reminder.ts";
import { fill } from "../core/view/render.ts";
import { renderReview } from "../core/view/review.ts";
import { statisticsView } from "../core/view/statistics.ts";
import type { Templates } from "../core/view/templates.ts";
import { renderTracked } from "../core/view/tracked.ts";
import {
  sampleConfig as config,
  samplePlace as place,
  sampleEnding,
  sampleEvents,
  sampleIncident,
  sampleInstant,
  sampleStamp,
} from "./sample-incident.ts";

type Text = readonly [title: string, text: string];

const repositoryId = 7;
const title = "Checkout is down";
const issue = { number: 15, id: 1015, url: "https://github.com/octo-org/shop/issues/15" };
const dueAt = sampleInstant(70 + 48 * 60);

/** Resolved, with its postmortem open. */
const incident: Incident = {
  ...sampleIncident([...sampleEvents, ...sampleEnding]),
  postmortem: { state: "open", stamp: sampleStamp(70), by: "ada", issue, dueAt, owner: "ada" },
};
const item: ActionItem = {
  ...{ number: 1, text: "Alert on the length of the payment queue", state: "open" },
  ...{ owner: "linus", due: "2026-12-01", type: "detect" },
  verified: "the alert fires in staging",
  stamp: sampleStamp(18),
};

/** What it writes from then on; some of it with boxes to tick, hidden marks and charts. */
export function followUpTexts(templates: Templates): readonly Text[] {
  const given = { incident, config, templates, place, title, repositoryId };
  const { body } = renderPostmortem(given);
  const draft = body.replace(`_${prompts.couldImprove}_`, "Linus should have read the alert.");
  const findings = lintPostmortem(draft, { rulesOff: [], incident });
  return [
    ["postmortem", body],
    ["postmortem, as a file", renderPostmortemFile(given)],
    ["review", renderReview(findings, { templates })],
    ["review, nothing to say", renderReview([], { templates })],
    ["reminder", renderReminder(reminders, given)],
    ["tracked", renderTracked(item, given)],
    ["known", known(body, templates)],
    ["statistics", fill(templates.statistics, statisticsView(week, config))],
  ];
}

const reminders: readonly Reminder[] = [
  {
    ...{ subject: "postmortem", slot: `due@${dueAt}`, step: "due" },
    ...{ at: dueAt, due: dueAt, to: ["ada"] },
  },
  {
    ...{ subject: "item:1", slot: "overdue1@2026-12-01", step: "overdue" },
    ...{ at: "2026-12-02T17:00:00Z", due: "2026-12-01", to: ["linus"] },
  },
];

/** Six weeks later somebody reports the same. */
function known(body: string, templates: Templates): string {
  const matches = matchKnown(
    {
      ...{ title: "Payment queue is full again", body: "", labels: [] },
      ...{ services: ["checkout-api"], at: sampleInstant(41 * 24 * 60) },
    },
    [{ ...issue, title: `Postmortem: ${title}`, createdAt: sampleInstant(70), body }],
  );
  return renderKnown(matches, { templates, place });
}

/** A week with this one incident in it. */
const week = statistics(
  [
    {
      ...{ number: place.issue, title, url: place.issueUrl, openedAt: sampleInstant(0) },
      ...{ read: "list", summary: summaryOf(incident, config) },
    },
  ],
  { from: "2026-11-15T23:00:00Z", to: "2026-11-22T23:00:00Z" },
  config,
);
