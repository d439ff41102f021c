import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { inColumns } from "../../../src/sandbox/demo/columns.ts";
import { asTerminal } from "../../../src/sandbox/demo/print.ts";

const shown = (markdown: string) => stripVTControlCharacters(asTerminal(markdown));

test("a table stands in columns, and a bar in a cell stays", () => {
  const rows = ["| When | What |", "| --- | --- |", "| 02:31 | pay \\| refund |", "| 2 | |"];
  expect(inColumns(`${rows.join("\n")}\n`)).toBe("When    What\n02:31   pay | refund\n2\n");
});

test.each([
  ["hidden marks", "- [ ] Alert <!-- allclear:item 1 o abc -->", "- [ ] Alert"],
  ["targets of links", "[#7](https://github.com/acme/shop/issues/7) is out", "#7 is out"],
  ["small print", "<sub>p90 is the nearest rank</sub>", "p90 is the nearest rank"],
  [
    "the source of a chart",
    '```mermaid\npie showData\n    title Incidents by severity\n    "SEV2" : 1\n```',
    "▸ chart: Incidents by severity",
  ],
  [
    "the source of a chart with a quoted title",
    '```mermaid\nxychart-beta\n    title "By week"\n    bar [1]\n```\n\nEnd',
    "▸ chart: By week\n\nEnd",
  ],
  [
    "the source of a chart without a title, beside one that has one",
    "```mermaid\nflowchart TD\n  a --> b\n```\n\n```mermaid\npie\n    title Two\n```",
    "▸ flowchart\n\n▸ chart: Two",
  ],
])("what people do not read is left out: %s", (_, markdown, expected) => {
  expect(shown(markdown)).toBe(expected);
});

test("two tables with a paragraph between them stay two", () => {
  const table = "| A | B |\n| --- | --- |\n| long cell | 1 |\n";
  expect(shown(`${table}\nand\n\n${table}`)).toBe(
    "A           B\nlong cell   1\n\nand\n\nA           B\nlong cell   1",
  );
});
