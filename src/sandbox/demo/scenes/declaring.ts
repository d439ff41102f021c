import { room, statusPage } from "../excerpts.ts";
import {
  all,
  answerOrders,
  answerSays,
  cardSays,
  hasLabel,
  hasRocket,
  isAssigned,
  isState,
  isTicked,
  roomSays,
  runbookIn,
  statusPageLacks,
  statusPageSays,
} from "../expectations.ts";
import { numbers } from "../history.ts";
import { does, type Scene, says } from "../scene.ts";

/** One label, and what is known by itself. */
export const declaring: readonly Scene[] = [
  does("ada", 'sets the label "incident" on Rita\'s issue', {
    title: "A maintainer declares the incident with one label",
    act: (ada, on) => ada.labels(on, "incident"),
    missing: all(
      cardSays("triage", "nobody yet"),
      hasLabel("incident", "status: triage"),
      answerSays("Incident declared", "/sev SEV1"),
    ),
    byItself: [
      {
        title: "What changed before it started, ranked, each with a reason and its command",
        says: "What changed before it started",
        missing: all(
          answerOrders("\n1. [#5](", "`/rollback #5`"),
          answerOrders("`/rollback #5`", "\n2. "),
        ),
      },
      {
        title: "The repository's own runbook, as a checklist",
        says: "Runbook:",
        missing: all(answerSays("Checkout fails"), cardSays("0 of 4 steps done")),
      },
    ],
  }),
];

/** Once somebody has come: who does what, and what changed? */
export const organizing: readonly Scene[] = [
  does("bob", "assigns himself", {
    title: "The one-thumb way to take command",
    after: 1,
    act: (bob, on) => bob.assigns(on, "bob"),
    missing: all(cardSays("Commander** [bob]"), isAssigned("bob")),
  }),
  says("bob", "/comms @carol\n/scribe @dave", {
    title: "The commander gives out roles; each hears what is expected",
    after: 1,
    missing: answerSays("@carol", "@dave"),
  }),
  says(
    "carol",
    "/impact Payments fail for everybody users=100% regions=eu,us\n/service checkout,web",
    {
      title: "Two commands in one comment: impact and services",
      after: 1,
      missing: all(
        hasRocket,
        cardSays("Payments fail for everybody", "regions: eu, us", "checkout, web"),
      ),
    },
  ),
  says("dave", "/changes since=2h service=checkout", {
    title: "Asked again with the service: now the reasons name its files",
    after: 1,
    missing: all(
      answerOrders("\n1. [#5](", "which checkout owns"),
      answerOrders("`/rollback #5`", "\n2. "),
    ),
  }),
  says("olga", "/resolve works for me", {
    title: "An outsider tries a command and is refused, with the reason",
    after: 0.5,
    missing: all(answerSays("write"), isState("open")),
  }),
  says("dave", "/Note “first call from support” at=-20m", {
    title: "Notes from a phone: capital letter, curly quotes, twenty minutes ago",
    after: 1,
    missing: all(hasRocket, cardSays("first call from support")),
  }),
  says("dave", "/step 1 done two cards, two browsers: everybody", {
    title: "A step of the runbook is done: the card says how far it is, the box gets its tick",
    after: 0.5,
    missing: all(hasRocket, cardSays("1 of 4 steps done"), isTicked(1)),
  }),
  does("erin", "ticks the second box in the runbook's comment", {
    title: "A box ticked by hand counts too, with the name of who ticked it",
    after: 0.5,
    act: async (erin, on) => {
      const { id = 0, body } = runbookIn(await erin.readsThread(on)) ?? {};
      await erin.edits(on.repository, id, (body ?? "").replace("- [ ] **2.**", "- [x] **2.**"));
    },
    missing: all(cardSays("2 of 4 steps done", "[erin](", "runbook step 2 done"), isTicked(2)),
  }),
  says("carol", `/update #${numbers.culprit} broke payments; we take it back. eta=20m next=15m`, {
    title: "The communications lead says how it stands; it is told wherever people wait",
    after: 0.5,
    missing: all(
      answerSays("Status update 2", "we take it back", "Next update"),
      cardSays("we take it back"),
      roomSays("SEV1 · investigating · commander bob", "we take it back"),
      statusPageSays("we take it back"),
      statusPageLacks("Checkout answers 500"),
    ),
    excerpts: (seen) => [room(seen), statusPage(seen)],
  }),
];
