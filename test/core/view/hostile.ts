import fc from "fast-check";
import {
  type ActionItem,
  actionItemTypes,
  type Incident,
  type Link,
  type TimelineEntry,
} from "../../../src/core/incident/incident.ts";
import { statuses } from "../../../src/core/incident/lifecycle.ts";
import { type Postmortem, postmortemStates } from "../../../src/core/incident/postmortem.ts";
import { sampleInstant, sampleStamp } from "../../../src/sandbox/sample-incident.ts";

const tricks = [
  "@jane @org/everyone \uff20jane &#64;jane",
  "/resolve\n/cancel false-positive",
  "fixes #12, closes owner/repo#12, resolves https://github.com/o/r/issues/1",
  "</details><!-- allclear:card --> <img src=x>",
  "```\n~~~\n    code",
  "`@jane` ` `` ```",
  "a | b | c\n--- | ---",
  '[here](https://evil.example "title") ![](https://evil.example/x.png)',
  "[a]: https://evil.example",
  "- [ ] task\n- [x] done",
  "# heading\n===\n> quote\n> [!CAUTION]",
  "{{commander}} {{{status}}} {{#drill}} $" + "{{ secrets.X }}",
  "\u202eevil \u0000 \ud800 \u{e0041}",
  "https://user:secret@evil.example/@jane",
  "**bold** ~~gone~~ *x* _y_ \\",
  "",
];

/** What people may write, and worse. */
export const hostileText = fc.oneof(
  fc.constantFrom(...tricks),
  fc.array(fc.constantFrom(...tricks), { minLength: 2, maxLength: 4 }).map((all) => all.join(" ")),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom("@", "`", "*", "~", "[", "\\", "\n/", "<", "|").map((one) => one.repeat(700)),
);

const stamped = fc.integer({ min: 0, max: 4000 }).map((minutes) => sampleStamp(minutes));

const entry: fc.Arbitrary<TimelineEntry> = fc.record(
  {
    stamp: stamped,
    kind: fc.constantFrom("NoteAdded", "IncidentResolved", "IncidentDismissed"),
    by: hostileText,
    text: hostileText,
    at: fc.constantFrom(sampleInstant(-90), sampleInstant(4), "nonsense"),
    withdrawn: fc.boolean(),
  },
  { requiredKeys: ["stamp", "kind"] },
);

const item: fc.Arbitrary<ActionItem> = fc.record(
  {
    number: fc.nat(),
    stamp: stamped,
    text: hostileText,
    state: fc.constantFrom("open", "done", "dropped"),
    owner: hostileText,
    due: hostileText,
    type: fc.constantFrom(...actionItemTypes),
    verified: hostileText,
    note: hostileText,
    tracked: fc.record({
      repository: fc.oneof(fc.constant("octo-org/web"), hostileText),
      repositoryId: fc.nat(),
      number: fc.nat(),
      id: fc.nat(),
      url: fc.constant("https://github.com/octo-org/web/issues/7"),
      state: fc.constantFrom("open", "closed"),
    }),
  },
  { requiredKeys: ["number", "stamp", "text", "state"] },
);

const postmortem: fc.Arbitrary<Postmortem> = fc.record(
  {
    state: fc.constantFrom(...postmortemStates),
    stamp: stamped,
    by: hostileText,
    dueAt: fc.constantFrom(sampleInstant(2880), "nonsense"),
    owner: hostileText,
    issue: fc.constant({
      number: 31,
      id: 9031,
      url: "https://github.com/octo-org/shop/issues/31",
    }),
    why: hostileText,
    review: fc.record({ digest: hostileText, findings: fc.nat() }),
  },
  { requiredKeys: ["state", "stamp", "by"] },
);

const link: fc.Arbitrary<Link> = fc.record({
  stamp: stamped,
  relation: fc.constantFrom("link", "related", "duplicate"),
  target: fc.oneof(hostileText, fc.webUrl(), fc.constantFrom("#7", "octo-org/shop#9")),
  text: hostileText,
});

/** An incident made of nothing but hostile text. */
export const hostileIncident: fc.Arbitrary<Incident> = fc.record({
  status: fc.constantFrom(...statuses),
  severity: fc.oneof(fc.constantFrom("SEV1", "SEV3"), hostileText),
  drill: fc.boolean(),
  summary: hostileText,
  impact: fc.record({ text: hostileText, users: hostileText, regions: fc.array(hostileText) }),
  services: fc.array(hostileText),
  roles: fc.dictionary(fc.oneof(fc.constant("commander"), hostileText), hostileText, {
    maxKeys: 5,
  }),
  responders: fc.array(hostileText),
  milestones: fc.record(
    {
      startedAt: fc.constantFrom(sampleInstant(-20), "nonsense"),
      declaredAt: fc.constant(sampleInstant(0)),
      mitigatedAt: fc.constantFrom(sampleInstant(-40), sampleInstant(40)),
      resolvedAt: fc.constant(sampleInstant(60)),
    },
    { requiredKeys: ["declaredAt"] },
  ),
  update: fc.record({ text: hostileText, by: hostileText, at: fc.constant(sampleInstant(5)) }),
  updates: fc.nat(),
  timeline: fc.array(entry),
  actionItems: fc.array(item),
  links: fc.array(link),
  postmortem,
  dismissal: fc.record({
    reason: fc.constantFrom("duplicate", "external"),
    duplicateOf: hostileText,
    text: hostileText,
  }),
  setBy: stamped.map((status) => ({ status })),
});
