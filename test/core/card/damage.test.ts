import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBlock, encodeBlock, signedText } from "../../../src/core/card/block.ts";
import { anyRecord } from "./any-record.ts";
import { costOf } from "./cost-of.ts";
import { plainRecord } from "./plain-record.ts";

const thread = { repository: 987_654_321, issue: 42 };
const unsigned = { sign: () => undefined };
/** Stands for a real seal: it changes with every character. */
const seal = (text: string) => {
  const sum = [...text].reduce(
    (hash, char) => (hash * 31 + (char.codePointAt(0) ?? 0)) % 2 ** 40,
    7,
  );
  return sum.toString(36);
};
const framed = (payload: string, proof = "hmac=abc") =>
  `<!-- allclear:card ${thread.repository}#${thread.issue} ${proof}\n${payload}\n-->`;
const json = (change: object) => JSON.stringify({ ...plainRecord, ...change });
const incident = (change: object) => json({ incident: { ...plainRecord.incident, ...change } });

describe("a block with one character changed", () => {
  const flipped = fc.tuple(anyRecord, fc.nat(), fc.constantFrom(...'aZ09{}"\\-> \n@é'));

  it("is damaged, gone, or says the same, but never something else", () => {
    fc.assert(
      fc.property(flipped, ([record, at, char]) => {
        const block = encodeBlock(record, thread, unsigned);
        const place = at % block.length;
        const decoded = decodeBlock(block.slice(0, place) + char + block.slice(place + 1), thread);
        if (decoded.kind === "read") expect(decoded.record).toEqual(record);
        else expect(["damaged", "none"]).toContain(decoded.kind);
      }),
      { numRuns: 1_000 },
    );
  });

  it("no longer bears its signature, where there was one", () => {
    fc.assert(
      fc.property(flipped, ([record, at, char]) => {
        const block = encodeBlock(record, thread, { sign: seal });
        const place = at % block.length;
        const decoded = decodeBlock(block.slice(0, place) + char + block.slice(place + 1), thread);
        if (decoded.kind !== "read") return;
        const verified = decoded.signature === seal(signedText(decoded.payload, thread));
        if (verified) expect(decoded.record).toEqual(record);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is never read when it was cut off or glued to another", () => {
    const block = encodeBlock(plainRecord, thread, unsigned);
    for (let end = 1; end < block.length; end += 1) {
      expect(decodeBlock(block.slice(0, end), thread).kind).not.toBe("read");
    }
    expect(decodeBlock(block + block, thread)).toMatchObject({ kind: "read" });
    expect(decodeBlock(block + block.slice(0, 100), thread)).toMatchObject({ kind: "damaged" });
  });
});

describe("hostile input", () => {
  const deep = (open: string, close: string, count: number) =>
    open.repeat(count) + close.repeat(count);
  const answer = (event: object) =>
    json({ owed: [{ kind: "answer", since: 1, to: "c1", events: [event] }] });
  const stamp = plainRecord.floor;

  it.each<[string, string]>([
    ["no JSON", framed("{not json}")],
    ["an array", framed("{}".replace("{}", "[]"))],
    ["an empty object", framed("{}")],
    ["null fields", framed('{"schema":null}')],
    ["a schema in words", framed(json({ schema: "1" }))],
    ["an older schema than any", framed(json({ schema: 0 }))],
    ["an unknown status", framed(incident({ status: "burning" }))],
    ["a status of the language", framed(incident({ status: "__proto__" }))],
    ["a timeline that is no list", framed(incident({ timeline: { length: 1 } }))],
    ["a stamp that is none", framed(incident({ setBy: { status: "yesterday" } }))],
    ["an instant that is none", framed(json({ seenUntil: "soon" }))],
    ["a negative generation", framed(json({ generation: -1 }))],
    [
      "a generation beyond counting",
      framed(json({}).replace('"generation":3', '"generation":1e999')),
    ],
    ["an unknown effect", framed(json({ owed: [{ kind: "merge", since: 1 }] }))],
    ["an event without a stamp", framed(answer({ kind: "NoteAdded", by: "bob" }))],
    ["a login without end", framed(incident({ responders: ["x".repeat(500)] }))],
    ["a prototype for a record", framed(`{"__proto__":${json({})}}`)],
    ["lists in lists", framed(`{"a":${deep("[", "]", 30_000)}}`)],
    ["objects in objects", framed(`{"a":${deep('{"a":', "}", 10_000)}`)],
    [
      "lists in an event",
      framed(
        answer({ kind: "x", stamp, by: "b", deep: 0 }).replace(
          '"deep":0',
          `"deep":${deep("[", "]", 15_000)}`,
        ),
      ),
    ],
    ["a huge text", framed(`{"a":"${"x".repeat(1_000_000)}"}`)],
    ["a huge text of quotes", framed(`{"a":"${'\\"'.repeat(30_000)}`)],
    ["a huge list", framed(incident({ services: Array.from({ length: 100_000 }, () => "x") }))],
    ["many openers", "<!-- allclear:card ".repeat(50_000)],
    ["many closers", `${framed("{")}${"-->".repeat(300_000)}`],
    ["line ends", `<!-- allclear:card ${"\r\n".repeat(500_000)}-->`],
    ["a long number", `<!-- allclear:card ${"9".repeat(1_000_000)}#1 sum=0\n{}\n-->`],
    ["a long proof", framed("{}", `hmac=${"a".repeat(1_000_000)}`)],
    ["an unfit checksum", framed(json({}), "sum=0")],
  ])("is damaged at little cost: %s", (_what, body) => {
    expect(decodeBlock(body, thread).kind).toBe("damaged");
    expect(costOf(() => decodeBlock(body, thread))).toBeLessThan(100);
  });

  it("brings nothing along that the language would inherit", () => {
    const keys = '"__proto__":{"status":"closed","polluted":1}';
    const odd = JSON.stringify(plainRecord)
      .replace('"roles":{}', `"roles":{${'"__proto__":"mallory","constructor":"bob"'}}`)
      .replace('"drill"', `${keys},"drill"`);
    const event = `{"kind":"NoteAdded","stamp":"${stamp}","by":"bob",${keys}}`;
    const body = framed(
      odd.replace(
        '"owed":[]',
        `"owed":[{"kind":"answer","since":1,"to":"c1","events":[${event}]}]`,
      ),
    );
    const decoded = decodeBlock(body, thread);
    if (decoded.kind !== "read") throw new Error(`it is ${JSON.stringify(decoded)}`);
    const { incident: read, owed } = decoded.record;
    const [first] = owed;
    const events = first?.kind === "answer" ? first.events : [];
    for (const one of [read, read.roles, ...events]) {
      expect(Object.getPrototypeOf(one)).toBe(Object.prototype);
      expect(one).not.toHaveProperty("polluted");
    }
    expect(read.status).toBe("triage");
    expect(Object.entries(read.roles)).toEqual([["constructor", "bob"]]);
  });

  it("that can be read can be written again, and never throws", () => {
    const depth = fc.nat({ max: 80 }).map((count) => `{"x":${deep("[", "]", count)}}`);
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 4 }), depth), (value) => {
        const event = `{"kind":"x","stamp":"${stamp}","by":"b","more":${value}}`;
        const owed = `"owed":[{"kind":"answer","since":1,"to":"c1","events":[${event}]}]`;
        const decoded = decodeBlock(framed(json({}).replace('"owed":[]', () => owed)), thread);
        if (decoded.kind !== "read") return;
        const again = decodeBlock(encodeBlock(decoded.record, thread, unsigned), thread);
        expect(again.kind).toBe("read");
      }),
      { numRuns: 500 },
    );
  });

  it("of any kind is taken calmly", () => {
    const parts = fc.constantFrom(
      "<!-- allclear:card ",
      "987654321#42 ",
      "hmac=a",
      "sum=",
      "\n",
      "{",
      "}",
      '"schema":1',
      "-->",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ unit: "binary" }))), (pieces) => {
        expect(decodeBlock(pieces.join(""), thread).kind).not.toBe("read");
      }),
      { numRuns: 1_000 },
    );
  });
});
