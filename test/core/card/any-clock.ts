import fc from "fast-check";
import type { Room } from "../../../src/core/incident/destinations.ts";
import {
  type AskedCall,
  type CallForHelp,
  pageStates,
  type SentPage,
} from "../../../src/core/incident/escalation.ts";
import type { AskedReminder } from "../../../src/core/incident/reminder.ts";
import { shape } from "../incident/shape.ts";
import { anyStamp, instant, login, text } from "./any-parts.ts";

const word = fc.string({ maxLength: 30 });

export const askedReminder = shape<AskedReminder>({ id: word, by: login, at: instant, text }, [
  ...(["id", "by", "at"] as const),
]);

const target = fc.record(
  { by: fc.constantFrom("mention", "pagerduty", "webhook"), name: login },
  { noNullPrototype: true },
);

export const page = shape<SentPage>(
  { key: word, call: instant, target, state: fc.constantFrom(...pageStates) },
  ["key", "call", "target", "state"],
);

export const response = shape<CallForHelp>(
  { since: instant, by: login, reason: text, first: fc.constant(true) },
  ["since"],
);

export const room = shape<Room>(
  { channel: word, thread: word, url: text, archived: fc.constant(true) },
  ["channel", "url"],
);

export const call = shape<AskedCall>({ stamp: anyStamp, policy: word, by: login, reason: text }, [
  ...(["stamp", "policy", "by"] as const),
]);
