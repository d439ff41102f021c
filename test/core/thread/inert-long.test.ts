import fc from "fast-check";
import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { inert, inertLine } from "../../../src/core/thread/inert.ts";
import { readComment } from "../../../src/core/thread/read-comment.ts";

const harmless = new Set(["root", "paragraph", "text", "break", "inlineCode"]);

function render(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function nodesOf(node: Nodes): readonly Nodes[] {
  return "children" in node ? [node, ...node.children.flatMap(nodesOf)] : [node];
}

function expectInert(markdown: string): void {
  const nodes = nodesOf(render(markdown));
  expect(nodes.map(({ type }) => type).filter((type) => !harmless.has(type))).toEqual([]);
  const prose = nodes.flatMap((node) => (node.type === "text" ? [node.value] : [])).join("\n");
  expect(prose).not.toMatch(/[@\uff20\ufe6b][\w/-]/);
  expect(prose).not.toMatch(/#\d|\bgh-\d/i);
  expect(prose).not.toMatch(/[a-z][a-z0-9+.-]*:\/\/|\bwww\./i);
  expect(prose).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}\0]/u);
  expect(markdown).not.toContain("<");
  expect(markdown).not.toMatch(/^\s*(?:\/|\.\w)/m);
  expect(readComment(markdown, { prefixes: ["inc"], bareVerbs: true })).toEqual([]);
}

function expectOneCell(text: string): void {
  const [table, ...more] = render(`| a | b |\n| - | - |\n| ${text} | end |`).children;
  expect(more).toEqual([]);
  const cells = table?.type === "table" ? (table.children[1]?.children ?? []) : [];
  expect(cells).toHaveLength(2);
  expect(cells[1]).toMatchObject({ children: [{ type: "text", value: "end" }] });
}

/** What a reader sees of it. */
function shown(markdown: string): string {
  return nodesOf(render(markdown))
    .flatMap((node) => (node.type === "text" || node.type === "inlineCode" ? [node.value] : []))
    .join("")
    .replaceAll("\u200b", "");
}

const hostile: readonly string[] = [
  "@jane and @org/everyone, jane@example.com",
  "&#64;jane &commat;jane &#x40;jane \uff20jane \ufe6bjane",
  "@\u200bjane @\u2060jane @\u00adjane @\ufeffjane",
  "fixes #12, closes owner/repo#12, resolves GH-12",
  "closes https://github.com/owner/repo/issues/12.",
  "owner/repo/pull: www.example.com, (http://example.com), ftp://example.com",
  '[here](https://example.com "hidden") and [there](javascript:alert)',
  "[a]: https://example.com\n\n[a] [b][a] [^1]\n\n[^1]: note",
  "![](https://example.com/track.png) <img src=x> <script>x</script>",
  "<https://example.com> <jane@example.com>",
  "<!-- allclear:card --> <!-- open",
  "</details></table></div>",
  "/ack\n /resolve\n\t/sev 1\n\u00a0/ack\n\u200b/ack\n\u200d/ack\n.deploy",
  "```\n@jane\n```\n~~~\n~~~\n    code\n\tcode",
  "a | b\n--- | ---\n1 | 2",
  "a\n:-\nb",
  "a\n===\nb\n---\n# c\n***\n___",
  "- a\n+ b\n* c\n1. d\n2) e\n- [x] f",
  "> quote\n> [!NOTE]\n> x",
  "\\@jane \\[a](b) \\`x` \\<b>",
  "**bold** __bold__ ~~gone~~ _it_ $x$ `code`",
  "\u202eevil\u202c \u2066x\u2069 \u{e0041}\u{e0042}\u{e0002} \ud83d x \udc00 \0 \u001b[31m",
  "line\u2028/ack\u2029/ack\u0085/ack\v/ack\f/ack\r/ack\r\n/ack",
  "{{constructor}} \u0024{{ github.token }} %0A::set-output::",
  "`http://a`@jane `` ` ``` https://a`b www.`x`",
  "https://a\\@jane https://a|@jane https://a<@jane @https://x #https://x",
];

describe("text that is made inert", () => {
  test.each(hostile.map((text) => ({ text })))("does nothing but read: $text", ({ text }) => {
    expectInert(inert(text));
    expectInert(inertLine(text, 500));
    expectOneCell(inertLine(text, 500));
  });

  test("reads the same", () => {
    const text = "We saw 20% errors_in_api (a < b & c > d), *not* [all] of it: #1 fix_me @jane | x";
    expect(shown(inert(text))).toBe(text);
    expect(shown(inert("see https://example.com/a_b?c=1&d=@x#12."))).toBe(
      "see https://example.com/a_b?c=1&d=@x#12.",
    );
  });

  test("keeps plain words as they are", () => {
    expect(inert("The API is down: 50% of my_service fails & nobody knows why.")).toBe(
      "The API is down: 50% of my_service fails & nobody knows why.",
    );
  });

  test("keeps lines and letters of every script", () => {
    expect(inert("Größe\r\nсервис\n\n\n\n数据库 👩‍🚒")).toBe("Größe\nсервис\n\n数据库 👩‍🚒");
  });

  test("is one line where one line is wanted, cut without splitting a character", () => {
    expect(inertLine("a\n\nb\tc", 50)).toBe("a b c");
    expect(inertLine("abc👩👩", 5)).toBe("abc…");
    expect(inertLine("abcdef", 6)).toBe("abcdef");
    expect(inertLine("abcdefg", 6)).toBe("abcde…");
  });

  test("stays so for whatever people and machines write", () => {
    const pieces = fc.constantFrom(
      ...["@", "#", "1", "12", "/", "ack", "\n", " ", "    ", "\t", "[", "]", "(", ")", "!", "`"],
      ...["```", "~~~", "<", ">", "<!--", "-->", "&", ";", "#64", "\\", "|", "-", "---", "=", "_"],
      ...["*", "http://", "www.", "a.b", "jane", "fixes ", ":", ".", "+", "\r", "\u200b", "\u200d"],
      ...["\u00a0", "$", "~", "\u202e", "\ud800", "\udc00", "\uff20", "gh-", "x", "[^1]:", "{{"],
    );
    const made = fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(""));
    const any = fc.oneof(made, fc.string({ unit: "binary", maxLength: 60 }));
    fc.assert(
      fc.property(any, (text) => {
        expectInert(inert(text));
        expectInert(inertLine(text, 40));
        expectOneCell(inertLine(text, 40));
      }),
      { numRuns: 60000 },
    );
  });

  test.each([
    ["https://", "["],
    [" ", "@"],
    ["\n", "\ud800"],
    ["a", "_"],
    [".", "www."],
  ])("is made in little time for 64 KiB of %j and %j", (a, b) => {
    const text = (a + b).repeat(65_536 / (a.length + b.length));
    const [blank, block] = [a.repeat(65_536), b.repeat(65_536 / b.length)];
    const before = process.cpuUsage();
    for (const each of [text, blank, block]) inert(each);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(400);
  });
});
