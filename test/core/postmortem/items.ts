import fc from "fast-check";
import type { ActionItem } from "../../../src/core/incident/incident.ts";
import { plainTitle } from "../../../src/core/thread/inert.ts";
import { sampleStamp } from "../../../src/sandbox/sample-incident.ts";
import { hostileText as hostileMarkdown } from "../view/hostile.ts";

export const web = { webUrl: "https://github.com" };

export function anItem(number: number, more: Partial<ActionItem> = {}): ActionItem {
  return {
    number,
    stamp: sampleStamp(number),
    text: "Alert on queue length",
    state: "open",
    ...more,
  };
}

const tricks = [
  "a · owner bob",
  "a — due 2026-08-15 | prevent",
  "a (@ada, due 2026-08-15, prevent)",
  "ask @ada",
  "by due 2026-08-15",
  "· prevent",
  "verified when x",
  "a · tracked in o/r#7",
  "**4.** a",
  "**4. won't do** a",
  "<!-- allclear:item 3 o abc --> -->",
  "[x] [ ] a",
  "fixes #12 and closes o/r#7",
  "`https://a.example` https://b.example`` www. http://",
  "&amp; &lt; & &<amp; \\& \\\\",
  "🔥👩‍👩‍👧 · 🧯",
  "one\r\ntwo\n\n- [ ] three",
  "\u200dx\u200b · y\u200b",
];

export const hostileText = fc.oneof(
  hostileMarkdown,
  fc.constantFrom(...tricks),
  fc.array(fc.constantFrom(...tricks), { minLength: 2, maxLength: 3 }).map((all) => all.join(" ")),
  fc
    .array(fc.constantFrom(..." ·—|()`\\[]*_@#&;<>!-/:.,a1\n\u200b".split("")), { maxLength: 14 })
    .map((signs) => signs.join("")),
);

const shortOf = (max: number) => hostileText.map((text) => text.slice(0, max));

const anyItem: fc.Arbitrary<ActionItem> = fc.record(
  {
    number: fc.constant(0),
    stamp: fc.constant(sampleStamp(1)),
    text: shortOf(390),
    state: fc.constantFrom("open", "done", "dropped"),
    owner: fc.constantFrom("ada", "grace-2", "linus_acme"),
    due: fc.constantFrom("2026-08-15", "2027-02-28"),
    type: fc.constantFrom("prevent", "detect", "mitigate", "process"),
    verified: shortOf(290),
    tracked: fc.constant({
      ...{ repository: "acme/api", repositoryId: 7, number: 77, id: 1 },
      ...{ url: "https://github.com/acme/api/issues/77", state: "open" as const },
    }),
  },
  { requiredKeys: ["number", "stamp", "text", "state"] },
);

/** Action items made of hostile text, numbered from one. */
export const anyItems = fc
  .array(anyItem, { maxLength: 5 })
  .map((items) => items.map((item, at) => ({ ...item, number: at + 1 })));

/** A text in one line, without what nobody sees: more of it no row can show. */
export function shownText(text: string | undefined): string {
  return plainTitle(text ?? "")
    .replace(/^[\s\u200c\u200d]+/, "")
    .trim();
}
