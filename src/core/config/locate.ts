import { isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { offsetOf } from "./plain-value.ts";

/** Offset of the value at a path; of something missing or behind an alias, of the last node met. */
export function locate(root: Node | null, path: readonly PropertyKey[]): number {
  return offsetOf(walk(root, path));
}

/** Offset of a key in the map at a path. */
export function locateKey(root: Node | null, path: readonly PropertyKey[], key: string): number {
  const map = walk(root, path);
  const pair = isMap(map) ? pairNamed(map.items, key) : undefined;
  return offsetOf(pair?.key ?? map);
}

function walk(root: Node | null, path: readonly PropertyKey[]): unknown {
  let node: unknown = root;
  for (const part of path) {
    const next = childAt(node, part);
    if (next === undefined || next === null) return node;
    node = next;
  }
  return node;
}

function childAt(node: unknown, part: PropertyKey): unknown {
  if (isSeq(node)) return node.items[Number(part)];
  if (!isMap(node)) return undefined;
  const pair = pairNamed(node.items, String(part));
  // A key without a value has no node of its own worth pointing at.
  return pair?.value ?? pair?.key;
}

function pairNamed(pairs: readonly Pair[], name: string): Pair | undefined {
  return pairs.find((pair) => isScalar(pair.key) && pair.key.value === name);
}
