import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { showValue } from "./problem.ts";
import { Refusal } from "./refusal.ts";
import { checkCharacters, yamlLimits } from "./yaml-tokens.ts";

/** The data of a node as maps without prototype, lists, text, numbers, booleans and null. */
export function plainValue(root: Node | null): unknown {
  return new PlainReader().read(root);
}

/** The offset in the text where a node begins. */
export function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

class PlainReader {
  /** What an alias stands for, and how many values that is: each use counts them again. */
  private readonly anchors = new Map<string, { value: unknown; values: number }>();
  private values = 0;

  read(node: unknown): unknown {
    const before = this.values;
    this.count(1, node);
    if (isAlias(node)) return this.readAlias(node.source, node);
    const value = this.readContents(node);
    // Only now, so that an alias inside of what it names finds nothing.
    if (isNode(node) && node.anchor) {
      this.anchors.set(node.anchor, { value, values: this.values - before });
    }
    return value;
  }

  private count(values: number, node: unknown): void {
    this.values += values;
    if (this.values <= yamlLimits.values) return;
    const expected = `at most ${yamlLimits.values} values`;
    throw new Refusal(offsetOf(node), { came: "too long", expected });
  }

  private readAlias(name: string, node: unknown): unknown {
    const target = this.anchors.get(name);
    if (target === undefined) {
      const expected = "the name of an anchor further up";
      throw new Refusal(offsetOf(node), { came: `given the alias ${showValue(name)}`, expected });
    }
    this.count(target.values, node);
    return target.value;
  }

  private readContents(node: unknown): unknown {
    if (isMap(node)) return this.readMap(node);
    if (isSeq(node)) return node.items.map((item) => this.read(item));
    if (!isScalar(node)) return null;
    if (typeof node.value === "string") checkCharacters(node.value, offsetOf(node));
    return node.value;
  }

  private readMap(map: YAMLMap): Record<string, unknown> {
    const result: Record<string, unknown> = Object.create(null);
    for (const pair of map.items) {
      const key = keyOf(pair);
      if (Object.hasOwn(result, key)) {
        const came = `given the key ${showValue(key)} twice`;
        throw new Refusal(offsetOf(pair.key), { came, expected: "each key once" });
      }
      result[key] = this.read(pair.value);
    }
    return result;
  }
}

/** What YAML makes of `text: {{title}}` is a map whose key is a map. */
const unquoted = {
  expected: "keys that are text, and quotes around a text with {{",
  example: 'text: "{{title}}"',
};

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

function keyOf(pair: Pair): string {
  const key = isScalar(pair.key) ? pair.key.value : undefined;
  const offset = offsetOf(pair.key);
  if (typeof key !== "string") {
    if (isMap(pair.key)) throw new Refusal(offset, { came: "given a map as a key", ...unquoted });
    const came = `given the key ${showValue(key)}`;
    throw new Refusal(offset, { came, expected: "keys that are text", example: '"1"' });
  }
  checkCharacters(key, offset);
  if (!forbiddenKeys.has(key)) return key;
  throw new Refusal(offset, { came: `given the key ${showValue(key)}`, expected: "another name" });
}
