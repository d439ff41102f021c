import {
  all,
  answerLacks,
  answerSays,
  cardSays,
  hasLabel,
  hasNoBranch,
  hasPulls,
  hasRocket,
  holds,
  pull,
} from "../expectations.ts";
import { afterRollback, chargePath, numbers, settingsPath } from "../history.ts";
import { does, type Scene, says } from "../scene.ts";

const { culprit, retries, rollback, hotfix } = numbers;
const pullsBefore = numbers.incident - 1;

/** From the suspect to the end of the pain. */
export const undoing: readonly Scene[] = [
  says("dave", `/rollback #${culprit}`, {
    title: "A rollback takes write access",
    after: 1,
    missing: all(answerSays("write access"), hasPulls(pullsBefore)),
  }),
  says("carol", `/rollback #${retries}`, {
    title: "The wrong suspect, and a later change in its way: nothing is guessed, nothing opened",
    after: 1,
    missing: all(
      answerSays("conflict in", chargePath, `#${culprit}`, "Tried and clean"),
      answerSays("/rollback "),
      hasPulls(pullsBefore),
      hasNoBranch("allclear/"),
    ),
  }),
  says("bob", `/rollback #${culprit} --dry-run`, {
    title: "Would it be clean? Git tries it on a branch that is gone again afterwards",
    missing: all(
      answerSays("Nothing was opened", "clean", chargePath),
      hasPulls(pullsBefore),
      hasNoBranch("allclear/"),
    ),
  }),
  says("bob", `/rollback #${culprit}`, {
    title: "Take it back: a draft pull request, and the later change to the same file stays",
    after: 1.5,
    diff: rollback,
    lines: 6,
    missing: all(
      answerSays(`#${rollback}`, "Draft pull request", chargePath),
      pull(rollback, ({ pull: { draft, head } }, seen) =>
        draft ? holds(afterRollback, head.ref)(seen) : "the pull request is no draft",
      ),
      cardSays(`#${rollback}](`, "· draft"),
      hasNoBranch("allclear/scratch/"),
    ),
  }),
  does("carol", `reads #${rollback}, marks it ready and merges it`, {
    title: "Only a person merges; the card follows by itself",
    act: async (carol, { repository }) => {
      await carol.readies({ repository, number: rollback });
      await carol.merges({ repository, number: rollback }, "squash");
    },
    missing: all(holds(afterRollback, "main"), cardSays("merged"), answerLacks("/mitigated")),
  }),
  does("bob", "deploys main to production", {
    title: "It is out: the word for it is proposed, and only people say it",
    after: 3,
    act: (bob, { repository }) =>
      bob.deploys(repository, { ref: "main", environment: "production", state: "success" }),
    missing: all(
      answerSays("It is out", `#${rollback}`, "production", "/mitigated"),
      cardSays("**deployed** to production"),
      hasLabel("status: investigating"),
    ),
  }),
  says("bob", "/mitigted took #5 back", {
    title: "A typo at 3 a.m. gets a hint instead of silence",
    after: 0.5,
    missing: answerSays("/mitigated"),
  }),
  says("bob", "/mitigated took #5 back", {
    title: "The pain stops",
    after: 0.5,
    missing: all(hasRocket, cardSays("monitoring", "Mitigated"), hasLabel("status: monitoring")),
  }),
  says("erin", "/hotfix Ask the gateway how long it may take", {
    title: "A hotfix starts from what runs, and stays a draft until it says how it is taken back",
    missing: all(
      answerSays(`#${hotfix}`, "runs in production", "Rollback plan"),
      pull(hotfix, (found, { code }) => {
        if (!found.pull.draft) return "the hotfix is no draft";
        const check = code.check(found, "allclear/rollback-plan");
        return check === "failure" ? undefined : `the check of its plan says ${check}`;
      }),
      holds({ [settingsPath]: afterRollback[settingsPath] }, "main"),
    ),
  }),
];
