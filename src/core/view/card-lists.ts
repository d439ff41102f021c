import type { ActionItem, Link, Milestone } from "../incident/incident.ts";
import type { TrackedIssue } from "../incident/postmortem.ts";
import { holderOf } from "../incident/roles.ts";
import { durationLines } from "./durations.ts";
import type { Seen } from "./headline.ts";
import { when } from "./instants.ts";
import { linkTo } from "./link-to.ts";
import { person } from "./people.ts";
import { line, rowsWithin } from "./quoting.ts";

/** The longest each list on the card may get, in UTF-16 units. */
const room = { services: 800, people: 1500, links: 2000, items: 4000 } as const;

export function servicesOf({ incident }: Seen): string {
  const names = incident.services.map((service) => line(service, 60));
  return rowsWithin(names, { characters: room.services, more: andMore }).join(", ");
}

export function rolesOf({ incident, config, place }: Seen): string {
  const known = config.roles.map(({ name }) => name);
  const others = Object.keys(incident.roles).filter((role) => !known.includes(role));
  const rows = [...known, ...others].flatMap((role) => {
    const holder = holderOf(incident, role);
    return holder === undefined ? [] : [`${line(role, 60)}: ${person(holder, place)}`];
  });
  return rowsWithin(rows, { characters: room.people, more: andMore }).join(" · ");
}

export function respondersOf({ incident, place }: Seen): string {
  const rows = incident.responders.map((login) => person(login, place));
  return rowsWithin(rows, { characters: room.people, more: andMore }).join(", ");
}

export function linksOf({ incident, place }: Seen): string {
  const rows = incident.links.map((link) => linkRow(link, place));
  const more = (left: number) => `- ${left} more in the thread`;
  return rowsWithin(rows, { characters: room.links, more }).join("\n");
}

/** Open ones first; no checkboxes, since nobody could tell who ticked them. */
export function actionItemsOf({ incident, place }: Seen): string {
  const open = incident.actionItems.filter(({ state }) => state === "open");
  const ended = incident.actionItems.filter(({ state }) => state !== "open");
  const rows = [...open, ...ended].map((item) => itemRow(item, place));
  const more = (left: number) => `- ${left} more in the thread`;
  return rowsWithin(rows, { characters: room.items, more }).join("\n");
}

export function milestonesOf({ incident, config }: Seen): string {
  const reached = milestoneWords.flatMap(([milestone, word]) => {
    const at = incident.milestones[milestone];
    return at === undefined ? [] : [`- ${word} ${when(at, config.timezone)}`];
  });
  return [...reached, ...durationLines(incident).map((duration) => `- ${duration}`)].join("\n");
}

const milestoneWords: readonly (readonly [Milestone, string])[] = [
  ["startedAt", "Started"],
  ["detectedAt", "Detected"],
  ["declaredAt", "Declared"],
  ["acknowledgedAt", "Acknowledged"],
  ["mitigatedAt", "Mitigated"],
  ["resolvedAt", "Resolved"],
  ["closedAt", "Closed"],
];

function linkRow({ relation, target, text }: Link, place: Seen["place"]): string {
  const what = relation === "link" ? "" : `${relation}: `;
  const about = text === undefined || text === "" ? "" : `, ${line(text, 120)}`;
  return `- ${what}${linkTo(target, place)}${about}`;
}

export function itemRow(item: ActionItem, place: Seen["place"]): string {
  const { number, text, owner, due, type, verified, state, note, tracked } = item;
  const about = [
    state === "open" ? "" : `**${state}**`,
    owner === undefined ? "" : `owner ${person(owner, place)}`,
    due === undefined ? "" : `due ${line(due, 20)}`,
    type ?? "",
    verified === undefined || state !== "open" ? "" : `verified when ${line(verified, 80)}`,
    tracked === undefined ? "" : `tracked in ${linkTo(nameOf(tracked), place)}`,
    noteOf(note, tracked),
  ].filter((part) => part !== "");
  const rest = about.length === 0 ? "" : ` (${about.join(", ")})`;
  const shown = line(text, 160);
  return `- **Item ${number}:** ${state === "open" ? shown : `~~${shown}~~`}${rest}`;
}

/** The issue an item is tracked in is often the proof that it is done: it is named once. */
function noteOf(note: string | undefined, tracked: TrackedIssue | undefined): string {
  if (note === undefined || note === "") return "";
  return tracked !== undefined && note === nameOf(tracked) ? "" : line(note, 100);
}

function nameOf({ repository, number }: TrackedIssue): string {
  return `${repository}#${number}`;
}

function andMore(left: number): string {
  return `and ${left} more`;
}
