import { editDistance } from "../../std/edit-distance.ts";

/** The name somebody probably meant, or undefined when none is close. */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  if (text.length > 40) return undefined;
  const wanted = text.toLowerCase();
  let most = Math.min(3, Math.max(1, Math.floor(wanted.length / 2)));
  let best: string | undefined;
  for (const name of names) {
    const edits = editDistance(wanted, name.toLowerCase(), most);
    if (edits > most) continue;
    best = name;
    most = edits - 1;
  }
  return best;
}
