import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { postmortemPath, renderPostmortemFile } from "../../../src/core/view/postmortem-file.ts";
import {
  sampleConfig as config,
  samplePlace as place,
  sampleEnding,
  sampleEvents,
  sampleIncident,
  sampleStamp,
} from "../../../src/sandbox/sample-incident.ts";
import { templates } from "./built-in.ts";
import { nodesOf } from "./harmless.ts";
import { hostileIncident } from "./hostile.ts";

const over = sampleIncident([...sampleEvents, ...sampleEnding]);
const given = {
  incident: over,
  config,
  templates,
  place,
  title: "Checkout *down*",
  repositoryId: 7,
};

describe("a postmortem as a file", () => {
  it("begins with its title, and has the checklist without what is hidden", () => {
    const text = renderPostmortemFile(given);
    expect(text).toMatch(/^# Postmortem: Checkout \\\*down\\\*\n\n[^#]/);
    expect(text).toMatch(/\n- \[x\] \*\*2\.\*\* Write a runbook for the payment queue\n$/);
    expect(text).not.toContain("/postmortem");
  });

  it("holds the whole timeline", () => {
    const timeline = Array.from({ length: 900 }, (_, at) => ({
      ...{ stamp: sampleStamp(at), kind: "NoteAdded", text: `note ${at} ${"x".repeat(500)}` },
    }));
    const text = renderPostmortemFile({ ...given, incident: { ...over, timeline } });
    expect(text.match(/\| note \d+/g)).toHaveLength(900);
    expect(text).not.toContain("in the comments below");
  });

  it("hides nothing and links only to whole addresses, whatever it is made of", () => {
    fc.assert(
      fc.property(hostileIncident, (incident) => {
        const text = renderPostmortemFile({ ...given, incident });
        expect(text).not.toContain("<!--");
        for (const node of nodesOf(text)) {
          expect(node.type).not.toBe("image");
          if (node.type === "link") expect(node.url).toMatch(/^https?:\/\//);
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe("the path of the file", () => {
  test.each([
    ["Checkout down", "postmortems/2026-08-01-12-checkout-down.md"],
    ["  Größe & Preis: «kaputt»! ", "postmortems/2026-08-01-12-gro-e-preis-kaputt.md"],
    ["決済が停止", "postmortems/2026-08-01-12.md"],
    ["../../etc/passwd", "postmortems/2026-08-01-12-etc-passwd.md"],
    ["a".repeat(59) + " b".repeat(40), `postmortems/2026-08-01-12-${"a".repeat(59)}.md`],
  ])("of %s is made of plain letters", (title, expected) => {
    const named = { number: 12, title, date: "2026-08-01" };
    expect(postmortemPath("postmortems", named)).toBe(expected);
    expect(postmortemPath("/../postmortems/", named)).toBe(expected);
  });

  it("may lie at the root", () => {
    expect(postmortemPath("", { number: 1, title: "x", date: "2026-08-01" })).toBe(
      "2026-08-01-1-x.md",
    );
  });
});
