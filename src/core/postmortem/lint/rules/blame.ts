import type { Finding, Rule } from "../finding.ts";
import type { Manuscript } from "../manuscript.ts";
import type { Passage } from "../passages.ts";
import { markPeople, peopleOf } from "../people.ts";
import { isRecord } from "../records.ts";
import { placeOf, type Spotted, saidBefore } from "../sentence.ts";
import * as who from "../words/who.ts";

/** Words that look for somebody at fault, where there was a system to be understood. */
export const blame: Rule = {
  title: "Blame",
  find: (text, { incident }) => {
    const people = peopleOf(text, incident);
    return text.passages
      .filter(({ section }) => !isRecord(section))
      .map((passage) => ({ ...passage, words: markPeople(passage.words, people) }))
      .flatMap((passage) => findIn(text, passage));
  },
};

interface Accusation {
  readonly form: RegExp;
  readonly why: string;
  readonly suggestion: string;
  /** "It was not carelessness" is said in defense. */
  readonly mayBeDenied?: true;
}

const deeds = [
  "broke(?!\\s+(?:down|out|off|up)\\b)|caused|forgot|forgets|forgotten|neglected|botched|ruined|",
  "overlooked|ignored|misconfigured|mistyped|failed\\s+to|(?:messed|screwed)\\s+up|brought\\s+down|",
  "missed|didn't\\s+bother|made\\s+(?:a|the|an?\\s+\\w+)\\s+(?:mistake|error)|",
  "(?:accidentally|mistakenly|wrongly|carelessly|inadvertently)\\s+\\w+",
].join("");

const personal = {
  why: "It makes a person the cause. A person who acts in good faith is where the search begins.",
  suggestion:
    "Say what the person saw and what let the action have that effect, such as " +
    "“the command ran against production without asking”.",
};

const accusations: readonly Accusation[] = [
  {
    form: new RegExp(`${who.person}${who.adverbs}\\s+(?:${deeds})(?![\\w-])`, "gi"),
    ...personal,
  },
  {
    form: new RegExp(`${who.somebody}${who.adverbs}\\s+(?:forgot|failed\\s+to|neglected)\\b`, "gi"),
    ...personal,
  },
  { form: /\b(?:we|the\s+(?:[\w-]+\s+){0,2}team)\s+forgot\b/gi, ...personal },
  {
    form: new RegExp(`\\b(?:caused|broken)\\s+by\\s+${who.person}(?!'s)`, "gi"),
    ...personal,
  },
  {
    form: new RegExp(
      `(?:${who.person}'s|\\b(?:my|his|her|your))\\s+` +
        "(?:fault|mistake|error|negligence|carelessness|failure\\s+to)\\b" +
        "(?![- ](?:toler|inject|domain|isolat|handl|budget|log|messag|report|rate))",
      "gi",
    ),
    ...personal,
  },
  {
    form: new RegExp(
      `\\bfault\\s+of\\s+(?:${who.person}|${who.role})|` +
        `(?:${who.person}|${who.somebody})\\s+(?:is|was|were)\\s+(?:\\w+ly\\s+)?` +
        "(?:at\\s+fault|to\\s+blame)\\b",
      "gi",
    ),
    ...personal,
  },
  {
    form: /\bhuman[ -](?:error|mistake|failure)s?\b/gi,
    why: "Human error ends the search just where it gets useful.",
    suggestion: "Say what made the slip easy, and what let it reach users.",
    mayBeDenied: true,
  },
  {
    form: /\b(?:should|ought\s+to)(?:\s+(?:really|also|all))?(?:\s+have|'ve)\s+known\b/gi,
    why: "It judges with what is known today what was done without knowing it.",
    suggestion: "Say what was known at the time, and where the missing knowledge could have shown.",
  },
  {
    form: new RegExp(
      "\\b(?:careless(?:ly|ness)?|negligen(?:t|tly|ce)|reckless(?:ly|ness)?|incompeten(?:t|tly|ce)|" +
        "inattenti(?:ve|vely|veness|on)|stupid(?:ly|ity)?|sloppy(?!\\s+quorum)|sloppi(?:ly|ness)|" +
        "(?:rookie|dumb|silly)\\s+mistakes?)\\b",
      "gi",
    ),
    why: "It judges people. Whoever reads it will tell less the next time.",
    suggestion: "Describe what happened and what made it likely, without the judgment.",
    mayBeDenied: true,
  },
];

function findIn(text: Manuscript, passage: Passage): readonly Omit<Finding, "rule">[] {
  return accusations.flatMap(({ form, why, suggestion, mayBeDenied }) =>
    [...passage.words.matchAll(form)].flatMap((match) => {
      const spotted: Spotted = { passage, start: match.index, end: match.index + match[0].length };
      if (mayBeDenied && denial.test(saidBefore(spotted))) return [];
      return [{ ...placeOf(text, spotted), why, suggestion }];
    }),
  );
}

const denial = new RegExp(
  "\\b(?:no|not|nor|never|neither|\\w+n't|without|rather than|instead of|avoid|blam(?:e|ed|ing)|" +
    "call(?:ed|ing)?)\\b(?!\\s+only)[^,:]{0,30}$",
  "i",
);
