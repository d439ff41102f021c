import { cardLines, pager } from "../excerpts.ts";
import {
  all,
  answerLacks,
  answerSays,
  cardSays,
  hasLabel,
  hasRocket,
  pagesAre,
  statusPageLacks,
} from "../expectations.ts";
import { fallsDue, type Scene, says } from "../scene.ts";

/** From the severity to the first who answers: who is called, and who next? */
export const calling: readonly Scene[] = [
  says("carol", "/sev 1 nobody can pay\n/impact Every payment fails", {
    title: "How bad is it? Those who must know are told once",
    after: 1,
    missing: all(
      answerSays("SEV1", "nobody can pay", "@acme/on-call"),
      hasLabel("severity: SEV1"),
      cardSays("SEV1"),
    ),
    byItself: [
      {
        title: "Nobody has come yet, so the first level of the policy is paged",
        says: "Page:",
        missing: all(
          answerSays("@bob", "Level 1", "Every payment fails"),
          pagesAre("PagerDuty checkout rings"),
        ),
        excerpts: (seen) => [pager(seen)],
      },
    ],
  }),
  says("dave", "/oncall", {
    title: "Who is called, and who next? GitHub draws it",
    after: 0.5,
    missing: answerSays("payments", "PagerDuty leads", "```mermaid\nflowchart"),
  }),
  fallsDue("three minutes before the first status update is due", {
    title: "Nobody has to find words at night: a draft, made of the timeline",
    after: 1,
    missing: answerSays("@ada", "due soon", "We are finding out what is wrong", "/update draft"),
  }),
  says("ada", "/update draft", {
    title: "It will do and goes out; to people outside only the communications lead speaks",
    after: 0.5,
    missing: all(
      answerSays("Status update 1", "Every payment fails", "Not told"),
      statusPageLacks("Every payment fails"),
    ),
  }),
  fallsDue("five minutes after the severity was set; nobody has come", {
    title: "Nobody answers: the next level is called, and the card says what is missing",
    after: 3.5,
    missing: all(
      answerSays("@acme/leads", "Level 2"),
      pagesAre("PagerDuty checkout rings", "PagerDuty leads rings"),
      cardSays("**Now** diagnose", "overdue"),
    ),
    excerpts: (seen) => [pager(seen), cardLines(seen, "**Acknowledge**", "**Now**")],
  }),
  says("bob", "/ack on it", {
    title: "On call says: I heard it. Nobody else is woken, and the pagers are told",
    after: 0.5,
    missing: all(
      hasRocket,
      cardSays("investigating"),
      hasLabel("status: investigating"),
      pagesAre("PagerDuty checkout acknowledged", "PagerDuty leads acknowledged"),
    ),
    excerpts: (seen) => [pager(seen)],
  }),
];

/** Once the pain is over: what was promised, and quiet for those who watch. */
export const keepingTime: readonly Scene[] = [
  fallsDue("the quarter of an hour that Carol promised is over", {
    title: "A promised update is late: first only she hears of it",
    after: 2.5,
    missing: all(answerSays("@carol", "late"), answerLacks("@bob"), answerLacks("@acme")),
  }),
  says(
    "carol",
    "/update Payments work again; we watch whether that holds.\n/watch 45m\n/snooze 30m",
    {
      title: "She says how it stands, how long it is watched, and wants quiet meanwhile",
      after: 1,
      missing: all(
        answerSays("Status update 3", "Payments work again"),
        cardSays("**Watched** until", "**Reminders** silent until"),
      ),
      excerpts: (seen) => [cardLines(seen, "**Watched**", "**Reminders** silent")],
    },
  ),
  says("dave", "/remind 15m ask support whether it is quiet", {
    title: "A reminder of one's own",
    after: 1,
    missing: all(hasRocket, cardSays("Reminders asked for", "ask support")),
  }),
  fallsDue("a quarter of an hour later; the next status update would be due, too", {
    title: "What he asked for comes all the same; what can wait stays silent",
    after: 15.5,
    missing: all(
      answerSays("@dave", "ask support whether it is quiet"),
      answerLacks("Status update"),
      answerLacks("@carol"),
    ),
  }),
];
