import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import type { GitObject, ObjectKind } from "./store.ts";

/** Git's own numbers of the kinds. */
const numbers: Record<ObjectKind, number> = { commit: 1, tree: 2, blob: 3, tag: 4 };

/** Puts objects into one pack, each whole: one file where loose objects would be thousands. */
export function packOf(objects: readonly GitObject[]): Buffer {
  const header = Buffer.alloc(12);
  header.write("PACK");
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(objects.length, 8);
  const entries = objects.flatMap(({ kind, bytes }) => [
    sizeOf(numbers[kind], bytes.length),
    deflateSync(bytes, { level: 1 }),
  ]);
  const pack = Buffer.concat([header, ...entries]);
  return Buffer.concat([pack, createHash("sha1").update(pack).digest()]);
}

/** Kind and size: four bits of the size beside the kind, then seven in each further byte. */
function sizeOf(kind: number, size: number): Buffer {
  const bytes: number[] = [];
  let byte = (kind << 4) | (size & 15);
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push(byte | 128);
    byte = rest & 127;
  }
  return Buffer.from([...bytes, byte]);
}
