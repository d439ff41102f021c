import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hmacSeal } from "../../../src/adapters/seal/hmac-seal.ts";
import { cardNamedIn, withBodyMarker } from "../../../src/core/card/markers.ts";
import {
  decodeSummary,
  encodeSummary,
  longestSummary,
  withSummaryMarker,
} from "../../../src/core/card/summary-marker.ts";
import type { IncidentSummary } from "../../../src/core/statistics/incident-summary.ts";
import { aSummary } from "../statistics/a-summary.ts";
import { anySummary } from "../statistics/any-summary.ts";
import { hostileText } from "./hostile-text.ts";

const thread = { repository: 987_654_321, issue: 42 };
const noKeys = hmacSeal([]);
const keys = hmacSeal(["k".repeat(32)]);
const otherKeys = hmacSeal(["o".repeat(32)]);
const eitherSeal = fc.constantFrom(noKeys, keys);

describe("the summary in an issue's body", () => {
  it("gives any summary back as it was, signed or not, whatever stands before it", () => {
    fc.assert(
      fc.property(anySummary, eitherSeal, hostileText, (summary, seal, text) => {
        const body = withSummaryMarker(text, encodeSummary(summary, thread, seal));
        expect(decodeSummary(body, thread, seal)).toEqual({ kind: "read", summary });
      }),
      { numRuns: 500 },
    );
  });

  it("is one hidden line that calls nobody and ends where it ends", () => {
    fc.assert(
      fc.property(anySummary, eitherSeal, (summary, seal) => {
        const line = encodeSummary(summary, thread, seal);
        expect(line).toMatch(/^<!-- (?:(?!--|[<>@\r\n\u2028\u2029]).)* -->$/u);
        expect(line.length).toBeLessThanOrEqual(longestSummary);
        expect(line.isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("is not believed once any character of it is another one", () => {
    fc.assert(
      fc.property(anySummary, eitherSeal, fc.nat(), fc.nat(), (summary, seal, where, what) => {
        const line = encodeSummary(summary, thread, seal);
        const at = where % line.length;
        const other = String.fromCharCode(32 + (what % 95));
        fc.pre(other !== line.charAt(at));
        const flipped = line.slice(0, at) + other + line.slice(at + 1);
        expect(decodeSummary(flipped, thread, seal).kind).not.toBe("read");
      }),
      { numRuns: 3000 },
    );
  });

  it("is not believed once a piece of it is gone", () => {
    fc.assert(
      fc.property(
        anySummary,
        eitherSeal,
        fc.nat(),
        fc.nat({ max: 80 }),
        (summary, seal, from, length) => {
          const line = encodeSummary(summary, thread, seal);
          const at = from % line.length;
          const cut = line.slice(0, at) + line.slice(at + length + 1);
          expect(decodeSummary(cut, thread, seal).kind).not.toBe("read");
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["of another issue", { ...thread, issue: 43 }, keys, "it belongs to 987654321#43"],
    ["of another repository", { ...thread, repository: 1 }, keys, "it belongs to 1#42"],
    ["without a signature, where keys are configured", thread, noKeys, "it is not signed"],
    ["signed with a key we do not have", thread, otherKeys, "it is signed with an unknown key"],
  ])("%s does not count", (_what, where, seal, why) => {
    const line = encodeSummary(aSummary(), where, seal);
    expect(decodeSummary(line, thread, keys)).toEqual({ kind: "unverified", why });
  });

  it("does not count where it is signed and we have no keys at all", () => {
    const line = encodeSummary(aSummary(), thread, keys);
    expect(decodeSummary(line, thread, noKeys).kind).toBe("unverified");
  });

  it.each([
    ["a newer version", '{"version":2}'],
    ["no object", "{}"],
    ["keys of the language", '{"__proto__":{"version":1},"constructor":1}'],
    ["no JSON", "{,}"],
  ])("does not count with %s in it, though the signature fits", (_what, payload) => {
    const signed = keys.sign(`summary 987654321#42\n${payload}`);
    const line = `<!-- allclear:summary 987654321#42 hmac=${signed} ${payload} -->`;
    expect(decodeSummary(line, thread, keys)).toEqual({
      kind: "unverified",
      why: "it is no summary this version knows",
    });
  });

  it("is not there in a body without one", () => {
    for (const body of [
      "",
      "hello",
      "<!-- allclear:summary",
      "<!-- allclear:incident 1#2 card=3 -->",
    ]) {
      expect(decodeSummary(body, thread, noKeys)).toEqual({ kind: "none" });
    }
  });

  it("counts as the last one says", () => {
    const [older, newer] = [aSummary({ severity: "SEV3" }), aSummary({ severity: "SEV1" })];
    const lines = [older, newer].map((summary) => encodeSummary(summary, thread, keys));
    expect(decodeSummary(lines.join("\n"), thread, keys)).toEqual({ kind: "read", summary: newer });
  });
});

describe("a summary that is too long", () => {
  const many = (count: number, name: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => name(index));
  const read = (summary: IncidentSummary) => {
    const decoded = decodeSummary(encodeSummary(summary, thread, keys), thread, keys);
    return decoded.kind === "read" ? decoded.summary : undefined;
  };

  it("loses its last services first, and says how many", () => {
    const services = many(300, (index) => `service-${index}`);
    const summary = aSummary({ services });
    const shown = read(summary);
    expect(shown).toEqual({
      ...summary,
      services: services.slice(0, shown?.services.length),
      moreServices: 300 - (shown?.services.length ?? 0),
    });
    expect(shown?.services.length).toBeGreaterThan(20);
  });

  it("leaves out a service whose name is endless, and keeps the others", () => {
    const shown = read(aSummary({ services: ["x".repeat(5000), "web"] }));
    expect(shown).toMatchObject({ services: ["web"], moreServices: 1 });
  });

  it("loses due dates of open items only when no service is left", () => {
    const openDue = many(400, () => "2026-08-15");
    const actionItems = { total: 400, done: 0, dropped: 0, inTime: 0, late: 0, openDue };
    const shown = read(aSummary({ services: ["web"], actionItems }));
    expect(shown?.actionItems).toEqual({ ...actionItems, openDue: openDue.slice(0, 12) });
    expect(shown?.services).toEqual(["web"]);
  });

  it("always fits and can be read, whatever is in it", () => {
    const states = ["opening", "not-opened", "draft", "open", "merged", "closed"] as const;
    const counts = Object.fromEntries(states.map((state) => [state, 999]));
    const worst = aSummary({
      severity: "<".repeat(100),
      services: many(5000, () => "\u0000".repeat(60)),
      mitigations: { rollback: counts, hotfix: counts },
    });
    expect(encodeSummary(worst, thread, keys).length).toBeLessThanOrEqual(longestSummary);
    expect(read(worst)?.mitigations).toEqual(worst.mitigations);
  });
});

describe("putting it into a body", () => {
  const line = (severity: string) => encodeSummary(aSummary({ severity }), thread, keys);
  // A line end that came apart is the host's to mend.
  const anyBody = hostileText.filter((text) => !text.endsWith("\r"));

  it("changes nothing else, and taking it out again leaves the body as it was", () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const marked = withSummaryMarker(body, line("SEV1"));
        expect(marked.startsWith(body)).toBe(true);
        expect(withSummaryMarker(marked, undefined)).toBe(body);
        expect(withSummaryMarker(marked, line("SEV1"))).toBe(marked);
      }),
    );
  });

  it("replaces the one that is there where it is, byte for byte", () => {
    fc.assert(
      fc.property(anyBody, anyBody, fc.constantFrom("\n", "\r\n"), (before, after, lineEnd) => {
        const body = (mark: string) => `${before}${lineEnd}${mark}\n${after}`;
        expect(withSummaryMarker(body(line("SEV1")), line("SEV2"))).toBe(body(line("SEV2")));
      }),
    );
  });

  it("leaves one of several", () => {
    const body = `a\n${line("SEV1")}\nb\n${line("SEV2")}\nc`;
    expect(withSummaryMarker(body, line("SEV3"))).toBe(`a\nb\n${line("SEV3")}\nc`);
    expect(withSummaryMarker(body, undefined)).toBe("a\nb\nc");
  });

  it("lives beside the marker that names the card", () => {
    const card = { ...thread, commentId: 77 };
    const marked = withSummaryMarker(withBodyMarker("It is down", card), line("SEV1"));
    expect(cardNamedIn(marked, thread)).toBe(77);
    const again = withBodyMarker(marked, { ...card, commentId: 78 });
    expect(cardNamedIn(again, thread)).toBe(78);
    expect(decodeSummary(again, thread, keys)).toMatchObject({ kind: "read" });
  });

  it("takes no time in a body full of openers", () => {
    const flood = "<!-- allclear:summary ".repeat(2500);
    expect(decodeSummary(flood, thread, keys)).toEqual({ kind: "none" });
    expect(withSummaryMarker(flood, line("SEV1"))).toBe(`${flood}\n${line("SEV1")}`);
  });
});
