import { sectionsOf } from "../excerpts.ts";
import {
  all,
  also,
  answerSays,
  bodySays,
  cardSays,
  hasLabel,
  hasRocket,
  isAssigned,
  isState,
  lacksLabel,
  pagesAre,
  roomSays,
  staysSilent,
  titleBegins,
} from "../expectations.ts";
import { numbers } from "../history.ts";
import { does, fallsDue, type Scene, says } from "../scene.ts";

const { drill, postmortem } = numbers;

/** From the first relief to the all-clear and the postmortem that it opens. */
export const ending: readonly Scene[] = [
  does("ada", 'sets the label "sev2" by hand', {
    title: "Labels set by hand are commands too",
    after: 1,
    act: (ada, on) => ada.labels(on, "sev2"),
    missing: all(
      hasLabel("severity: SEV2"),
      lacksLabel("sev2"),
      lacksLabel("severity: SEV1"),
      answerSays("SEV1 → SEV2"),
    ),
  }),
  says("dave", "/action Alert on the payment error rate @bob due=5d type=detect", {
    title: "A promise for the week after",
    missing: all(hasRocket, cardSays("Alert on the payment error rate")),
  }),
  says("dave", "TODO: Mail the receipt again when a payment was retried @erin due=1d", {
    title: "A line that the scribe writes down anyway is one too",
    missing: all(hasRocket, cardSays("Mail the receipt again")),
  }),
  says(
    "bob",
    "The log says:\n\n```\n/resolve\n```\n\n> /resolve\n\nand /var/log/payments.log is quiet.",
    {
      title: "Quoted commands and paths do nothing",
      settles: true,
      missing: all(staysSilent, isState("open"), cardSays("monitoring")),
    },
  ),
  does("ada", "deletes the card by mistake", {
    title: "A lost card comes back",
    act: async (ada, on) => {
      const thread = await ada.readsThread(on);
      const card = thread.find(({ body }) => body?.includes("<!-- allclear:card "));
      await ada.deletes(on.repository, card?.id ?? 0);
    },
    missing: cardSays("restored", "monitoring", "Alert on the payment error rate"),
  }),
  does("rita", "closes the issue she opened", {
    title: "Closing by hand takes permission: it is reopened once, with the reason",
    act: (rita, on) => rita.closes(on),
    missing: all(isState("open"), answerSays("write")),
  }),
  says("carol", "/update no change", {
    title: "No news is news, too: three words, and nobody has to ask",
    after: 1,
    lines: 3,
    missing: all(answerSays("Status update 4"), roomSays("Status update · SEV2 · monitoring")),
  }),
  fallsDue("the 45 minutes are over, and nobody said that it came back", {
    title: "The watch is over: whoever leads is asked whether it held",
    after: 17,
    missing: answerSays("@bob", "It was watched until", "/resolve"),
  }),
  says("bob", "/resolve #5 made every charge time out; it is taken back and holds", {
    title: "All clear",
    after: 1.5,
    missing: all(
      hasRocket,
      isState("closed"),
      hasLabel("status: resolved"),
      cardSays("resolved", "Time to resolve"),
      pagesAre("PagerDuty checkout resolved", "PagerDuty leads resolved"),
    ),
    byItself: [
      {
        title: "The postmortem is there already, with all that the incident knows",
        also: postmortem,
        excerpts: ({ also }) => [sectionsOf(also, { Timeline: 8, "Action items": 2 })],
        missing: all(
          cardSays(`**Postmortem** [#${postmortem}](`),
          also(
            titleBegins("Postmortem: "),
            hasLabel("postmortem"),
            isAssigned("bob"),
            bodySays("## Timeline", "Alert on the payment error rate", "## Where we got lucky"),
          ),
        ),
      },
    ],
  }),
  says("carol", "/incident declare drill sev3 Practice: fail over the database service=checkout", {
    title: "Practice for next time: an incident of its own, marked as a drill",
    also: drill,
    lines: 4,
    missing: all(
      answerSays("New incident", `#${drill}`),
      also(
        titleBegins("[drill] "),
        cardSays("This is a drill", "SEV3"),
        answerSays("DRILL", "Incident declared"),
      ),
    ),
  }),
];
