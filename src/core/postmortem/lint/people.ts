import type { Incident } from "../../incident/incident.ts";
import type { Manuscript } from "./manuscript.ts";

/**
 * Names people by a sign: the prose with `@` in the place of the first letter of each login that
 * is a participant's or links to a profile. So it stays as long as it was, and one pattern knows
 * them all; `@ada` is `@da` or stays `@ada`.
 */
export function markPeople(words: string, people: ReadonlySet<string>): string {
  return words.replace(/(?<![\w@/-])[\w-]+(?![\w/-])/g, (word) =>
    people.has(word.toLowerCase()) ? `@${word.slice(1)}` : word,
  );
}

/** Logins, in lower case, of all who took part as far as incident and text tell. */
export function peopleOf(text: Manuscript, incident: Incident | undefined): ReadonlySet<string> {
  const named = [...linkedIn(text), ...(incident === undefined ? [] : participantsOf(incident))];
  const services = new Set(incident?.services.map((service) => service.toLowerCase()));
  const people = named.map((login) => login.toLowerCase());
  return new Set(people.filter((login) => login.length >= shortest && !services.has(login)));
}

/** Shorter ones are words of the language rather than names. */
const shortest = 3;

function participantsOf(incident: Incident): readonly string[] {
  const { roles, responders, timeline, actionItems, postmortem } = incident;
  const speakers = timeline.flatMap(({ by }) => by ?? []);
  const owners = actionItems.flatMap(({ owner }) => owner ?? []);
  return [...Object.values(roles), ...responders, ...speakers, ...owners, postmortem?.owner ?? ""];
}

/** `[ada](https://github.com/ada)`: how people are named without being mentioned. */
function linkedIn({ source }: Manuscript): readonly string[] {
  const links = source.matchAll(/\[@?([\w-]{1,60})\]\(https:\/\/github\.com\/\1\)/g);
  return [...links].map(([, login = ""]) => login);
}
