/** Hidden lines by which we find again what we made. They prove nothing without their author. */

/** At the end of an answer on an incident: what it answers, and which lines were carried out. */
export function answerMarker(to: string, doneLines: readonly number[]): string {
  return `<!-- allclear:answer ${to} done=${doneLines.join(",") || "none"} -->`;
}

/** The same on an issue that is no incident: the marker is the only record. */
export function replyMarker(to: string): string {
  return `<!-- allclear:reply ${to} -->`;
}

/** Which comment or gesture (`c5012345678`) one of our comments answers. */
export function answeredBy(body: string): string | undefined {
  return /<!-- allclear:(?:answer|reply) ([iecpdmt]\d+)(?: done=[\d,a-z]+)? -->\s*$/.exec(
    body,
  )?.[1];
}

/** The verdicts an answer on an incident records; undefined for any other comment. */
export function verdictIn(body: string): { to: string; doneLines: readonly number[] } | undefined {
  const match = /<!-- allclear:answer ([iecpdmt]\d+) done=([\d,]+|none) -->\s*$/.exec(body);
  if (match === null) return undefined;
  const [, to = "", lines = ""] = match;
  return { to, doneLines: lines === "none" ? [] : lines.split(",").map(Number) };
}

/** At the end of the list of suspects: what asked for it. */
export function suspectsMarker(to: string): string {
  return `<!-- allclear:suspects ${to} -->`;
}

export function suspectsMarkerIn(body: string): string | undefined {
  return /<!-- allclear:suspects ([iecpdmt]\d+) -->\s*$/.exec(body)?.[1];
}

export const reportMarker = "<!-- allclear:report -->";

export function isReport(body: string): boolean {
  return body.trimEnd().endsWith(reportMarker);
}

export const standBackMarker = "<!-- allclear:stand-back -->";

/** At the end of the issue's body: where the card is. */
export function bodyMarker(card: { repository: number; issue: number; commentId: number }): string {
  return `<!-- allclear:incident ${card.repository}#${card.issue} card=${card.commentId} -->`;
}

const bodyMarkers = /<!-- allclear:incident (\d{1,16})#(\d{1,16}) card=(\d{1,16}) -->/g;

/** The card comment a body names for this very thread; the last marker counts. */
export function cardNamedIn(
  body: string,
  thread: { repository: number; issue: number },
): number | undefined {
  const found = [...body.matchAll(bodyMarkers)].filter(
    ([, repository, issue]) =>
      Number(repository) === thread.repository && Number(issue) === thread.issue,
  );
  const last = found.at(-1)?.[3];
  return last === undefined ? undefined : Number(last);
}

export function withBodyMarker(
  body: string,
  card: { repository: number; issue: number; commentId: number },
): string {
  const bare = body.replaceAll(bodyMarkers, "").trimEnd();
  return bare === "" ? bodyMarker(card) : `${bare}\n\n${bodyMarker(card)}`;
}

/** In the body of an incident that `/incident declare <title>` opened: who asked for it, where. */
export interface DeclaredFrom {
  readonly repository: number;
  readonly issue: number;
  /** Stamp of the command. */
  readonly stamp: string;
  readonly by: string;
  readonly severity?: string;
  readonly services: readonly string[];
  readonly startedAt?: string;
  readonly drill: boolean;
  /** A workflow of the repository opened it: its token, which may write issues, vouches for it. */
  readonly workflow?: true;
  /** Signs `declarationText`, where keys are configured: other workflows write as the same bot. */
  readonly proof?: string;
}

/** What the proof of a declaration signs. */
export function declarationText({ proof: _proof, ...from }: DeclaredFrom): string {
  return `declared-from\n${JSON.stringify(Object.entries(from).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}

export function declaredFromMarker(from: DeclaredFrom): string {
  const json = JSON.stringify(from)
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("@", "\\u0040")
    .replaceAll("--", "-\\u002d");
  return `${declaredFromOpener}${json} -->`;
}

const declaredFromOpener = "<!-- allclear:declared-from ";

/**
 * Believed only in a body that we wrote ourselves; the last one counts, since ours ends the body.
 */
export function declaredFromIn(body: string): DeclaredFrom | undefined {
  const start = body.lastIndexOf(declaredFromOpener);
  const end = start < 0 ? -1 : body.indexOf(" -->", start);
  if (end < 0) return undefined;
  try {
    const from: unknown = JSON.parse(body.slice(start + declaredFromOpener.length, end));
    return isDeclaredFrom(from) ? from : undefined;
  } catch {
    return undefined;
  }
}

function isDeclaredFrom(value: unknown): value is DeclaredFrom {
  if (typeof value !== "object" || value === null) return false;
  const from = value as Partial<Record<keyof DeclaredFrom, unknown>>;
  return (
    Number.isSafeInteger(from.repository) &&
    Number.isSafeInteger(from.issue) &&
    typeof from.stamp === "string" &&
    typeof from.by === "string" &&
    (from.severity === undefined || typeof from.severity === "string") &&
    Array.isArray(from.services) &&
    from.services.every((service) => typeof service === "string") &&
    (from.startedAt === undefined || typeof from.startedAt === "string") &&
    typeof from.drill === "boolean" &&
    (from.workflow === undefined || from.workflow === true) &&
    (from.proof === undefined || typeof from.proof === "string")
  );
}

/** An incident's thread, as markers elsewhere name it. */
interface Owner {
  readonly repository: number;
  readonly issue: number;
}

/** At the end of a postmortem's body: which incident it is of. */
export function postmortemMarker({ repository, issue }: Owner): string {
  return `${postmortemOpener}${repository}#${issue} -->`;
}

export const postmortemOpener = "<!-- allclear:postmortem ";

/** The incident a postmortem is of; the last marker counts, wherever people wrote below it. */
export function postmortemOf(body: string): Owner | undefined {
  const found = [...body.matchAll(/<!-- allclear:postmortem (\d{1,16})#(\d{1,16}) -->/g)].at(-1);
  return found && { repository: Number(found[1]), issue: Number(found[2]) };
}

/** At the end of a comment that goes on with a postmortem's timeline; they count from one. */
export function timelineMarker(part: number): string {
  return `<!-- allclear:timeline ${part} -->`;
}

export function timelineIn(body: string): number | undefined {
  const part = /<!-- allclear:timeline ([1-9]\d{0,5}) -->\s*$/.exec(body)?.[1];
  return part === undefined ? undefined : Number(part);
}

/** At the end of a reminder: the stamp of the first one it gives. */
export function reminderMarker(stamp: string): string {
  return `<!-- allclear:reminder ${stamp} -->`;
}

export function reminderIn(body: string): string | undefined {
  const form = /<!-- allclear:reminder ([\d:.TZ-]{1,40}\/[iecpdmt]\/\d{1,16}\/\d{1,9}) -->\s*$/;
  return form.exec(body)?.[1];
}

/** At the end of the comment that pages a level. */
export function pageMarker(stamp: string): string {
  return `<!-- allclear:page ${stamp} -->`;
}

export function pageIn(body: string): string | undefined {
  const form = /<!-- allclear:page ([\d:.TZ-]{1,40}\/[iecpdmt]\/\d{1,16}\/\d{1,9}) -->\s*$/;
  return form.exec(body)?.[1];
}

/** At the end of the body of an issue that tracks an action item: which one, of which incident. */
export function actionItemMarker(item: Owner & { readonly number: number }): string {
  return `<!-- allclear:action-item ${item.repository}#${item.issue} ${item.number} -->`;
}

/** The last one counts. */
export function actionItemIn(body: string): (Owner & { readonly number: number }) | undefined {
  const form = /<!-- allclear:action-item (\d{1,16})#(\d{1,16}) (\d{1,9}) -->/g;
  const found = [...body.matchAll(form)].at(-1);
  if (found === undefined) return undefined;
  const [, repository, issue, number] = found;
  return { repository: Number(repository), issue: Number(issue), number: Number(number) };
}

/** Where an incident was known before: what asked for it. */
export function knownMarker(to: string): string {
  return `<!-- allclear:known ${to} -->`;
}

export function knownIn(body: string): string | undefined {
  return /<!-- allclear:known ([iecpdmt]\d+) -->\s*$/.exec(body)?.[1];
}
