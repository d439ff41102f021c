/** A row of a table or of a checklist. */
export interface Row {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

export interface LighterText {
  /** Line by line as long as the source, but that rows are empty lines. */
  readonly prose: string;
  readonly rows: readonly Row[];
}

/** Stands for something that was there and is not ours to judge. */
export const opaque = "\u00a4";

/**
 * A text without what its parser would spend most on and nobody needs it for: rows of tables and
 * of checklists, which are read by the line, addresses of links, and code. A timeline of one night
 * is hundreds of each.
 */
export function lighterText(source: string): LighterText {
  const lines = source.split("\n");
  const rows = lines.flatMap((text, at) => (rowForm.test(text) ? [{ line: at + 1, text }] : []));
  // Blanks at the start of a line are dear as well, so that a row leaves none behind.
  const prose = lines.map((text) => (rowForm.test(text) ? "" : text)).join("\n");
  const light = withoutAddresses(prose).replace(codeForm, ({ length }) => opaque.repeat(length));
  return { prose: light, rows };
}

/** Links as their words alone, at their places; images are nothing to be read. */
export function withoutAddresses(text: string): string {
  return text.replace(linkForm, (link: string, words: string) =>
    link.startsWith("!") ? opaque.repeat(link.length) : ` ${words}`.padEnd(link.length),
  );
}

const rowForm = /^ {0,3}(?:\||[-*+] \[[ xX]\] )/;
/** Bounded, so that what only begins like a link costs little. */
const linkForm = /!?\[([^[\]\n`\\]{0,200})\]\((?:https?:|mailto:|[#/.])[^\s()<>]{0,400}\)/g;
const codeForm = /(?<!`)`[^`\n]{1,300}`(?!`)/g;
