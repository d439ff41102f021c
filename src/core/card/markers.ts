/** Hidden lines by which we find again what we made. They prove nothing without their author. */

/** At the end of an answer: which comment or gesture it answers (`c5012345678`). */
export function answerMarker(to: string): string {
  return `<!-- allclear:answer ${to} -->`;
}

export function answeredBy(body: string): string | undefined {
  return /<!-- allclear:answer ([iec]\d+) -->\s*$/.exec(body)?.[1];
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

const bodyMarkers = /\n*<!-- allclear:incident (\d+)#(\d+) card=(\d+) -->/g;

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
  return `<!-- allclear:declared-from ${json} -->`;
}

/** Believed only in a body that we wrote ourselves. */
export function declaredFromIn(body: string): DeclaredFrom | undefined {
  const json = /<!-- allclear:declared-from (\{.*?\}) -->/.exec(body)?.[1];
  if (json === undefined) return undefined;
  try {
    const from = JSON.parse(json) as Partial<DeclaredFrom>;
    const whole =
      typeof from.by === "string" && typeof from.stamp === "string" && Array.isArray(from.services);
    return whole ? (from as DeclaredFrom) : undefined;
  } catch {
    return undefined;
  }
}
