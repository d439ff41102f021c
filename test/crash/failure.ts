import { pageIn, reminderIn } from "../../src/core/card/markers.ts";
import type { Address } from "../../src/reconcile/address.ts";
import { Again, Stop, type StopReason } from "../../src/reconcile/failure.ts";
import type { HostCall } from "../support/intercepted-host.ts";
import { playDisturbed, type Undisturbed } from "./disturbed.ts";
import { longestLagMs } from "./lag.ts";

/** What may come instead of an answer, in the port's words. */
export const failureKinds = [
  "again",
  "again in a minute",
  "again, lost and not applied",
  "again, lost but applied",
  "forbidden",
  "refused",
  "unsupported",
  "gone",
] as const;

export interface Failing {
  /** Counts the calls of the undisturbed run from 1. */
  readonly call: number;
  readonly kind: (typeof failureKinds)[number];
}

export function allFailures(calls: number): readonly Failing[] {
  const numbers = Array.from({ length: calls }, (_, index) => index + 1);
  return numbers.flatMap((call) => failureKinds.map((kind) => ({ call, kind })));
}

export function describeFailing({ call, kind }: Failing): string {
  return `call ${call}: ${kind}`;
}

/** Plays the story with one answer replaced; a resync follows. */
export async function playFailing(
  undisturbed: Undisturbed,
  { call: at, kind }: Failing,
): Promise<readonly string[]> {
  let failed = false;
  let resyncs = 0;
  return playDisturbed(undisturbed, {
    mayDiffer: turnsOffAnEffect(undisturbed, { call: at, kind }),
    intercept: async (_world, call, send) => {
      if (call.number !== at) return send();
      failed = true;
      if (kind === "again, lost but applied") await send().catch(() => {});
      throw failureOf(kind, call);
    },
    atRest: (world) => {
      if (!failed || resyncs === 2) return;
      resyncs += 1;
      // A comment that the lists did not show to the first resync is seen by the next one.
      world.time.advance(longestLagMs);
      if (undisturbed.story.needsDeliveries !== true) return world.resync();
      for (const address of lookedAt(world.calls)) world.enqueue(address);
    },
  });
}

/** A missing permission turns off exactly that effect: it is reported and not tried again. */
function turnsOffAnEffect({ calls }: Undisturbed, { call, kind }: Failing): boolean {
  const { isWrite, method, args = [] } = calls[call - 1] ?? {};
  // Nobody waits for a pager that fails: it is announced at once.
  if (method === "page") return true;
  const isRefusal = ["forbidden", "refused", "unsupported", "gone"].includes(kind);
  // A postmortem, or the issue of an action item, may be gone alone, or not be ours to touch.
  const opens = method === "listLabeled" || method === "ensureLabel" || method === "openIssue";
  if (isRefusal && (isOther({ args }) || opens)) return true;
  // What it says by itself may be about a postmortem that is gone alone, and is looked for first.
  const [one, next] = calls.slice(call - 1);
  const isLookedFor = one?.method === "readComments" && isByItself(next);
  if (isRefusal && (isByItself(one) || isLookedFor)) return true;
  if (method !== undefined && ofHistory.some((names) => names.test(method))) {
    return ["forbidden", "refused", "unsupported", "gone"].includes(kind);
  }
  // The setup check says what it could not read.
  if (kind === "gone") return method !== undefined && mayBeGone.includes(method);
  if (!["forbidden", "refused", "unsupported"].includes(kind)) return false;
  // Read for the marker in the body or the boxes of a runbook, not at the start of a look.
  const isRead = method === "readIssue" || method === "readComment";
  const before = calls[call - 2];
  const forEffect =
    isRead &&
    (before?.isWrite === true ||
      before?.method === "listLabeled" ||
      before?.method === "readComment" ||
      before?.method === "readComments" ||
      isOther(before));
  return isWrite === true || forEffect || (method !== undefined && forEffects.includes(method));
}

function isByItself(call: HostCall | undefined): boolean {
  if (call?.method !== "createComment") return false;
  const body = String(call.args[1]);
  return reminderIn(body) !== undefined || pageIn(body) !== undefined;
}

function isOther(call: Pick<HostCall, "args"> | undefined): boolean {
  const [address] = call?.args ?? [];
  return (address as Partial<Address> | undefined)?.issue !== incidentNumber;
}

/** Every story has its incident here; what it opens besides comes after it. */
const incidentNumber = 1;

/** Read and written of repositories: what may not be seen there cannot be rolled back or listed. */
const ofHistory: readonly RegExp[] = [
  /(Branch(es)?|Rules|Commits?|CommitFiles|Tag|Trees?|Folder|Repository)$/,
  /^(compare|mergeInto|requestReviews)$/,
  /(Pulls?|PullFiles|Checks?|Deployments|DeploymentStatuses|Releases|FailedRuns)$/,
  /^pullsOf/,
];

/** Called only to carry out an effect; an unreadable config is shown on the card. */
const forEffects: readonly string[] = [
  "ensureLabel",
  "listIssues",
  "readFile",
  "readOwnersFile",
  "readLabels",
  "readPermissions",
];

const mayBeGone: readonly string[] = [
  "readLabels",
  "readPermissions",
  "readFile",
  "readOwnersFile",
];

function failureOf(kind: Failing["kind"], { isWrite }: HostCall): Error {
  switch (kind) {
    case "again":
      return new Again("500");
    case "again in a minute":
      return new Again("a limit", { afterMs: 60_000 });
    case "again, lost and not applied":
    case "again, lost but applied":
      return new Again("502", { lost: isWrite });
    default:
      return new Stop(kind satisfies StopReason, kind);
  }
}

/** What GitHub's list of failed deliveries would lead to: the addresses of all looks so far. */
function lookedAt(calls: readonly HostCall[]): readonly Address[] {
  const places = calls.map(({ args: [place] }) => place as Partial<Address>);
  const addresses = places.filter((place) => place.issue !== undefined);
  const each = new Map(addresses.map((address) => [JSON.stringify(address), address]));
  return [...each.values()] as readonly Address[];
}
