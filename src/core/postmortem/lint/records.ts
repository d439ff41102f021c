import type { SectionKey } from "../sections.ts";
import type { Section } from "./outline.ts";

/** Whether a section records what was said and done: nobody may reword that afterwards. */
export function isRecord({ keys }: Section): boolean {
  return keys.some((key) => records.has(key));
}

const records: ReadonlySet<SectionKey> = new Set(["timeline", "facts", "mitigations"]);
