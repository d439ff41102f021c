import { hasCommandLine, seenComment } from "../src/adapters/github/seen-comment.ts";
import type { MustHaveSeen } from "../src/reconcile/address.ts";
import { instantOf } from "../src/std/instant.ts";
import type { RunnerEvent } from "./runner.ts";
import { WrongRunner } from "./runner.ts";

/** Which issue an event is about, and what a look must have seen. */
export interface EventAddress {
  readonly issue: number;
  readonly seen: MustHaveSeen;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Undefined where the event names no issue, as a schedule does. The payload goes no further than
 * this.
 */
export function addressOfEvent(event: RunnerEvent, now: Date): EventAddress | undefined {
  if (event.name !== "issues" && event.name !== "issue_comment") return undefined;
  const payload = fieldsOf(event.payload);
  const { number, updated_at: updatedAt } = fieldsOf(payload.issue);
  if (!isId(number)) {
    throw new WrongRunner(
      `The event ${event.name}: got no issue number; expected the payload of that event, ` +
        "for example with issue.number: 42",
    );
  }
  return { issue: number, seen: seenIn(payload, { updatedAt, now }) };
}

/** The commit a pull request proposes; the one it runs for is a merge that nobody sees. */
export function headOfEvent({ payload }: RunnerEvent): string | undefined {
  const { sha } = fieldsOf(fieldsOf(fieldsOf(payload).pull_request).head);
  return typeof sha === "string" && /^[0-9a-f]{40}$/.test(sha) ? sha : undefined;
}

/** The number of the pull request that the event is about. */
export function pullOfEvent({ payload }: RunnerEvent): number | undefined {
  const { number } = fieldsOf(fieldsOf(payload).pull_request);
  return isId(number) ? number : undefined;
}

function seenIn(
  payload: Fields,
  { updatedAt, now }: { updatedAt: unknown; now: Date },
): MustHaveSeen {
  const { action } = payload;
  const { id, body, updated_at: commentedAt } = fieldsOf(payload.comment);
  const by = fieldsOf(payload.sender).login;
  const gone = action === "deleted";
  const happenedAt = [commentedAt, updatedAt].find(isInstant);
  return {
    // A runner takes its time to start: what GitHub has not shown by then was lost since.
    toldAt: gone || happenedAt === undefined ? instantOf(now) : happenedAt,
    ...(isInstant(updatedAt) && !gone && { updatedAt }),
    ...(isId(id) && seenComment({ id, action, by, hasCommand: hasCommandLine(action, body) })),
  };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isInstant(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
}
