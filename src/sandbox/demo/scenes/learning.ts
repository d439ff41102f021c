import { cardLines, review, room } from "../excerpts.ts";
import {
  all,
  also,
  answerSays,
  bodySays,
  cardSays,
  hasLabel,
  hasNoCard,
  hasRocket,
  isState,
  reviewSays,
  roomIsArchived,
  summarySays,
} from "../expectations.ts";
import { numbers } from "../history.ts";
import { does, fills, runsAction, type Scene, says, timePasses } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { finished, firstDraft } from "./postmortem-texts.ts";

const { incident, postmortem, report } = numbers;

const reportForm = {
  title: "Incident: no receipt by mail",
  body: "### Symptom\n\nMy payment went through, but no receipt came.\n\n### Who is affected\n\nMe, at least.",
  labels: ["incident"],
};

/** From the postmortem's first draft to the incident's end. */
export const learning: readonly Scene[] = [
  does("bob", "writes a first draft into it and ticks what is done already", {
    title: "Its checklist and the card are one; a linter reads along",
    after: 30,
    also: postmortem,
    act: async (bob, { repository }) => {
      const on = { repository, number: postmortem };
      await bob.rewrites(on, { body: firstDraft((await bob.readsIssue(on)).body ?? "") });
    },
    missing: all(
      cardSays("~~Alert on the payment error rate~~ (**done**"),
      also(bodySays("- [x] **1.**"), reviewSays("should have tried")),
    ),
    excerpts: (seen) => [cardLines(seen, "Item 1", "Postmortem"), review(seen.also, 16)],
  }),
  does("carol", `closes #${postmortem} all the same`, {
    title: "Closed too early: it is reopened, with the reason",
    on: postmortem,
    act: (carol, on) => carol.closes(on),
    missing: all(isState("open"), answerSays("I reopened the postmortem")),
  }),
  timePasses("the clock of this demo goes on two days; the app makes its daily round", {
    title: "Two days later: whoever owes something is reminded, by name and at each step once",
    on: postmortem,
    after: 2 * 24 * 60 + 5 * 60,
    missing: answerSays("@bob", "@erin", "Mail the receipt again", `#${postmortem}`),
  }),
  fills("rita", reportForm, {
    title: "An outsider fills in the incident form: a report, and no incident yet",
    also: report,
    settles: true,
    missing: also(answerSays("not an incident yet", "/ack"), hasNoCard),
  }),
  says("ada", "/ack looking at it", {
    title: "Somebody who may confirms it: now it is an incident",
    on: report,
    lines: 4,
    missing: all(
      answerSays("Incident declared"),
      cardSays("investigating"),
      hasLabel("status: investigating"),
    ),
    byItself: [
      {
        title: "An open promise spoke of it: nobody has to find out twice",
        says: "This may be known",
        missing: answerSays("Known for 2 days", "Mail the receipt again", `#${incident}`),
      },
    ],
  }),
  says("erin", "/done 2 https://github.com/acme/shop/pull/77", {
    title: "The thread goes on working after the all-clear",
    missing: all(hasRocket, cardSays("~~Mail the receipt again")),
  }),
  does("bob", "writes the rest and closes it", {
    title: "The postmortem says everything: now the incident is closed, and its room in Slack",
    also: postmortem,
    act: async (bob, { repository }) => {
      const on = { repository, number: postmortem };
      await bob.rewrites(on, { body: finished((await bob.readsIssue(on)).body ?? "") });
      await bob.closes(on);
    },
    missing: all(
      hasLabel("status: closed"),
      cardSays("**Closed**"),
      roomIsArchived,
      also(isState("closed"), reviewSays("Nothing is missing")),
    ),
    excerpts: (seen) => [
      cardLines(seen, "**Closed**", "Postmortem"),
      review(seen.also, 3),
      room(seen),
    ],
  }),
];

/** What it all comes to. */
export const reporting: Scene = runsAction(
  (stage) => ({ mode: "report", period: weekUntilNow(stage) }),
  {
    title: "The report of the week, as the Action writes it at the page of a workflow run",
    missing: summarySays("# Incidents", "SEV2"),
    excerpts: ({ summary }) => [{ head: "The page of the run", text: summary }],
  },
);

function weekUntilNow({ now }: Stage): string {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const today = now().getTime();
  return `${day(today - 6 * 86_400_000)}..${day(today)}`;
}
