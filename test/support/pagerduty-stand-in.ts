import type { ServerResponse } from "node:http";
import {
  type AnswerWith,
  answerWith,
  type HttpsStandIn,
  hangUp,
  neverAnswer,
  type Received,
} from "./https-stand-in.ts";
import { follow, type OpenAlert, slotOf } from "./in-memory-pager.ts";
import { type Event, readEvent } from "./pagerduty-event.ts";

export type Trouble = keyof typeof troubles;

/**
 * PagerDuty's Events API v2, as its documentation has it: asynchronous, so a 202 promises nothing
 * but that the event was understood. Alerts are kept by service and `dedup_key`.
 */
export class PagerDutyStandIn {
  /** What is open, by the name of the service and the key: `checkout 1#12`. */
  readonly open = new Map<string, OpenAlert>();
  /** How often anybody was woken: a second trigger of an open alert wakes nobody. */
  woken = 0;
  readonly accepted: Event[] = [];
  readonly #services: ReadonlyMap<string, string>;
  #trouble: { readonly kind: Trouble; left: number } | undefined;

  /** `services`: names by integration key. */
  constructor(standIn: HttpsStandIn, services: ReadonlyMap<string, string>) {
    this.#services = services;
    standIn.answer((response, received) => this.#answer(response, received));
  }

  /** The next requests meet this; all of them unless told how many. */
  break(kind: Trouble, times = Number.POSITIVE_INFINITY): void {
    this.#trouble = { kind, left: times };
  }

  mend(): void {
    this.#trouble = undefined;
  }

  #answer(response: ServerResponse, received: Received): void {
    const trouble = this.#trouble;
    const meets = trouble !== undefined && trouble.left-- > 0 ? trouble.kind : undefined;
    const isTaken = meets === undefined || meets === "lost";
    const answer = isTaken ? this.#take(received) : undefined;
    const shown = meets === undefined ? answer : troubles[meets];
    shown?.(response, received);
  }

  #take(received: Received): AnswerWith {
    const { event, errors } = readEvent(received, [...this.#services.keys()]);
    if (event === undefined) return answerWith(400, invalid(errors));
    const { routing_key: routingKey, dedup_key: key = "", event_action: action } = event;
    this.accepted.push(event);
    const slot = slotOf({ name: this.#services.get(routingKey) ?? "" }, key);
    if (action === "trigger" && !this.open.has(slot)) this.woken += 1;
    const { summary = "", severity = "info" } = event.payload ?? {};
    follow(this.open, slot, { action, summary, severity });
    return answerWith(202, { status: "success", message: "Event processed", dedup_key: key });
  }
}

function invalid(errors: readonly string[]) {
  return { status: "invalid event", message: "Event object is invalid", errors };
}

const html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
const throttled = { status: "throttle exceeded", message: "Requests are arriving too quickly" };

const troubles = {
  down: hangUp,
  slow: neverAnswer,
  /** Takes the event, and the answer never arrives. */
  lost: hangUp,
  limited: answerWith(429, throttled),
  "limited for a minute": answerWith(429, throttled, { "retry-after": "60" }),
  broken: answerWith(500, { status: "error", message: "Internal Server Error" }),
  "broken for a minute": answerWith(503, "", { "retry-after": "60" }),
  "html in a 502": answerWith(502, html),
  "html in a 200": answerWith(200, html),
  "error in a 200": answerWith(200, invalid(["Invalid routing key"])),
  "limit in a 200": answerWith(200, throttled),
  forbidden: answerWith(403, { status: "error", message: "Forbidden" }),
  moved: answerWith(302, "", { location: "https://elsewhere.example.com/" }),
};
