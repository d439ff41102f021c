import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Decoded,
  decodeBlock,
  encodeBlock,
  longestBlock,
  signedText,
} from "../../../src/core/card/block.ts";
import type { IncidentRecord } from "../../../src/core/card/record.ts";
import { anyRecord } from "./any-record.ts";
import { hostileText } from "./hostile-text.ts";
import { plainRecord } from "./plain-record.ts";

const thread = { repository: 987_654_321, issue: 42 };
const unsigned = { sign: () => undefined };
const signed = { sign: (text: string) => `${text.length.toString(36)}abc` };

function recordIn(decoded: Decoded): IncidentRecord | undefined {
  return decoded.kind === "read" ? decoded.record : undefined;
}

describe("the hidden block", () => {
  it("gives any record back as it was, signed or not", () => {
    fc.assert(
      fc.property(anyRecord, fc.constantFrom(signed, unsigned), (record, signing) => {
        const decoded = decodeBlock(encodeBlock(record, thread, signing), thread);
        expect(recordIn(decoded)).toEqual(record);
      }),
      { numRuns: 400 },
    );
  });

  it("is the same block again when what was read is written again", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const block = encodeBlock(record, thread, unsigned);
        const again = recordIn(decodeBlock(block, thread));
        const twice = again && encodeBlock(again, thread, unsigned);
        expect(twice && recordIn(decodeBlock(twice, thread))).toEqual(again);
      }),
    );
  });

  it("calls nobody and ends where it ends, whatever people wrote", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const block = encodeBlock(record, thread, unsigned);
        const inside = block.slice("<!--".length, -"-->".length);
        expect(inside).not.toMatch(/--|<|>|@/);
        expect(block.isWellFormed()).toBe(true);
        expect(block).not.toContain("\u0000");
        expect(block.length).toBeLessThanOrEqual(longestBlock);
      }),
      { numRuns: 400 },
    );
  });

  it("is found behind any visible text, though the host turns its line ends", () => {
    fc.assert(
      fc.property(anyRecord, hostileText, (record, visible) => {
        const body = `${visible}\n\n${encodeBlock(record, thread, unsigned)}`;
        const stored = body.replace(/\r?\n/g, "\r\n");
        expect(recordIn(decodeBlock(stored, thread))).toEqual(record);
        expect(recordIn(decodeBlock(`${stored}\r\n`, thread))).toEqual(record);
      }),
    );
  });

  it("is not there in a body without one", () => {
    for (const body of ["", "hello", "<!-- allclear:answer c1 done=1 -->", "<!-- allclear: card"]) {
      expect(decodeBlock(body, thread)).toEqual({ kind: "none" });
    }
  });

  it.each([
    ["another issue", { ...thread, issue: 43 }],
    ["another repository", { ...thread, repository: 1 }],
  ])("of %s counts nowhere else", (_what, other) => {
    const decoded = decodeBlock(encodeBlock(plainRecord, other, unsigned), thread);
    expect(decoded).toMatchObject({ kind: "damaged" });
  });

  it("passes the signature on with what it signs, for the caller to verify", () => {
    const decoded = decodeBlock(encodeBlock(plainRecord, thread, signed), thread);
    if (decoded.kind !== "read") throw new Error("it should be readable");
    expect(decoded.signature).toBe(signed.sign(signedText(decoded.payload, thread)));
    const bare = decodeBlock(encodeBlock(plainRecord, thread, unsigned), thread);
    expect(bare).not.toHaveProperty("signature");
  });

  it("of a newer schema is left alone, and never called damaged", () => {
    const block = encodeBlock(plainRecord, thread, signed);
    const newer = block.replace('"schema":4', '"schema":5').replace('"incident"', '"case"');
    expect(decodeBlock(newer, thread)).toMatchObject({ kind: "newer", schema: 5 });
  });

  it("drops what this version does not know", () => {
    const odd = {
      ...plainRecord,
      surprise: { deep: 1 },
      incident: { ...plainRecord.incident, x: 1 },
    };
    const decoded = decodeBlock(encodeBlock(odd, thread, unsigned), thread);
    expect(recordIn(decoded)).toEqual(plainRecord);
  });
});
