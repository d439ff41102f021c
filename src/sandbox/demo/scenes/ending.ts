import {
  all,
  answerSays,
  cardSays,
  hasLabel,
  hasNoCard,
  hasRocket,
  isState,
  lacksLabel,
  opened,
  staysSilent,
  titleBegins,
} from "../expectations.ts";
import { numbers } from "../history.ts";
import { does, fills, type Scene, says } from "../scene.ts";

const reportForm = {
  title: "Incident: no receipt by mail",
  body: "### Symptom\n\nI paid twice and got no receipt.\n\n### Who is affected\n\nMe, at least.",
  labels: ["incident"],
};

/** From the first relief to the all-clear, and what goes on after it. */
export const ending: readonly Scene[] = [
  does("ada", 'sets the label "sev2" by hand', {
    title: "Labels set by hand are commands too",
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
  says("bob", "/resolve #5 made every charge time out; it is taken back and holds", {
    title: "All clear",
    after: 25,
    missing: all(
      hasRocket,
      isState("closed"),
      hasLabel("status: resolved"),
      cardSays("resolved", "Time to resolve"),
    ),
  }),
  says("carol", "/incident declare drill sev3 Practice: fail over the database service=checkout", {
    title: "Practice for next time: an incident of its own, marked as a drill",
    opens: numbers.drill,
    lines: 4,
    missing: all(
      answerSays("New incident", `#${numbers.drill}`),
      opened(
        titleBegins("[drill] "),
        cardSays("This is a drill", "SEV3"),
        answerSays("DRILL", "Incident declared"),
      ),
    ),
  }),
  fills("rita", reportForm, {
    title: "An outsider fills in the incident form: a report, and no incident yet",
    opens: numbers.report,
    settles: true,
    missing: opened(answerSays("not an incident yet", "/ack"), hasNoCard),
  }),
  says("ada", "/ack looking at it", {
    title: "Somebody who may confirms it: now it is an incident",
    on: numbers.report,
    lines: 4,
    missing: all(
      answerSays("Incident declared"),
      cardSays("investigating"),
      hasLabel("status: investigating"),
    ),
  }),
  says("bob", "/done 1 https://github.com/acme/shop/pull/77", {
    title: "The thread goes on working after the all-clear",
    missing: all(hasRocket, cardSays("done")),
  }),
];
