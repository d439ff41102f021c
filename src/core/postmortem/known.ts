import { postmortemOf } from "../card/markers.ts";
import type { Instant } from "../incident/stamp.ts";
import { withoutAddresses } from "../runbook/without-addresses.ts";
import { type ChecklistRow, rowsIn } from "./checklist.ts";
import { plainOf } from "./row-source.ts";

/** What is known of a new incident when earlier promises are looked through. */
export interface NewIncident {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly services: readonly string[];
  /** When it was declared. */
  readonly at: Instant;
}

/** The issue of an earlier postmortem, as it stands on GitHub. */
export interface PostmortemText {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly createdAt: Instant;
  readonly body: string;
}

/** An open row of an earlier postmortem, and what that one was about. */
export interface Promised {
  /** The number of the incident, and its title. */
  readonly incident?: number;
  readonly incidentTitle: string;
  readonly postmortem: Pick<PostmortemText, "number" | "url" | "createdAt">;
  readonly row: ChecklistRow;
  readonly services: readonly string[];
}

export interface KnownMatch {
  readonly promised: Promised;
  /** Whole days from the postmortem to the new incident; absent where an instant is missing. */
  readonly days?: number;
  readonly services: readonly string[];
  /** The words both have in common. */
  readonly words: readonly string[];
}

/** The open action items of earlier postmortems that speak of a new incident, best first. */
export function matchKnown(
  incident: NewIncident,
  postmortems: readonly PostmortemText[],
): readonly KnownMatch[] {
  const facts = factsOf(incident);
  return postmortems
    .flatMap(promisesIn)
    .flatMap((promised) => matchOf(promised, facts) ?? [])
    .sort((a, b) => pointsOf(b) - pointsOf(a) || (b.days ?? 0) - (a.days ?? 0))
    .slice(0, mostMatches);
}

/** More would be read by nobody while something is down. */
const mostMatches = 3;
/** With no service in common, fewer words are chance. */
const leastWords = 3;
/** The beginning of an issue says what is wrong. */
const mostBody = 8_000;

/** What a postmortem still promises: the rows nobody has ticked. */
function promisesIn(postmortem: PostmortemText): readonly Promised[] {
  const { number, title, url, createdAt, body } = postmortem;
  if (!openBox.test(body)) return [];
  const services = servicesIn(body);
  const incident = postmortemOf(body)?.issue;
  const open = rowsIn(body).filter(({ ticked, dropped, text }) => !ticked && !dropped && text);
  return open.map((row) => ({
    ...(incident !== undefined && { incident }),
    incidentTitle: title.replace(/^postmortem:\s*/i, ""),
    postmortem: { number, url, createdAt },
    row,
    services,
  }));
}

/** Most old postmortems have nothing open, and need no reading to tell. */
const openBox = /^[ \t]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ \t]\]/m;

/** The services as the facts of a postmortem list them: `**Services** checkout-api, web`. */
function servicesIn(body: string): readonly string[] {
  const [, listed = ""] = /^[-* \t]*\*\*Services?:?\*\*:?[ \t]*(\S.*)$/m.exec(body) ?? [];
  return listed.split(",").map(plainOf).filter(Boolean);
}

interface Facts {
  readonly services: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly at: Instant;
}

function factsOf({ title, body, labels, services, at }: NewIncident): Facts {
  const shown = body.replace(/<!--[\s\S]*?(?:-->|$)/g, " ").slice(0, mostBody);
  const said = [title, shown, ...labels].flatMap(meaningful);
  return { services: new Set(services.map(lower)), words: new Set(said), at };
}

function matchOf(promised: Promised, facts: Facts): KnownMatch | undefined {
  const services = promised.services.filter((name) => facts.services.has(lower(name)));
  // The name of the service they share says nothing more.
  const spent = new Set(services.flatMap(meaningful));
  const said = meaningful(`${promised.row.text} ${promised.incidentTitle}`);
  const words = [...new Set(said)].filter((word) => facts.words.has(word) && !spent.has(word));
  if (words.length < (services.length > 0 ? 1 : leastWords)) return undefined;
  const days = wholeDays(promised.postmortem.createdAt, facts.at);
  return { promised, ...(days !== undefined && { days }), services, words };
}

/** A service was named by somebody who thought about it. */
function pointsOf({ services, words }: KnownMatch): number {
  return (services.length > 0 ? 4 : 0) + words.length;
}

const dayMs = 86_400_000;

function wholeDays(from: Instant, to: Instant): number | undefined {
  const ms = Date.parse(to) - Date.parse(from);
  return Number.isNaN(ms) || ms < 0 ? undefined : Math.floor(ms / dayMs);
}

function lower(text: string): string {
  return text.trim().toLowerCase();
}

const shortest = 3;

function meaningful(text: string): readonly string[] {
  return withoutAddresses(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (/[^s]s$/.test(word) && word.length > 4 ? word.slice(0, -1) : word))
    .filter((word) => word.length >= shortest && !/^\d+$/.test(word) && !empty.has(word));
}

/** Words that any incident and any promise may hold. */
const empty: ReadonlySet<string> = new Set(
  (
    "about add after again alert all also and another any are because been before but can cannot " +
    "check could create document does down drill each error every fail failed failing failure fix " +
    "for from get had has have her his how improve incident into issue its let make may more most " +
    "need new not now off one our out over postmortem problem prod production runbook see service " +
    "sev1 sev2 sev3 sev4 severity should since some start status such than that the their them " +
    "then there these they this those too under until update use user very was way were what when " +
    "where which while who why will with without would write you your outage since reason test"
  ).split(" "),
);
