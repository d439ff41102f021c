import { type Piece, spanOf, type Tree } from "../thread/blocks.ts";
import { inert } from "../thread/inert.ts";
import { parseBlocks } from "../thread/markdown.ts";

/**
 * A team's own Markdown as our comment may hold it: its links and its code stay, and nothing in it
 * mentions, refers to issues, closes, hides, loads or ends our own markers.
 */
export function inertMarkdown(source: string): string {
  let text = withoutTricks(source);
  for (let round = 0; round < mostRounds; round += 1) {
    const tree = parseBlocks(text);
    const next = edited(text, tree, structureOf);
    if (next === text) return edited(text, tree, edit).replaceAll("<!--", "<! --");
    text = next;
  }
  // Marks that keep turning into others are nobody's honest text.
  return inert(text);
}

/** What is escaped once may let other marks show; nobody writes more than two layers of them. */
const mostRounds = 4;

/** GitHub looks for mentions where the text is rendered: only this keeps them apart. */
const apart = "\u200b";

/** Without what changes the direction of text, hides in it or is no character at all. */
function withoutTricks(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/(?![\n\t\u200c\u200d])[\p{Cs}\p{Cc}\p{Cf}\u{e0000}-\u{e0fff}]/gu, "");
}

type Edit = (piece: Piece, source: string, inLink: boolean) => string | undefined;

/** The text with each piece replaced for which an edit knows better, and nothing inside of it. */
function edited(text: string, tree: Tree, change: Edit): string {
  let result = "";
  let from = 0;
  const visit = (piece: Piece, inLink: boolean) => {
    const [start, end] = spanOf(piece);
    const better = start < from ? undefined : change(piece, text.slice(start, end), inLink);
    if (better !== undefined) {
      result += text.slice(from, start) + better;
      from = end;
      return;
    }
    for (const child of piece.children ?? []) visit(child, inLink || piece.type === "link");
  };
  for (const block of tree.children) visit(block, false);
  return result + text.slice(from);
}

/**
 * HTML becomes text; an image becomes a link; what needs another place in the text is text. A bare
 * address is made a link here: GitHub would, and swallow a backslash or a backtick at its end.
 */
function structureOf({ type }: Piece, source: string, inLink: boolean): string | undefined {
  switch (type) {
    case "html":
      return source.replaceAll("<", "&lt;");
    case "image":
    case "imageReference":
      return source.startsWith("!") ? `\\${source}` : undefined;
    case "definition":
    case "footnoteDefinition":
    case "footnoteReference":
    case "linkReference":
      return source.startsWith("[") ? `\\${source}` : undefined;
    case "link":
      if (source.startsWith("<")) return isAddress(source) ? source : source.replace("<", "&lt;");
      return isPlainLink(source) ? undefined : `\\${source}`;
    case "text":
      return inLink ? undefined : source.replace(address, asLink);
    default:
      return undefined;
  }
}

function isAddress(source: string): boolean {
  return /^<https?:/i.test(source);
}

/** Only the web, mail and paths; GitHub drops other schemes, and so do we. */
function isPlainLink(source: string): boolean {
  const at = source.lastIndexOf("](");
  return !/^\]\(\s*<?\s*(?!https?:|mailto:)[a-z][a-z\d+.&#;-]*:/i.test(source.slice(at));
}

const address = /(?<!\w)https?:\/\/[^\s<>`|\\()[\]"]+/gi;

/** Without what ends the sentence rather than the address. */
function asLink(written: string): string {
  const end = written.replace(/[.,;:!?'*_~]+$/, "").length;
  return end < "https://".length ? written : `<${written.slice(0, end)}>${written.slice(end)}`;
}

function edit({ type }: Piece, source: string): string | undefined {
  switch (type) {
    case "link":
      if (!source.startsWith("<")) return undefined;
      return source.replaceAll("@", "%40").replace(/&(?=#?\w+;)/g, "&amp;");
    case "text":
      return inertProse(source);
    case "code":
    case "inlineCode":
      return source.replaceAll("<!--", "<! --");
    default:
      return undefined;
  }
}

function inertProse(text: string): string {
  return (
    text
      .replace(/&(?!lt;)(?=[#\w])/g, "&amp;")
      .replace(/\\?</g, "&lt;")
      .replace(/[@\uff20\ufe6b](?=\S)/g, `$&${apart}`)
      .replace(/[#\uff03](?=\d)/g, `$&${apart}`)
      .replace(/\b(gh\\?-)(?=\d)/gi, `$1${apart}`)
      .replace(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b(?=:?\s*$)/gi, `$&${apart}`)
      // What is left of addresses is none, and GitHub should not think so either.
      .replace(/(www)(?=\.)|(?<=:)(?=\/\/)/gi, `$1${apart}`)
  );
}
