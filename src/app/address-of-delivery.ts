import { hasCommandLine, seenComment } from "../adapters/github/seen-comment.ts";
import { type Address, type MustHaveSeen, ownText } from "../reconcile/address.ts";
import { addressOfPush, fileEvents } from "./address-of-push.ts";
import type { KnownLabels } from "./known-labels.ts";
import { type Fields, fieldsOf, idOf, isId, isText, repositoryIn } from "./payload.ts";

/** Why a delivery asks for no look. */
export type Irrelevant =
  | "not an event we follow"
  | "names no issue"
  | "no file of ours"
  | "our own doing"
  | "no incident"
  | "no label that we know";

export interface Judge {
  readonly labels: Pick<KnownLabels, "isOurs">;
  /** Our login, `<slug>[bot]`; undefined until GitHub has told us. */
  readonly ourLogin: () => string | undefined;
  readonly now: () => Date;
}

/** The events that tell of issues; `app.yml` subscribes to them. */
export const followedEvents = ["issues", "issue_comment"] as const;

/**
 * Which issue a delivery is about, or that it is about files of ours, and what a look must have
 * seen; or why nobody has to look. The payload goes no further than this. Calls nothing: it says no
 * by what the payload shows.
 */
export function addressOfDelivery(
  delivery: { readonly event: string; readonly payload: unknown },
  judge: Judge,
): Address | Irrelevant {
  const payload = fieldsOf(delivery.payload);
  if (fileEvents.some((event) => event === delivery.event)) {
    return addressOfPush(payload, judge.now()) ?? "no file of ours";
  }
  if (!followedEvents.some((event) => event === delivery.event)) return "not an event we follow";
  const place = issueIn(payload);
  if (place === undefined) return "names no issue";
  const comment = fieldsOf(payload.comment);
  if (delivery.event === "issue_comment" && idOf(comment) === undefined) return "names no issue";
  if (isOwnDoing(payload, judge)) return "our own doing";
  const hasCommand = hasCommandLine(payload.action, comment.body);
  if (!hasCommand && !isIncident(payload, place.repository, judge)) {
    return shownLabels(payload).length > 0 ? "no label that we know" : "no incident";
  }
  return { ...place, seen: seenIn(payload, { hasCommand, now: judge.now() }) };
}

type Place = Omit<Address, "seen">;

function issueIn(payload: Fields): Place | undefined {
  const place = repositoryIn(payload);
  const { number } = fieldsOf(payload.issue);
  return place !== undefined && isId(number) ? { ...place, issue: number } : undefined;
}

// What we do comes back as a delivery. Only an issue that we opened still has to be looked at.
function isOwnDoing(payload: Fields, { ourLogin }: Judge): boolean {
  const ours = ourLogin();
  if (ours === undefined || fieldsOf(payload.sender).login !== ours) return false;
  return payload.action !== "opened" || payload.comment !== undefined;
}

function isIncident(payload: Fields, repository: number, { labels }: Judge): boolean {
  if (shownLabels(payload).some((label) => labels.isOurs(repository, label))) return true;
  const issue = fieldsOf(payload.issue);
  const before = fieldsOf(fieldsOf(fieldsOf(payload.changes).body)).from;
  return [issue.body, before].some((body) => isText(body) && body.includes("<!-- allclear:"));
}

function shownLabels(payload: Fields): readonly string[] {
  const { labels } = fieldsOf(payload.issue);
  // A label just taken off is no longer among the issue's.
  const shown = [...(Array.isArray(labels) ? labels : []), payload.label];
  return shown.map((label) => fieldsOf(label).name).filter(isText);
}

function seenIn(
  payload: Fields,
  { hasCommand, now }: { hasCommand: boolean; now: Date },
): MustHaveSeen {
  const { updated_at: updatedAt } = fieldsOf(payload.issue);
  const { action } = payload;
  const id = idOf(fieldsOf(payload.comment));
  const by = fieldsOf(payload.sender).login;
  const edited = payload.comment === undefined && action === "edited" && isText(by);
  return {
    toldAt: now.toISOString(),
    ...(isInstant(updatedAt) && action !== "deleted" && { updatedAt }),
    ...(edited && { edited: [{ commentId: ownText, by }] }),
    ...(id !== undefined && seenComment({ id, action, by, hasCommand })),
  };
}

function isInstant(value: unknown): value is string {
  return isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value);
}
