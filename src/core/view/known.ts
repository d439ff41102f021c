import type { KnownMatch } from "../postmortem/known.ts";
import { linkTo } from "./link-to.ts";
import { person } from "./people.ts";
import type { Place } from "./place.ts";
import { line } from "./quoting.ts";
import { fill, type View } from "./render.ts";
import type { Templates } from "./templates.ts";

export interface KnownGiven {
  readonly templates: Templates;
  readonly place: Place;
}

/** That something promised after an earlier incident speaks of this one. */
export function renderKnown(matches: readonly KnownMatch[], given: KnownGiven): string {
  return fill(given.templates.known, knownView(matches, given.place));
}

export function knownView(matches: readonly KnownMatch[], place: Place): View {
  return { list: matches.map((match) => matchRow(match, place)).join("\n") };
}

function daysWords(days: number): string {
  if (days === 0) return "less than a day";
  return days === 1 ? "1 day" : `${days} days`;
}

function matchRow({ promised, days, services, words }: KnownMatch, place: Place): string {
  const { row, incident, incidentTitle, postmortem } = promised;
  const item = row.number === undefined ? "an action item" : `action item ${row.number}`;
  const of = incident === undefined ? "an earlier incident" : linkTo(`#${incident}`, place);
  const since = days === undefined ? "Known" : `Known for ${daysWords(days)}`;
  const owner = row.owner === undefined ? "no owner" : `owner ${person(row.owner, place)}`;
  const about = [
    owner,
    row.due === undefined ? "no due date" : `due ${line(row.due, 20)}`,
    `promised in ${linkTo(`#${postmortem.number}`, place)}`,
    becauseOf(services, words),
  ];
  const what = `${since}: ${item} of ${of} (${line(incidentTitle, 80)}): ${line(row.text, 200)}`;
  return `- ${what}\n  ${about.join(" · ")}`;
}

const mostWords = 5;

function becauseOf(services: readonly string[], words: readonly string[]): string {
  const shown = words.slice(0, mostWords).map((word) => `“${line(word, 30)}”`);
  const same = services.map((name) => line(name, 60)).join(", ");
  return `both say ${[...(same === "" ? [] : [same]), ...shown].join(", ")}`;
}
