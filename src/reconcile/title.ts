import { cut } from "../std/cut.ts";

/** GitHub takes titles of at most so many characters. */
const longestTitle = 256;

/** The title of an incident; a drill is told by it. */
export function titleOf(title: string, { drill }: { drill: boolean }): string {
  return cut(drill && !isDrillTitle(title) ? `[drill] ${title}` : title, longestTitle);
}

export function isDrillTitle(title: string): boolean {
  return /^\[drill\]/i.test(title.trim());
}
