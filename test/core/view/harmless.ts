import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect } from "vitest";
import { readComment } from "../../../src/core/thread/read-comment.ts";

export function nodesOf(markdown: string): readonly Nodes[] {
  const root: Root = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const all = (node: Nodes): readonly Nodes[] =>
    "children" in node ? [node, ...node.children.flatMap(all)] : [node];
  return all(root);
}

/** What a person reads as prose: no code, no addresses. */
export function proseOf(markdown: string): string {
  return nodesOf(markdown)
    .flatMap((node) => (node.type === "text" ? [node.value] : []))
    .join("\n");
}

export function codesOf(markdown: string): readonly string[] {
  return nodesOf(markdown).flatMap((node) => (node.type === "inlineCode" ? [node.value] : []));
}

/** Whom GitHub would notify. */
export function mentionsIn(markdown: string): readonly string[] {
  return [...proseOf(markdown).matchAll(/[@\uff20\ufe6b]([\w/-]+)/g)].map(([, name = ""]) => name);
}

const ourHtml = new Set(["<details>", "</details>", "<summary>", "</summary>", "<br>"]);

/** Nothing in it commands, mentions, closes, hides, loads or breaks out. */
export function expectHarmless(markdown: string, mentioned: readonly string[] = []): void {
  const nodes = nodesOf(markdown);
  expect(mentionsIn(markdown)).toEqual(mentioned);
  expect(markdown).not.toMatch(/^[ \t]*\//m);
  expect(readComment(markdown, { prefixes: [], bareVerbs: true })).toEqual([]);
  expect(markdown).not.toContain("<!--");
  expect(proseOf(markdown)).not.toMatch(/\b(?:clos|fix|resolv)\w*:? +(?:[\w./-]*#\d|gh-\d)/i);
  for (const node of nodes) {
    expect([
      "image",
      "imageReference",
      "linkReference",
      "definition",
      "footnoteReference",
      "code",
    ]).not.toContain(node.type);
    if (node.type === "html") {
      for (const [tag] of node.value.matchAll(/<[^>]*>?/g)) expect(ourHtml).toContain(tag);
    }
    if (node.type === "link") {
      expect(node.url).toMatch(/^https?:\/\/[^@]*$/);
      expect(node.title ?? "").toBe("");
    }
    if (node.type === "listItem") expect(node.checked ?? null).toBeNull();
  }
}
