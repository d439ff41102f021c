import type { Finding, Rule } from "../finding.ts";
import type { Manuscript } from "../manuscript.ts";
import type { Passage } from "../passages.ts";
import { markPeople, peopleOf } from "../people.ts";
import { isRecord } from "../records.ts";
import { isAsked, placeOf, type Spotted, saidBefore } from "../sentence.ts";
import { isUnreal } from "../words/is-unreal.ts";
import * as who from "../words/who.ts";

/** Tells of a world that did not happen; what is to be learnt lies in the one that did. */
export const counterfactual: Rule = {
  title: "Counterfactual",
  find: (text, { incident }) => {
    const people = peopleOf(text, incident);
    return text.passages
      .filter(
        ({ section: { keys } }) => !keys.includes("actionItems") && !keys.includes("questions"),
      )
      .filter(({ section }) => !isRecord(section))
      .map((passage) => ({ ...passage, words: markPeople(passage.words, people) }))
      .flatMap((passage) => findIn(text, passage));
  },
};

const why = "It tells of what did not happen, and hides why what did happen made sense then.";
const suggestion =
  "Say what happened and why; what is to be different next time is an action item, such as " +
  "“Page on-call when the queue grows”.";

/** `should not have rolled out`: the modal, then the participle and what follows it. */
const modal = new RegExp(
  "\\b(should|could|would|ought\\s+to)(?:n't|\\s+not)?" +
    "(?:\\s+(?:also|all|always|already|probably|perhaps|maybe|really|then|even|never|ever|\\w+ly)){0,2}" +
    "(?:\\s+have|\\s+of|'ve)(?:\\s+(?:not|never|also|already|all|just|\\w+ly)){0,2}" +
    "\\s+([a-z]+(?:-[a-z]+)?)(?:\\s+([\\w'@-]+))?",
  "gi",
);

const subject = `(?:${who.us}|they|${who.person}|${who.role}|the\\s+(?:[\\w-]+\\s+){0,2}[\\w-]+)`;

const otherForms: readonly RegExp[] = [
  new RegExp(`\\bif\\s+only\\s+${subject}\\s+(?:had|'d|could|would|knew)\\b`, "gi"),
  /\bif\s+only\s+(?:i|we|he|she|they|you)(?:'d)\b/gi,
  new RegExp(
    "\\b(?:we|the\\s+(?:[\\w-]+\\s+){0,2}team|engineers|developers|reviewers|responders)" +
      `${who.adverbs}\\s+failed\\s+to\\b`,
    "gi",
  ),
  /\b(?:didn't|did\s+not|never)\s+(?:even\s+)?bother(?:ed)?\b/gi,
  /\b(?:couldn't|could\s+not)\s+(?:even\s+)?be\s+bothered\b/gi,
];

function findIn(text: Manuscript, passage: Passage): readonly Omit<Finding, "rule">[] {
  const spot = (match: RegExpExecArray): Spotted => {
    return { passage, start: match.index, end: match.index + match[0].length };
  };
  const lucky = passage.section.keys.includes("lucky");
  const modals = [...passage.words.matchAll(modal)].filter((match) => {
    const [, verb = "", participle = "", next = ""] = match;
    const spotted = spot(match);
    return (
      !isAsked(spotted) && isUnreal({ verb, participle, next, lucky, before: saidBefore(spotted) })
    );
  });
  const others = otherForms.flatMap((form) => [...passage.words.matchAll(form)]);
  return [...modals, ...others].map((match) => ({
    ...placeOf(text, spot(match)),
    why,
    suggestion,
  }));
}
