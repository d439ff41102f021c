import { type Item, spanOf } from "../thread/blocks.ts";

/** The Markdown inside a list item, without the item's own mark, box and indentation. */
export function itemSource(item: Item, markdown: string): string {
  const [first, last] = [item.children[0], item.children.at(-1)];
  if (first === undefined || last === undefined) return "";
  const box = typeof item.checked === "boolean" ? "[ ] ".length : 0;
  const column = (first.position?.start.column ?? 1) - 1 - box;
  const [start] = spanOf(first);
  const [, end] = spanOf(last);
  const [line = "", ...more] = markdown.slice(start, end).split("\n");
  return [line, ...more.map((each) => withoutIndent(each, column))].join("\n").trim();
}

const tabStop = 4;

/** Takes off so many columns of blanks, or as many as there are. */
function withoutIndent(line: string, columns: number): string {
  let at = 0;
  let column = 0;
  while (column < columns && (line[at] === " " || line[at] === "\t")) {
    column += line[at] === "\t" ? tabStop - (column % tabStop) : 1;
    at += 1;
  }
  return " ".repeat(Math.max(0, column - columns)) + line.slice(at);
}
