import type { Runbook } from "./runbook.ts";
import { withoutAddresses } from "./without-addresses.ts";

/** What is known of an incident when a runbook is looked for. */
export interface IncidentFacts {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly services: readonly string[];
  /** Names of the alerts that belong to it. */
  readonly alerts: readonly string[];
}

export interface RunbookMatch<R extends Runbook = Runbook> {
  readonly runbook: R;
  /** In words, not escaped: `it is for checkout-api and the title says "latency"`. */
  readonly why: string;
}

/**
 * What one sign is worth. An alert's name was chosen by a machine and means one thing. A service
 * or a label was set by somebody who thought about it; a title says in a few words what is wrong;
 * a body tells of many things, also of those that are well. A phrase is harder to hit by chance
 * than a word. `most` keeps a long list of words from winning by its length.
 */
const weights = {
  alert: 6,
  service: 4,
  label: 4,
  title: { word: 3, phrase: 4, most: 9 },
  body: { word: 1, phrase: 2, most: 4 },
} as const;

/**
 * From here on a runbook is posted: one deliberate sign or one word of the title is enough, and so
 * are three of the body. Less is chance, and the wrong runbook costs more than none.
 */
const threshold = 3;

/** So much of an issue's body is looked at: the beginning says what is wrong. */
const mostBody = 8_000;
/** So many reasons are given. */
const mostReasons = 4;

/** The runbook that fits best; of equals the one that comes first. Nothing where none fits well. */
export function matchRunbook<R extends Runbook>(
  facts: IncidentFacts,
  runbooks: readonly R[],
): RunbookMatch<R> | undefined {
  const read = readFacts(facts);
  let best: { readonly runbook: R; readonly score: Score } | undefined;
  for (const runbook of runbooks) {
    const score = scoreOf(runbook, read);
    if (score.points < threshold) continue;
    if (best === undefined || score.points > best.score.points) best = { runbook, score };
  }
  return best && { runbook: best.runbook, why: sentenceOf(best.score.reasons) };
}

interface Score {
  readonly points: number;
  readonly reasons: readonly string[];
}

interface Facts {
  readonly title: Words;
  readonly body: Words;
  /** With addresses: an alert's name means the same alert in a link. */
  readonly whole: readonly Words[];
  readonly labels: readonly Words[];
  readonly services: ReadonlySet<string>;
  readonly alerts: ReadonlySet<string>;
}

function readFacts({ title, body, labels, services, alerts }: IncidentFacts): Facts {
  const read = withoutHints(body).slice(0, mostBody);
  return {
    title: wordsIn(withoutAddresses(title)),
    body: wordsIn(withoutAddresses(read)),
    whole: [wordsIn(title), wordsIn(read)],
    labels: labels.map(wordsIn),
    services: new Set(services.map(plain)),
    alerts: new Set(alerts.map(plain)),
  };
}

function scoreOf(runbook: Runbook, facts: Facts): Score {
  const signs = [
    ...runbook.alerts.flatMap((alert) => alertSign(alert, facts)),
    ...runbook.services.flatMap((service) => serviceSign(service, facts)),
    ...runbook.labels.flatMap((label) => labelSign(label, facts)),
  ];
  const title = said(runbook.words, facts.title, { ...weights.title, where: "title" });
  // What the title says already is no further sign when the body says it again; and what is apart
  // in a long text does not belong together.
  const others = runbook.words.filter((word) => !title.found.includes(word) && !isPair(word));
  const body = said(others, facts.body, { ...weights.body, where: "description" });
  const points = signs.reduce((sum, sign) => sum + sign.points, 0) + title.points + body.points;
  return { points, reasons: [...signs.map(({ why }) => why), ...title.why, ...body.why] };
}

interface Sign {
  readonly points: number;
  readonly why: string;
}

function alertSign(alert: string, { alerts, whole }: Facts): readonly Sign[] {
  const fires = alerts.has(plain(alert)) || whole.some((words) => has(words, alert));
  return fires ? [{ points: weights.alert, why: `the alert ${alert} fires` }] : [];
}

function serviceSign(service: string, { services, title, body }: Facts): readonly Sign[] {
  if (services.has(plain(service)))
    return [{ points: weights.service, why: `it is for ${service}` }];
  if (has(title, service)) {
    return [{ points: weights.title.word, why: `the title names ${service}` }];
  }
  if (!has(body, service)) return [];
  return [{ points: weights.body.word, why: `the description names ${service}` }];
}

/** `database` is also meant by the label `area: database`. */
function labelSign(label: string, { labels }: Facts): readonly Sign[] {
  if (!labels.some((words) => has(words, label))) return [];
  return [{ points: weights.label, why: `the issue has the label ${label}` }];
}

function said(
  wanted: readonly string[],
  words: Words,
  worth: { word: number; phrase: number; most: number; where: string },
): { points: number; found: readonly string[]; why: readonly string[] } {
  const hits = wanted.flatMap((entry) => hitOf(entry, words));
  const counted = longestOf(hits);
  const all = counted.map(({ text }) => (text.includes(" ") ? worth.phrase : worth.word));
  const points = Math.min(
    worth.most,
    all.reduce((sum, each) => sum + each, 0),
  );
  const texts = [...new Set(counted.flatMap(({ parts }) => parts))].slice(0, 3);
  const quoted = texts.map((each) => `"${each}"`);
  const why = texts.length === 0 ? [] : [`the ${worth.where} says ${listed(quoted)}`];
  return { points, found: hits.map(({ entry }) => entry), why };
}

interface Hit {
  readonly entry: string;
  /** What stands in the text, as the entry spells it. */
  readonly parts: readonly string[];
  /** The same in one, to compare. */
  readonly text: string;
}

/** `cert|certificate + expired|expires` wants one of each, in any order. */
function hitOf(entry: string, words: Words): readonly Hit[] {
  const parts: string[] = [];
  for (const part of entry.split(between)) {
    const found = part.split("|").find((each) => has(words, each));
    if (found === undefined) return [];
    parts.push(found.trim());
  }
  return [{ entry, parts, text: plain(parts.join(" ")) }];
}

const between = " + ";

function isPair(entry: string): boolean {
  return entry.includes(between);
}

/** "latency" is no sign of its own beside "high latency". */
function longestOf(hits: readonly Hit[]): readonly Hit[] {
  const within = (part: Hit, whole: Hit) =>
    part.text !== whole.text && ` ${whole.text} `.includes(` ${part.text} `);
  return [...new Map(hits.map((each) => [each.text, each])).values()].filter(
    (each) => !hits.some((other) => within(each, other)),
  );
}

interface Words {
  /** Lower case, single blanks between words and around them. */
  readonly text: string;
  readonly single: ReadonlySet<string>;
}

function wordsIn(text: string): Words {
  const words = plain(text);
  return { text: ` ${words} `, single: new Set(words.split(" ")) };
}

/** Whole words and phrases, also with an s at their end. */
function has({ text, single }: Words, wanted: string): boolean {
  const phrase = plain(wanted);
  if (phrase === "") return false;
  if (!phrase.includes(" ")) return single.has(phrase) || single.has(`${phrase}s`);
  return text.includes(` ${phrase} `) || text.includes(` ${phrase}s `);
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Issue forms explain themselves in comments that nobody sees. */
function withoutHints(body: string): string {
  const [first = "", ...rest] = body.split("<!--");
  const shown = rest.map((part) => {
    const end = part.indexOf("-->");
    return end < 0 ? "" : part.slice(end + "-->".length);
  });
  return [first, ...shown].join(" ");
}

function sentenceOf(reasons: readonly string[]): string {
  return listed(reasons.slice(0, mostReasons));
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
