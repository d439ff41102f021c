import { fill, type View } from "./render.ts";
import type { Templates } from "./templates.ts";

export interface PointerGiven {
  readonly templates: Templates;
  /** The address of the card that counts. */
  readonly cardUrl: string;
}

/** What a second card turns into. */
export function renderPointer(given: PointerGiven): string {
  return fill(given.templates.pointer, pointerView(given));
}

export function pointerView({ cardUrl }: PointerGiven): View {
  return { cardUrl };
}
