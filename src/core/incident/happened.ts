import type { Stamp } from "./stamp.ts";

/** What all events share: the stamp of what caused it, and whose doing it was. */
export interface Happened {
  readonly stamp: Stamp;
  readonly by: string;
}
