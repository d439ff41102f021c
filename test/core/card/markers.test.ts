import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answeredBy,
  answerMarker,
  bodyMarker,
  cardNamedIn,
  type DeclaredFrom,
  declaredFromIn,
  declaredFromMarker,
  isReport,
  replyMarker,
  reportMarker,
  verdictIn,
  withBodyMarker,
} from "../../../src/core/card/markers.ts";
import { shape } from "../incident/shape.ts";
import { costOf } from "./cost-of.ts";
import { hostileText } from "./hostile-text.ts";

const card = { repository: 987_654_321, issue: 42, commentId: 5_012_345_678 };
const source = fc
  .tuple(fc.constantFrom("i", "e", "c"), fc.integer({ min: 1, max: 9_000_000_000 }))
  .map(([kind, id]) => `${kind}${id}`);
const lines = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 6 });

describe("the marker of an answer", () => {
  it("says what it answers and which lines were carried out, below any text", () => {
    fc.assert(
      fc.property(hostileText, source, lines, (text, to, doneLines) => {
        const body = `${text}\n\n${answerMarker(to, doneLines)}`;
        for (const stored of [body, `${body}\n`, body.replace(/\r?\n/g, "\r\n"), `${body}\r\n`]) {
          expect(verdictIn(stored)).toEqual({ to, doneLines });
          expect(answeredBy(stored)).toBe(to);
        }
      }),
    );
  });

  it("on an issue that is no incident answers, but records no verdict", () => {
    const body = `no.\n\n${replyMarker("c77")}`;
    expect(answeredBy(body)).toBe("c77");
    expect(verdictIn(body)).toBeUndefined();
  });

  it.each([
    ["quoted above a text", `${answerMarker("c1", [1])}\n\nand more`],
    ["in code at the end", `\`${answerMarker("c1", [1])}\``],
    ["in a quotation that goes on", `> ${answerMarker("c1", [1])}\n> so it said`],
    ["of another kind of thing", "<!-- allclear:answer x1 done=1 -->"],
    ["without an id", "<!-- allclear:answer c done=1 -->"],
    ["of another tool", "<!-- somebody:answer c1 done=1 -->"],
  ])("counts only where we put it: %s", (_where, body) => {
    expect(verdictIn(body)).toBeUndefined();
    expect(answeredBy(body)).toBeUndefined();
  });

  it("of ours counts when a user's text forged one above it", () => {
    const body = `> ${answerMarker("c1", [1, 2])}\n\n${answerMarker("c2", [3])}`;
    expect(verdictIn(body)).toEqual({ to: "c2", doneLines: [3] });
    expect(answeredBy(body)).toBe("c2");
  });
});

describe("the marker of a report", () => {
  it("counts at the end only", () => {
    expect(isReport(`Confirm it.\n\n${reportMarker}\r\n`)).toBe(true);
    expect(isReport(`${reportMarker}\n\nsaid somebody`)).toBe(false);
  });
});

describe("the marker in the issue's body", () => {
  it("leads to the card, below any text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const body = withBodyMarker(text, card);
        expect(cardNamedIn(body, card)).toBe(card.commentId);
        expect(cardNamedIn(body.replace(/\r?\n/g, "\r\n"), card)).toBe(card.commentId);
        expect(body.endsWith(bodyMarker(card))).toBe(true);
      }),
    );
  });

  it("is replaced, never there twice, and written again it is the same", () => {
    fc.assert(
      fc.property(hostileText, fc.nat(), (text, before) => {
        const older = withBodyMarker(text, { ...card, commentId: before });
        const body = withBodyMarker(older, card);
        expect(body).toBe(withBodyMarker(text, card));
        expect(withBodyMarker(body, card)).toBe(body);
        expect(body.split("<!-- allclear:incident ")).toHaveLength(2);
      }),
    );
  });

  it("leaves what the author wrote as it was", () => {
    const text = "# It is down\r\n\r\n- since noon\r\n- `$&` and $1";
    expect(withBodyMarker(text, card)).toBe(`${text}\n\n${bodyMarker(card)}`);
    expect(withBodyMarker("", card)).toBe(bodyMarker(card));
  });

  it("of another thread leads nowhere, and the last one of this thread counts", () => {
    const other = bodyMarker({ ...card, issue: 43, commentId: 1 });
    const elsewhere = bodyMarker({ ...card, repository: 1, commentId: 2 });
    const forged = bodyMarker({ ...card, commentId: 3 });
    expect(cardNamedIn(`${other}\n${elsewhere}`, card)).toBeUndefined();
    expect(cardNamedIn(`${forged}\n\ntext\n\n${bodyMarker(card)}\n${other}`, card)).toBe(
      card.commentId,
    );
  });

  it("never names a comment that no number can name", () => {
    const forged = `<!-- allclear:incident 987654321#42 card=${"9".repeat(400)} -->`;
    expect(cardNamedIn(forged, card)).toBeUndefined();
  });

  it.each([
    ["line ends", `a${"\n".repeat(60_000)}b`],
    ["halves of markers", "<!-- allclear:incident ".repeat(2_600)],
    ["digits", `<!-- allclear:incident ${"1".repeat(60_000)}`],
  ])("costs little to look for among %s", (_what, body) => {
    expect(cardNamedIn(body, card)).toBeUndefined();
    expect(costOf(() => cardNamedIn(body, card))).toBeLessThan(100);
    expect(costOf(() => withBodyMarker(body, card))).toBeLessThan(100);
  });
});

describe("the marker of an incident that a command opened", () => {
  const from: DeclaredFrom = {
    repository: 987_654_321,
    issue: 42,
    stamp: "2026-08-01T12:00:00Z/c/1000/1",
    by: "alice",
    services: ["web"],
    drill: false,
  };
  const anyFrom = shape<DeclaredFrom>(
    {
      repository: fc.nat(),
      issue: fc.nat(),
      stamp: fc.constant(from.stamp),
      by: hostileText,
      severity: hostileText,
      services: fc.array(hostileText, { maxLength: 4 }),
      startedAt: fc.constant("2026-08-01T11:40:00Z"),
      drill: fc.boolean(),
      workflow: fc.constant(true),
      proof: fc.constant("a".repeat(72)),
    },
    ["repository", "issue", "stamp", "by", "services", "drill"],
  );

  it("says who asked for it and where, below any text and above the card's marker", () => {
    fc.assert(
      fc.property(hostileText, anyFrom, (text, any) => {
        const body = withBodyMarker(`${text}\n\n${declaredFromMarker(any)}`, card);
        expect(declaredFromIn(body)).toEqual(any);
        expect(declaredFromIn(body.replace(/\r?\n/g, "\r\n"))).toEqual(any);
      }),
    );
  });

  it("calls nobody and ends where it ends", () => {
    fc.assert(
      fc.property(anyFrom, (any) => {
        expect(declaredFromMarker(any).slice(4, -3)).not.toMatch(/--|<|>|@|\n/);
      }),
    );
  });

  it("counts where we put it, though the text above forged one", () => {
    const forged = declaredFromMarker({ ...from, by: "mallory" });
    expect(declaredFromIn(`${forged}\n\n${declaredFromMarker(from)}`)).toEqual(from);
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "<!-- allclear:declared-from {no} -->"],
    ["an end that is missing", declaredFromMarker(from).slice(0, -4)],
    ["null", "<!-- allclear:declared-from null -->"],
    ["a login that is none", declaredFromMarker(from).replace('"alice"', "7")],
    ["an issue that is none", declaredFromMarker(from).replace("42", '"42"')],
    ["services that are no list", declaredFromMarker(from).replace('["web"]', '"web"')],
    ["services that are no words", declaredFromMarker(from).replace('["web"]', "[1]")],
    ["a drill that may be", declaredFromMarker(from).replace("false", '"maybe"')],
  ])("is not believed with %s", (_what, body) => {
    expect(declaredFromIn(body)).toBeUndefined();
  });
});
