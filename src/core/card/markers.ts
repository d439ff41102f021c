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
  return /<!-- allclear:(?:answer|reply) ([iecpd]\d+)(?: done=[\d,a-z]+)? -->\s*$/.exec(body)?.[1];
}

/** The verdicts an answer on an incident records; undefined for any other comment. */
export function verdictIn(body: string): { to: string; doneLines: readonly number[] } | undefined {
  const match = /<!-- allclear:answer ([iecpd]\d+) done=([\d,]+|none) -->\s*$/.exec(body);
  if (match === null) return undefined;
  const [, to = "", lines = ""] = match;
  return { to, doneLines: lines === "none" ? [] : lines.split(",").map(Number) };
}

/** At the end of the list of suspects: what asked for it. */
export function suspectsMarker(to: string): string {
  return `<!-- allclear:suspects ${to} -->`;
}

export function suspectsMarkerIn(body: string): string | undefined {
  return /<!-- allclear:suspects ([iecpd]\d+) -->\s*$/.exec(body)?.[1];
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
    typeof from.drill === "boolean"
  );
}
