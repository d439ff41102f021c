import { endOf } from "./card-end.ts";
import { headline, type Seen } from "./headline.ts";
import type { View } from "./render.ts";

/** The answer to `/status` alone. */
export function statusView(seen: Seen): View {
  return { ...headline(seen), end: endOf(seen) };
}
