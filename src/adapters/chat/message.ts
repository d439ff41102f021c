import type { ChatMessage } from "../../reconcile/chat-port.ts";
import { cut } from "../../std/cut.ts";
import { escapeText } from "./escape-text.ts";

/** Slack's limit for the text of one section. */
const sectionLength = 3000;
const longestTitle = 250;
const longestText = 3000;

interface Section {
  readonly type: "section";
  readonly text:
    | { readonly type: "mrkdwn"; readonly text: string; readonly verbatim: true }
    | { readonly type: "plain_text"; readonly text: string; readonly emoji: false };
}

interface MessageParts {
  /** For notifications and for who cannot see the blocks. */
  readonly text: string;
  readonly blocks: readonly Section[];
}

/** A message as Slack takes it: the title a bold link, the rest plain, neither with a mention. */
export function messageParts({ title, text, url }: ChatMessage): MessageParts {
  const heading = cut(title.replace(/\s+/g, " ").trim(), longestTitle);
  const body = cut(text.trimEnd(), longestText);
  return {
    text: escapeText(body === "" ? heading : `${heading}\n${body}`),
    blocks: [titled(heading, url), ...slices(body).map(plain)],
  };
}

function titled(heading: string, url: string): Section {
  const label = escapeText(withoutMarkup(heading)) || "…";
  const text = /^https?:\/\//.test(url) ? `*<${addressOf(url)}|${label}>*` : `*${label}*`;
  return { type: "section", text: { type: "mrkdwn", text, verbatim: true } };
}

function plain(text: string): Section {
  return { type: "section", text: { type: "plain_text", text, emoji: false } };
}

// Slack has no way to escape these, so they become others that look the same. An underscore
// inside a word stays: there it means nothing, and the names of services have them.
function withoutMarkup(text: string): string {
  return text
    .replaceAll("*", "\u2217")
    .replaceAll("~", "\u223c")
    .replaceAll("`", "\u02cb")
    .replaceAll("|", "\u2223")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\uff3f");
}

function addressOf(url: string): string {
  return escapeText(url.replace(/[\s<>|]/g, (found) => encodeURIComponent(found)));
}

/** Pieces that are short enough once they are escaped, and never cut an escape in two. */
function slices(text: string): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const character of text) {
    const next = escapeText(character);
    if (piece.length + next.length > sectionLength) {
      pieces.push(piece);
      piece = "";
    }
    piece += next;
  }
  return piece.trim() === "" ? pieces : [...pieces, piece];
}
