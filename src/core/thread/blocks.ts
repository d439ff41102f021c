import type { parseBlocks } from "./markdown.ts";

/** The tree of a Markdown text as the thread's parser hands it on. */
export type Tree = ReturnType<typeof parseBlocks>;
export type Block = Tree["children"][number];
export type List = Extract<Block, { type: "list" }>;
export type Item = List["children"][number];
export type Heading = Extract<Block, { type: "heading" }>;

/** Any node, as far as its position, its text and what is in it are concerned. */
export interface Piece {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Piece[];
  readonly position?:
    | {
        readonly start: { readonly offset?: number | undefined; readonly column: number };
        readonly end: { readonly offset?: number | undefined };
      }
    | undefined;
}

/** Where a node stands in its text. */
export function spanOf({ position }: Piece): readonly [start: number, end: number] {
  const start = position?.start.offset ?? 0;
  return [start, position?.end.offset ?? start];
}

/** A node and all that is in it, in the order of the text. */
export function piecesIn(node: Piece): readonly Piece[] {
  return [node, ...(node.children ?? []).flatMap(piecesIn)];
}

/** What a node reads like, in one line and without its marks. */
export function plainTextOf(node: Piece): string {
  const values = piecesIn(node).map(({ type, value }) => (type === "break" ? " " : (value ?? "")));
  return values.join("").replace(/\s+/g, " ").trim();
}
