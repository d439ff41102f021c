import { isActionVerb } from "./action-verbs.ts";

/**
 * Whether an action item says what somebody does. Only what plainly does not is told apart: a text
 * that begins with an article, a thing, "more" or "be better". A word nobody knows passes, and so
 * does another language.
 */
export function namesAnAction(text: string): boolean {
  const words = wordsOf(text);
  const [first = "", ...rest] = words;
  if (first === "") return true;
  if (wishes.test(words.join(" "))) return false;
  if (isActionVerb(first) || rest.some((word) => modals.has(word))) return true;
  if (!openers.has(first) && !things.has(first) && !isAbstract(first)) return true;
  // "The team to rehearse failover" and "Runbook: write one" name what is done all the same.
  return words.some(
    (word, at) => isActionVerb(word) && (words[at - 1] === "to" || text.includes(`: ${word}`)),
  );
}

/** More words than this do not make a row clearer. */
const mostWords = 40;

function wordsOf(text: string): readonly string[] {
  const plain = text
    .slice(0, 600)
    .toLowerCase()
    .replace(/[\u2019]/g, "'")
    .replace(/^(?:\s*(?:\[[^\]]{0,40}\]|\([^)]{0,40}\)|please\b|@[\w-]+\s+(?:to|will)\b))+/, "");
  return (plain.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []).slice(0, mostWords);
}

/** They promise an attitude, which nobody can verify. */
const wishes = new RegExp(
  "^(?:we (?:should|must|need to|will) )?(?:" +
    "be (?:more|better|less|faster|quicker|careful|aware|mindful|vigilant|smarter)|do better|" +
    "try (?:harder|better)|pay (?:\\w+ )?attention|take (?:more|better) care|remember to|" +
    "don't forget|never (?:again|forget)|work harder)\\b",
);

const modals: ReadonlySet<string> = new Set(["should", "must", "shall", "will", "needs", "need"]);

const openers = list(`
  a an the this that these those our my your their its more better less fewer faster no some any
  every each all lack missing insufficient poor bad good proper clearer stricter another
  additional need needs new
`);

const things = list(`
  alerts alerting alarm alarms backups checklist checklists communication coverage dashboard
  dashboards docs documentation education guideline guidelines improvements limits logs logging
  metrics monitoring monitors observability onboarding ownership playbook playbooks policy
  processes protection quality redundancy reliability resilience retries reviews rollbacks
  runbook runbooks safeguards safety testing tests timeouts tooling tracing training visibility
`);

/** A noun by its ending; verbs that end so are in the list of verbs, which is asked before. */
function isAbstract(word: string): boolean {
  return /^[a-z]{3,}(?:tion|sion|ment|ness|ance|ence|ship|ility)s?$/.test(word);
}

function list(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
