import fc from "fast-check";
import { type ActionItem, actionItemTypes } from "../../../src/core/incident/incident.ts";
import { type Postmortem, postmortemStates } from "../../../src/core/incident/postmortem.ts";
import { shape } from "../incident/shape.ts";
import { anyStamp, id, instant, login, text } from "./any-parts.ts";

const tracked = fc.record(
  {
    repository: text,
    repositoryId: id,
    number: id,
    id,
    url: text,
    state: fc.constantFrom("open", "closed"),
  },
  { noNullPrototype: true },
);
export const postmortem = shape<Postmortem>(
  {
    state: fc.constantFrom(...postmortemStates),
    stamp: anyStamp,
    by: login,
    dueAt: instant,
    owner: login,
    issue: fc.record({ number: id, id, url: text }, { noNullPrototype: true }),
    why: text,
    review: fc.record(
      { digest: fc.constant("1k2j3"), findings: fc.nat() },
      { noNullPrototype: true },
    ),
  },
  ["state", "stamp", "by"],
);
export const item = shape<ActionItem>(
  {
    number: fc.nat(),
    stamp: anyStamp,
    text,
    owner: login,
    due: fc.constant("2026-08-15"),
    type: fc.constantFrom(...actionItemTypes),
    verified: text,
    state: fc.constantFrom("open", "done", "dropped"),
    note: text,
    tracked,
  },
  ["number", "stamp", "text", "state"],
);
