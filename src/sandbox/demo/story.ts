import {
  all,
  answerSays,
  cardSays,
  does,
  fills,
  hasLabel,
  hasNoCard,
  hasRocket,
  isAssigned,
  isState,
  lacksLabel,
  opened,
  type Scene,
  says,
  staysSilent,
  titleBegins,
} from "./scene.ts";

const reportForm = {
  title: "Incident: no receipt by mail",
  body: "### Symptom\n\nI paid twice and got no receipt.\n\n### Who is affected\n\nMe, at least.",
  labels: ["incident"],
};

/** The incident as it is played, from the label to the all-clear. */
export const story: readonly Scene[] = [
  does("ada", 'sets the label "incident" on Rita\'s issue', {
    title: "A maintainer declares the incident with one label",
    act: (ada, on) => ada.labels(on, "incident"),
    missing: all(
      cardSays("triage", "nobody yet"),
      hasLabel("incident", "status: triage"),
      answerSays("Incident declared", "/sev SEV1"),
    ),
  }),
  says("bob", "/ack on it", {
    title: "On call says: I heard it",
    missing: all(hasRocket, cardSays("investigating"), hasLabel("status: investigating")),
  }),
  says("carol", "/sev 1 nobody can pay", {
    title: "How bad is it? Those who must know are told once",
    missing: all(
      answerSays("SEV1", "nobody can pay", "@acme/on-call"),
      hasLabel("severity: SEV1"),
      cardSays("SEV1"),
    ),
  }),
  does("bob", "assigns himself", {
    title: "The one-thumb way to take command",
    act: (bob, on) => bob.assigns(on, "bob"),
    missing: all(cardSays("Commander** [bob]"), isAssigned("bob")),
  }),
  says("bob", "/comms @carol\n/scribe @dave", {
    title: "The commander gives out roles; each hears what is expected",
    missing: answerSays("@carol", "@dave"),
  }),
  says(
    "carol",
    "/impact Payments fail for everybody users=100% regions=eu,us\n/service checkout,web",
    {
      title: "Two commands in one comment: impact and services",
      missing: all(
        hasRocket,
        cardSays("Payments fail for everybody", "regions: eu, us", "checkout, web"),
      ),
    },
  ),
  says("olga", "/resolve works for me", {
    title: "An outsider tries a command and is refused, with the reason",
    missing: all(answerSays("write"), isState("open")),
  }),
  says("dave", "/Note “deployment 4.2.0 went out” at=-20m", {
    title: "Notes from a phone: capital letter, curly quotes, twenty minutes ago",
    missing: all(hasRocket, cardSays("deployment 4.2.0 went out")),
  }),
  says(
    "carol",
    "/update Deployment 4.2.0 broke payments; we are rolling it back. eta=20m next=15m",
    {
      title: "The first status update, and when the next one comes",
      missing: all(
        answerSays("Status update 1", "rolling it back", "Next update"),
        cardSays("rolling it back"),
      ),
    },
  ),
  says("bob", "/mitigted rolled back to 4.1.9", {
    title: "A typo at 3 a.m. gets a hint instead of silence",
    missing: answerSays("/mitigated"),
  }),
  says("bob", "/mitigated rolled back to 4.1.9", {
    title: "The pain stops",
    after: 9,
    missing: all(hasRocket, cardSays("monitoring", "Mitigated"), hasLabel("status: monitoring")),
  }),
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
  says("bob", "/resolve 4.2.0 broke payments; 4.1.9 is back and holds", {
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
    opens: 2,
    missing: all(
      answerSays("New incident", "#2"),
      opened(
        titleBegins("[drill] "),
        cardSays("This is a drill", "SEV3"),
        answerSays("DRILL", "Incident declared"),
      ),
    ),
  }),
  fills("rita", reportForm, {
    title: "An outsider fills in the incident form: a report, and no incident yet",
    opens: 3,
    settles: true,
    missing: opened(answerSays("not an incident yet", "/ack"), hasNoCard),
  }),
  says("ada", "/ack looking at it", {
    title: "Somebody who may confirms it: now it is an incident",
    on: 3,
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
