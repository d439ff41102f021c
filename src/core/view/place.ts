import { readStamp, type Stamp } from "../incident/stamp.ts";

/** Where an incident lives, for links. */
export interface Place {
  /** `owner/name`. */
  readonly repository: string;
  readonly issue: number;
  readonly issueUrl: string;
  /** Where people look at GitHub: `https://github.com`. */
  readonly webUrl: string;
}

/** The comment a stamp belongs to; the issue where it was no comment. */
export function urlOf(stamp: Stamp, place: Place): string {
  const { kind, id } = readStamp(stamp);
  return kind === "c" ? `${place.issueUrl}#issuecomment-${id}` : place.issueUrl;
}
