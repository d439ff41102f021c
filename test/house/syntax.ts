import { parseSync } from "@swc/core";
import type { TextFile } from "./repository.ts";
import type { Finding } from "./rule.ts";

/** One node of a syntax tree as swc gives it; TypeScript 7 has no API that a test could ask. */
export interface SyntaxNode {
  readonly type: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly [field: string]: unknown;
}

export interface Place {
  readonly node: SyntaxNode;
  readonly firstLine: number;
  readonly lastLine: number;
}

const parsed = new Map<TextFile, readonly Place[]>();

/** Every node of a TypeScript file, outer ones first, with its lines. */
export function places(file: TextFile): readonly Place[] {
  const known = parsed.get(file);
  if (known) return known;
  const lineOf = lineCounter(file.text);
  const all = nodesIn(parseSync(file.text, { syntax: "typescript", target: "es2022" })).map(
    (node) => ({ node, firstLine: lineOf(node.span.start), lastLine: lineOf(node.span.end) }),
  );
  parsed.set(file, all);
  return all;
}

/** What `describe` says of a node becomes a finding; undefined does not. */
export function findNodes(
  file: TextFile,
  describe: (node: SyntaxNode) => string | undefined,
): readonly Finding[] {
  return places(file).flatMap(({ node, firstLine }) => {
    const what = describe(node);
    return what === undefined ? [] : [{ line: firstLine, what }];
  });
}

/** `process.env.HOME` as text; undefined for anything that is not a chain of names. */
export function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === "Identifier") return String(value.value);
  if (value.type !== "MemberExpression") return undefined;
  const object = nameOf(value.object);
  const property = nameOf(value.property);
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && "span" in value;
}

function nodesIn(value: unknown): SyntaxNode[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(nodesIn);
  return isNode(value) ? [value, ...inside] : inside;
}

// Spans count bytes from 1.
function lineCounter(text: string): (offset: number) => number {
  const ends: number[] = [];
  Buffer.from(text).forEach((byte, index) => {
    if (byte === 10) ends.push(index + 1);
  });
  return (offset) => {
    const before = ends.findIndex((end) => end >= offset);
    return (before === -1 ? ends.length : before) + 1;
  };
}
