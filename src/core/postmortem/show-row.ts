import type { ActionItem } from "../incident/incident.ts";
import { inertLine, plainTitle } from "../thread/inert.ts";
import { readWords } from "./read-words.ts";
import { digestOf, rowMark } from "./row-mark.ts";
import { apart } from "./row-source.ts";

/** Where people look at GitHub: `https://github.com`. */
export interface Web {
  readonly webUrl: string;
}

/** The longest a text gets in a row, in UTF-16 units before it is made inert. */
const longest = { text: 400, verified: 300, other: 60 } as const;

/** A row behind its box: `**3.** Alert on queue length · due 2026-08-15`. */
export function showRow(item: ActionItem, web: Web): string {
  const suffix = item.state === "dropped" ? " won't do" : "";
  return `**${item.number}.${suffix}** ${wordsOf(item, web)}`.trimEnd();
}

/** The same with the hidden mark by which a change of it is seen. */
export function showMarkedRow(item: ActionItem, web: Web): string {
  const digest = digestOf(wordsOf(item, web));
  return `${showRow(item, web)} ${rowMark({ number: item.number, ticked: isTicked(item), digest })}`;
}

/** A dropped one needs nobody any more. */
export function isTicked({ state }: Pick<ActionItem, "state">): boolean {
  return state !== "open";
}

/** What a row says of an item: read back it is the same, whatever the item's text is made of. */
export function wordsOf(item: ActionItem, web: Web): string {
  const { text, owner, due, type, verified, tracked } = item;
  const parts = [
    owner === undefined ? "" : `owner ${linkedOwner(owner, web)}`,
    due === undefined ? "" : `due ${freeText(due, longest.other)}`,
    type ?? "",
    verified === undefined ? "" : verifiedPart(freeText(verified, longest.verified)),
    tracked === undefined ? "" : `tracked in ${linkedIssue(tracked, web)}`,
  ];
  return [itemText(text), ...parts.filter((part) => part !== "")].join(" · ").trimStart();
}

function verifiedPart(shown: string): string {
  return shown === "" ? "" : `verified when ${shown}`;
}

/** What would be read as more than text at its end is kept from it. */
function itemText(text: string): string {
  const shown = freeText(text, longest.text);
  return Object.keys(readWords(shown)).length === 1 ? shown : `${shown}${apart}`;
}

/** Inert, and none of its dashes and dots is a separator. */
function freeText(text: string, max: number): string {
  return inertLine(text, max).replace(/(?<=^|\s)[·—](?=\s|$)/g, `$&${apart}`);
}

const plainLogin = /^[a-z\d](?:[a-z\d_-]{0,98}[a-z\d_])?$/i;

function linkedOwner(owner: string, { webUrl }: Web): string {
  return plainLogin.test(owner) ? `[${owner}](${webUrl}/${owner})` : freeText(owner, longest.other);
}

function linkedIssue(
  { repository, number }: { readonly repository: string; readonly number: number },
  { webUrl }: Web,
): string {
  const name = plainTitle(repository);
  return /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(name)
    ? `[${name}#${number}](${webUrl}/${name}/issues/${number})`
    : `${freeText(name, longest.other)} ${number}`;
}
