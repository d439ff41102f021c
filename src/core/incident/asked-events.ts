import type { Asked } from "./commands.ts";
import type { CommandRefused, NothingChanged } from "./events.ts";
import type { Refusal } from "./refusal.ts";
import type { Stamp } from "./stamp.ts";

/** What every event of a command shares with it. */
export function said(asked: Asked): { readonly stamp: Stamp; readonly by: string } {
  return { stamp: asked.stamp, by: asked.by };
}

export function refuse(asked: Asked, refusal: Refusal): CommandRefused {
  return {
    kind: "CommandRefused",
    ...said(asked),
    verb: asked.verb,
    refusal,
    ...(asked.gesture !== undefined && { gesture: asked.gesture }),
  };
}

export function already(asked: Asked, what: string): NothingChanged {
  return { kind: "NothingChanged", ...said(asked), verb: asked.verb, already: what };
}
