import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mostLines, readComment } from "../../../src/core/thread/read-comment.ts";

const ours = { prefixes: ["inc"], bareVerbs: true };
const others = { prefixes: ["inc"], bareVerbs: false };

function heard(body: string, how = ours): readonly string[] {
  return readComment(body, how).flatMap((line) =>
    line.kind === "heard" ? [`${line.line} ${line.command.verb} ${line.rest}`.trim()] : [],
  );
}

function hints(body: string, how = ours): readonly string[] {
  return readComment(body, how).flatMap((line) =>
    line.kind === "unclear" ? [`${line.line} ${line.misread.expected}`] : [],
  );
}

describe("a line of a comment is a command", () => {
  test.each<{ name: string; body: string; expected: readonly string[] }>([
    { name: "alone", body: "/ack", expected: ["1 ack"] },
    { name: "with text", body: "/ack on my way", expected: ["1 ack on my way"] },
    { name: "after text", body: "it broke\n/ack", expected: ["2 ack"] },
    { name: "between text", body: "a\n\n/ack\n\nb", expected: ["3 ack"] },
    {
      name: "many times",
      body: "/ack\n/sev 1\n\n/note x",
      expected: ["1 ack", "2 sev 1", "4 note x"],
    },
    {
      name: "with CRLF",
      body: "/ack\r\n\r\n/sev 2\r\n/note x\r\n",
      expected: ["1 ack", "3 sev 2", "4 note x"],
    },
    { name: "with lone CR", body: "/ack\r/sev 2", expected: ["1 ack", "2 sev 2"] },
    { name: "in capitals", body: "/ACK\n/Sev 1", expected: ["1 ack", "2 sev 1"] },
    { name: "by an alias", body: "/priority 1\n/on-it", expected: ["1 sev 1", "2 ack"] },
    {
      name: "with trailing blanks",
      body: "/ack  \n/lead \n/sev 1\t",
      expected: ["1 ack", "2 lead", "3 sev 1"],
    },
    { name: "after a hard break", body: "text  \n/ack\\\n/sev 1", expected: ["2 ack", "3 sev 1"] },
    { name: "with a non-breaking space", body: "/sev\u00a01", expected: ["1 sev 1"] },
    { name: "with unseen characters in the verb", body: "/ac\u200bk", expected: ["1 ack"] },
    {
      name: "with Markdown in its text",
      body: "/note `a` **b** [c](d)",
      expected: ["1 note `a` **b** [c](d)"],
    },
    { name: "in the middle of bold text", body: "**a\n/ack\nb**", expected: ["2 ack"] },
    { name: "after a fence", body: "```\nx\n```\n/ack", expected: ["4 ack"] },
    { name: "after a quote and an empty line", body: "> x\n\n/ack", expected: ["3 ack"] },
    { name: "after a heading", body: "# x\n/ack", expected: ["2 ack"] },
    { name: "after a literal backslash at the end", body: "/note C:\\", expected: ["1 note C:\\"] },
    {
      name: "with a single backtick",
      body: "/note it`s\n/ack",
      expected: ["1 note it`s", "2 ack"],
    },
    { name: "with a pipe", body: "/note a | b\n/ack", expected: ["1 note a | b", "2 ack"] },
    {
      name: "with templates of other languages",
      body: "/note \u0024{{ x }} {{ y }}",
      expected: ["1 note \u0024{{ x }} {{ y }}"],
    },
    { name: "after the prefix", body: "/incident ack x", expected: ["1 ack x"] },
    { name: "after the prefix with a slash", body: "/incident /ack", expected: ["1 ack"] },
    { name: "after another prefix", body: "/inc ack\n/INC Sev 1", expected: ["1 ack", "2 sev 1"] },
    { name: "as the prefix alone, which asks for help", body: "/incident", expected: ["1 help"] },
    {
      name: "by verbs that others own, after the prefix",
      body: "/incident close\n/incident reopen x",
      expected: ["1 close", "2 reopen x"],
    },
    {
      name: "by our own words for them",
      body: "/close-incident\n/reopen-incident x",
      expected: ["1 close", "2 reopen x"],
    },
  ])("$name", ({ body, expected }) => {
    expect(heard(body)).toEqual(expected);
    expect(hints(body)).toEqual([]);
  });
});

describe("a line of a comment is no command", () => {
  test.each<{ name: string; body: string }>([
    { name: "in a backtick fence", body: "```\n/ack\n```" },
    { name: "in a tilde fence", body: "~~~ sh\n/ack\n~~~" },
    { name: "in a fence that is never closed", body: "```\n/ack" },
    { name: "in a fence inside a longer fence", body: "````\n```\n/ack\n```\n/ack\n````" },
    { name: "in a fence with another closer", body: "```\n~~~\n/ack" },
    { name: "in indented code", body: "x\n\n    /ack" },
    { name: "in code over lines", body: "a `b\n/ack\nc` d" },
    { name: "in a quote", body: "> /ack" },
    { name: "in a quote within a quote", body: "> > /ack\n> /ack" },
    { name: "that lazily goes on with a quote", body: "> x\n/ack" },
    { name: "in a list", body: "- /ack\n* /ack\n1. /ack" },
    { name: "that lazily goes on with a list", body: "- x\n/ack" },
    { name: "in a list item's paragraph", body: "- x\n\n  /ack" },
    { name: "in a task", body: "- [ ] /ack" },
    { name: "in a table", body: "| a |\n| - |\n/ack |" },
    { name: "as a table's head", body: "/note a | b\n--- | ---" },
    { name: "in an HTML comment", body: "<!--\n/ack\n-->" },
    { name: "in an HTML comment never closed", body: "<!--\n\n/ack" },
    { name: "in an HTML comment within a paragraph", body: "a <!--\n/ack\n-->" },
    { name: "in details", body: "<details>\n/ack\n</details>" },
    { name: "in a div", body: "<div>\n/ack\n</div>" },
    { name: "in a tag's attributes", body: 'a <a\n/ack="b"\n>' },
    { name: "in the text of a link", body: "[a\n/ack\nb](https://example.com)" },
    { name: "in a link by reference", body: "[a\n/ack\nb]\n\n[a\n/ack\nb]: https://example.com" },
    { name: "in the title of a link", body: '[a](https://example.com "\n/ack\n")' },
    { name: "in the text of an image", body: "![a\n/ack\n](https://example.com)" },
    { name: "in a definition", body: "[a]:\n/ack" },
    { name: "in a footnote", body: "x [^1]\n\n[^1]: /ack" },
    { name: "in the middle of a sentence", body: "use /ack for that" },
    { name: "with an escaped slash", body: "\\/ack" },
    { name: "with a slash as an entity", body: "&#47;ack" },
    { name: "with a full-width slash", body: "\uff0fack" },
    {
      name: "below an e-mail's head",
      body: "thanks\n\nOn Fri, Nov 20, 2026 Jane <j@example.com> wrote:\n\n/ack",
    },
    {
      name: "below an e-mail's head in two lines",
      body: "thanks\n\nOn Fri, Nov 20, 2026\nJane wrote:\n\n/ack",
    },
    { name: "below an original message", body: "thanks\n\n-----Original Message-----\n/ack" },
    { name: "as a path", body: "/var/log/app.log\n/api/v1/ack\n/ack/now\n//ack" },
    { name: "as a directory", body: "/dev is full\n/tmp\n/etc" },
    {
      name: "as a word of somebody else",
      body: "/assign\n/close\n/hold\n/help\n/retitle x\n/label x\n/milestone\n/lgtm\n/approve",
    },
    { name: "as a word of GitHub's menu", body: "/code\n/details\n/table\n/tasklist\n/template" },
    {
      name: "as a bare verb that needs the prefix",
      body: "/declare\n/list\n/check\n/help\n/reopen",
    },
    { name: "as a word far from ours", body: "/deploy\n/shrug\n/xyzzy" },
    { name: "as no word at all", body: "/\n/ ack\n/ /ack" },
    { name: "in an empty comment", body: "" },
  ])("$name", ({ body }) => {
    expect(readComment(body, ours)).toEqual([]);
  });

  test("but counts above an e-mail's head", () => {
    const body = "/ack\n\nOn Fri, Nov 20, 2026 at 9:00 Jane wrote:\n> /sev 1\n\n/sev 1";
    expect(heard(body)).toEqual(["1 ack"]);
  });

  test("without the prefix, where the issue is not ours", () => {
    expect(readComment("/ack\n/akc\n/sev 1", others)).toEqual([]);
    expect(heard("/ack\n/incident declare", others)).toEqual(["2 declare"]);
  });
});

describe("a line of a comment gets a hint and has no effect", () => {
  test.each<{ name: string; body: string; expected: string }>([
    {
      name: "with blanks before it",
      body: "  /ack",
      expected: "1 the command at the very start of its line, without blanks before it",
    },
    {
      name: "with blanks on a later line",
      body: "a\n   /ack",
      expected: "2 the command at the very start of its line, without blanks before it",
    },
    {
      name: "with a non-breaking space before it",
      body: "\u00a0/ack",
      expected: "1 the command at the very start of its line, without blanks before it",
    },
    {
      name: "with an unseen character before it",
      body: "\u200b/ack",
      expected: "1 the slash first in its line; an invisible character stands there",
    },
    {
      name: "as a heading",
      body: "/ack\n---",
      expected: "1 an empty line below the command; the line of dashes makes it a heading",
    },
    {
      name: "with a slip",
      body: "/resovle",
      expected: "1 a command I know; did you mean resolve?",
    },
    {
      name: "with letters swapped",
      body: "/akc",
      expected: "1 a command I know; did you mean ack?",
    },
    {
      name: "with the level in the verb",
      body: "/sev1",
      expected: "1 a command I know; did you mean sev?",
    },
    {
      name: "with a verb that is nobody's",
      body: "/downgrade",
      expected: "1 /sev with a lower level",
    },
    { name: "with a slip in the prefix", body: "/incidnet ack", expected: "1 /incident" },
    {
      name: "with a slip after the prefix",
      body: "/incident akc",
      expected: "1 a command I know; did you mean ack?",
    },
    {
      name: "with an unknown verb after the prefix",
      body: "/incident xyzzy",
      expected: "1 a command I know",
    },
  ])("$name", ({ body, expected }) => {
    expect(heard(body)).toEqual([]);
    expect(hints(body)).toEqual([expected]);
  });

  test("only where it could have been a command", () => {
    expect(readComment("  /var/log/x\n  /deploy\n  /akc", ours)).toEqual([]);
  });
});

describe("a comment with more than can be done", () => {
  const many = readComment("/note hi\n".repeat(5000), ours);

  test("has its first commands heard and one answer for the rest", () => {
    expect(many.slice(0, mostLines).every(({ kind }) => kind === "heard")).toBe(true);
    expect(many).toHaveLength(mostLines + 1);
    expect(many.at(-1)).toMatchObject({ kind: "unclear", line: mostLines + 1 });
  });

  test("of Markdown is refused as a whole, and says so", () => {
    const body = `/ack\n${"> a\nb\n".repeat(8000)}`;
    expect(heard(body)).toEqual([]);
    expect(readComment(body, ours)).toMatchObject([{ kind: "unclear", line: 1, typed: "ack" }]);
  });

  test("is silent when nothing in it was for us", () => {
    expect(readComment(`/var/log\n${"> a\nb\n".repeat(8000)}`, ours)).toEqual([]);
  });

  test("is read where only what comes after the commands is too much", () => {
    expect(heard(`/ack\n\n${"> a\nb\n".repeat(8000)}`)).toEqual(["1 ack"]);
  });

  test("is read with a long log, fenced or not", () => {
    const log = "2026-08-01T09:30:00Z [api] INFO request id=42 took=12ms path=/v1/x\n".repeat(800);
    expect(heard(`/ack\n\n\`\`\`\n${log}\`\`\`\n\n/sev 1`)).toEqual(["1 ack", "806 sev 1"]);
    expect(heard(`${log}\n/ack`)).toEqual(["802 ack"]);
  });
});

describe("reading costs little", () => {
  const size = 65_536;
  const fill = (unit: string) => unit.repeat(Math.floor(size / unit.length));
  const rows = [
    ...[
      "/note hi\n",
      "/ack\n",
      "/akc\n",
      "> ",
      ">",
      "[",
      "]",
      "![",
      "[a](b",
      "*a_ ",
      "**a ",
      "`a ",
    ],
    ...[
      "<!-- ",
      "<? ",
      "<a ",
      "<",
      "- ",
      "- a\n",
      "=\n",
      "a\n-\n",
      "> a\nb\n",
      "|a",
      "|-|\n",
      "\\",
    ],
    ...["&amp;", "[a]: /u\n", "[^a]: b\n\n", "a\n\n", "# a\n", "\n", " ", "\t", "\u200b", "\ufeff"],
    ...["a@b.c ", "www.", "http://", "~~~\n", "```\n", "1. ", "'\"", "/", "\r", "wrote:", "On "],
  ];

  test.each(rows.map((unit) => ({ unit })))("for 64 KiB of $unit", ({ unit }) => {
    readComment(`/ack\n${unit}`.repeat(20), ours);
    const body = `/ack\n${fill(unit)}\n/ack`;
    const cost = Math.min(...[1, 2, 3].map(() => cpuMs(() => readComment(body, ours))));
    expect(cost).toBeLessThan(100);
  });

  test("for 10,000 nested quotes or brackets", () => {
    for (const body of [`${">".repeat(10_000)} a\n/ack`, `${"[".repeat(10_000)}\n/ack`]) {
      expect(cpuMs(() => readComment(body, ours))).toBeLessThan(100);
    }
  });
});

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe("whatever is written", () => {
  const word = fc.constantFrom(
    ...["/ack", "/sev 1", "/incident", "\n", "\n\n", "\r\n", " ", "    ", "> ", "- ", "1. ", "`"],
    ...["```", "~~~", "[", "]", "(", ")", "<!--", "-->", "<div>", "|", "-|-", "---", "===", "\\"],
    ...["*", "_", "a", "@", "&", "\u200b", "\0", "\ud800", '"', "=", "[^1]: ", "wrote:", "On "],
  );
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(""));
  const any = fc.oneof(text, fc.string({ unit: "binary", maxLength: 100 }));

  test("nothing is thrown, lines are in order and exist", () => {
    fc.assert(
      fc.property(any, (body) => {
        const lines = body.split(/\r\n|\n|\r/);
        let last = 0;
        for (const { line, raw } of readComment(body, ours)) {
          expect(line).toBeGreaterThan(last);
          expect(lines[line - 1]).toContain(raw);
          last = line;
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("a command in a fence is never found", () => {
    const inside = any.filter((body) => !/^ {0,3}`{8}/m.test(body.replace(/\r/g, "\n")));
    fc.assert(
      fc.property(inside, (body) => {
        expect(readComment(`${"`".repeat(8)}\n${body}\n/ack`, ours)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.each(["> ", "- ", "    "])(
    "a command on lines that begin with %j is never heard",
    (start) => {
      fc.assert(
        fc.property(any, (body) => {
          const lines = `${body}\n/ack`.split(/\r\n|\n|\r/).map((line) => start + line);
          expect(heard(lines.join("\n"))).toEqual([]);
        }),
        { numRuns: 500 },
      );
    },
  );
});
