import type { IncidentWorld, WorldOptions } from "../support/in-memory-world.ts";
import type { PlaceReader } from "../support/place-reader.ts";

/** What a story needs of its world, whatever carries its calls to GitHub. */
export type StoryWorld = Pick<
  IncidentWorld,
  "person" | "coder" | "step" | "days" | "time" | "reports" | keyof PlaceReader
> &
  Partial<Pick<IncidentWorld, "outside">>;

/** A whole incident as prose. It is also what the crash matrix cuts into pieces. */
export interface Story {
  /** A requirement in plain words. */
  readonly title: string;
  readonly options: WorldOptions;
  readonly play: (world: StoryWorld) => Promise<void>;
  /** Nothing but a delivery leads to this thread: a resync alone would not find it. */
  readonly needsDeliveries?: boolean;
}

/** Who takes part in most stories, and as what. */
export const people = {
  alice: "write",
  bob: "triage",
  carol: "maintain",
  rita: "read",
} as const;
