import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  actionItemIn,
  actionItemMarker,
  knownIn,
  knownMarker,
  postmortemMarker,
  postmortemOf,
  reminderIn,
  reminderMarker,
  timelineIn,
  timelineMarker,
} from "../../../src/core/card/markers.ts";
import { costOf } from "../card/cost-of.ts";
import { hostileText } from "../card/hostile-text.ts";

const id = fc.integer({ min: 1, max: 9_000_000_000 });
const stamp = "2026-08-01T10:00:00Z/t/123/0";

/** Each marker, what it reads back as, and how it is read. */
const markers: readonly (readonly [string, string, unknown, (body: string) => unknown])[] = [
  [
    "postmortem",
    postmortemMarker({ repository: 7, issue: 12 }),
    { repository: 7, issue: 12 },
    postmortemOf,
  ],
  ["timeline", timelineMarker(3), 3, timelineIn],
  ["reminder", reminderMarker(stamp), stamp, reminderIn],
  [
    "action item",
    actionItemMarker({ repository: 7, issue: 12, number: 3 }),
    { repository: 7, issue: 12, number: 3 },
    actionItemIn,
  ],
  ["known", knownMarker("i12"), "i12", knownIn],
];

describe.each(markers)("the marker of a %s", (_name, marker, expected, read) => {
  it("is read below any text, with any line ends", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const body = `${text}\n\n${marker}`;
        for (const stored of [body, `${body}\n`, body.replace(/\r?\n/g, "\r\n")]) {
          expect(read(stored)).toEqual(expected);
        }
      }),
    );
  });

  it("is not read where there is none, or one of another kind", () => {
    expect(read("text")).toBeUndefined();
    expect(read(marker.replace("allclear", "somebody"))).toBeUndefined();
    expect(read(marker.replace(/\d/, "x"))).toBeUndefined();
    for (const [, other] of markers) if (other !== marker) expect(read(other)).toBeUndefined();
  });

  it("costs little to look for", () => {
    const half = marker.slice(0, -4);
    for (const body of [half.repeat(1_500), `a${"\n".repeat(60_000)}b`]) {
      expect(costOf(() => read(body))).toBeLessThan(100);
    }
  });
});

describe("the last marker counts", () => {
  it("where people wrote below it, or quoted another one", () => {
    fc.assert(
      fc.property(id, id, (repository, issue) => {
        const own = postmortemMarker({ repository, issue });
        const forged = postmortemMarker({ repository: 1, issue: 2 });
        expect(postmortemOf(`> ${forged}\n\n${own}\n\nPS: more`)).toEqual({ repository, issue });
      }),
    );
  });
});
