import { hasCommandLine, seenComment } from "../adapters/github/seen-comment.ts";
import type { Address, MustHaveSeen } from "../reconcile/address.ts";
import type { KnownLabels } from "./known-labels.ts";

/** Why a delivery asks for no look. */
export type Irrelevant =
  | "not an event we follow"
  | "names no issue"
  | "our own doing"
  | "no incident"
  | "no label that we know";

export interface Judge {
  readonly labels: Pick<KnownLabels, "isOurs">;
  /** Our login, `<slug>[bot]`; undefined until GitHub has told us. */
  readonly ourLogin: () => string | undefined;
  readonly now: () => Date;
}

/** The events that may ask for a look; `app.yml` subscribes to them. */
export const followedEvents = ["issues", "issue_comment"] as const;

/**
 * Which issue a delivery is about and what a look must have seen; or why nobody has to look. The
 * payload goes no further than this. Calls nothing: it says no by what the payload shows.
 */
export function addressOfDelivery(
  delivery: { readonly event: string; readonly payload: unknown },
  judge: Judge,
): Address | Irrelevant {
  if (!followedEvents.some((event) => event === delivery.event)) return "not an event we follow";
  const payload = read(delivery.payload);
  const place = placeOf(payload);
  if (place === undefined) return "names no issue";
  const comment = read(payload.comment);
  if (delivery.event === "issue_comment" && idOf(comment) === undefined) return "names no issue";
  if (isOwnDoing(payload, judge)) return "our own doing";
  const hasCommand = hasCommandLine(payload.action, comment.body);
  if (!hasCommand && !isIncident(payload, place.repository, judge)) {
    return shownLabels(payload).length > 0 ? "no label that we know" : "no incident";
  }
  return { ...place, seen: seenIn(payload, { hasCommand, now: judge.now() }) };
}

type Place = Omit<Address, "seen">;

function placeOf(payload: Fields): Place | undefined {
  const repository = read(payload.repository);
  const issue = read(payload.issue);
  const installation = idOf(read(payload.installation));
  const repositoryId = idOf(repository);
  const { number } = issue;
  const name = repository.full_name;
  if (installation === undefined || repositoryId === undefined || !isId(number)) return undefined;
  if (typeof name !== "string" || !/^[^/\s]+\/[^/\s]+$/.test(name)) return undefined;
  return { installation, repository: repositoryId, name, issue: number };
}

// What we do comes back as a delivery. Only an issue that we opened still has to be looked at.
function isOwnDoing(payload: Fields, { ourLogin }: Judge): boolean {
  const ours = ourLogin();
  if (ours === undefined || read(payload.sender).login !== ours) return false;
  return payload.action !== "opened" || payload.comment !== undefined;
}

function isIncident(payload: Fields, repository: number, { labels }: Judge): boolean {
  if (shownLabels(payload).some((label) => labels.isOurs(repository, label))) return true;
  const issue = read(payload.issue);
  const before = read(read(read(payload.changes).body)).from;
  return [issue.body, before].some((body) => isText(body) && body.includes("<!-- allclear:"));
}

function shownLabels(payload: Fields): readonly string[] {
  const { labels } = read(payload.issue);
  // A label just taken off is no longer among the issue's.
  const shown = [...(Array.isArray(labels) ? labels : []), payload.label];
  return shown.map((label) => read(label).name).filter(isText);
}

function seenIn(
  payload: Fields,
  { hasCommand, now }: { hasCommand: boolean; now: Date },
): MustHaveSeen {
  const { updated_at: updatedAt } = read(payload.issue);
  const { action } = payload;
  const id = idOf(read(payload.comment));
  const by = read(payload.sender).login;
  return {
    toldAt: now.toISOString(),
    ...(isInstant(updatedAt) && action !== "deleted" && { updatedAt }),
    ...(id !== undefined && seenComment({ id, action, by, hasCommand })),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields of foreign data; none where it is no object. */
function read(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function idOf(fields: Fields): number | undefined {
  return isId(fields.id) ? fields.id : undefined;
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isInstant(value: unknown): value is string {
  return isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value);
}
