import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { inertMarkdown } from "../../../src/core/runbook/inert-markdown.ts";
import { mentionsIn, nodesOf, proseOf } from "../view/harmless.ts";

/** Links and code may stay; everything that reaches out of the text may not. */
function expectInert(markdown: string): void {
  expect(mentionsIn(markdown)).toEqual([]);
  expect(markdown).not.toContain("<!--");
  expect(proseOf(markdown).replace(/https?:\S+/g, "")).not.toMatch(/#\d|\bgh-\d/i);
  const never = ["html", "image", "imageReference", "definition", "linkReference"];
  for (const node of nodesOf(markdown)) {
    expect([...never, "footnoteReference", "footnoteDefinition"]).not.toContain(node.type);
    if (node.type === "link") expect(node.url).not.toMatch(/^(?!https?|mailto)[a-z][a-z\d+.-]*:/i);
  }
}

describe("a team's own Markdown", () => {
  test.each([
    ["code", "Run `kubectl get pods | grep @x` and `a <b>`."],
    ["a fence", "Do\n\n```sh\ncurl https://u@h/#1 && echo '<br>' @x\n```"],
    ["a link", "See [the board](https://example.com/d/1) and <https://example.com/x>."],
    ["emphasis", "**Never** _purge_ ~~it~~."],
    ["a table", "| a | b |\n| - | - |\n| 1 | 2 |"],
    ["a nested list", "a\n- [ ] b\n  1. c"],
  ])("keeps %s as it is", (_what, text) => expect(inertMarkdown(text)).toBe(text));

  it("makes a bare address the link that GitHub would make of it", () => {
    expect(inertMarkdown("See https://example.com/x?a=1&b=2#top.")).toBe(
      "See <https://example.com/x?a=1&b=2#top>.",
    );
  });

  test.each([
    ["mentions", "ask @jane, @octo-org/on-call, ＠bob and \\@eve"],
    ["mentions in entities", "ask &#64;jane and &commat;bob"],
    ["mentions in links", "[@jane](https://example.com) https://example.com/@jane"],
    ["references", "fixes #12, closes octo-org/shop#3, gh-4, resolves: GH-5"],
    ["closing keywords", "fixes https://github.com/octo-org/shop/issues/1"],
    ["HTML", "a <b>b</b> <img src=x onerror=y>\n\n<details>\n@jane #1\n</details>"],
    ["nested HTML", "<div>\n<!-- x --> [a]: https://evil.example\n\n<script>@jane</script>"],
    ["our markers", "x <!-- allclear:card --> `<!-- allclear:runbook c1 a -->`"],
    ["markers in code", "```\n<!-- allclear:incident 1#1 card=1 -->\n```"],
    ["images", "![x](https://evil.example/a.png) ![y][z]\n\n[z]: https://evil.example/b.png"],
    ["definitions", "[a][b] [^1]\n\n[b]: https://evil.example '@x'\n\n[^1]: @jane"],
    ["script links", "[x](javascript:alert(1)) <javascript:alert(1)> [y](data:text/html,x)"],
    ["tricks of direction", "\u202eevil\u2066 \u{e0041}\u0000"],
  ])("makes %s harmless", (_what, text) => expectInert(inertMarkdown(text)));

  it("stays harmless whatever it is made of", () => {
    const piece = fc.constantFrom(
      ..."@jane|#12|<b>|</b>|<!--|-->|`|```\n|\n|\n\n|[a]|(javascript:x)|]: x|![|](y)|\\|&#64;|- |> ".split(
        "|",
      ),
      ...[
        "<a",
        ">",
        "gh-1",
        "fixes ",
        "https://x.example/",
        "~~~\n",
        "| a |\n| - |\n",
        "\t",
        "[^1]",
      ],
    );
    const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, (markdown) => expectInert(inertMarkdown(markdown))),
      { numRuns: 1500 },
    );
  });
});
