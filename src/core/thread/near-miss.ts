import { editDistance } from "../../std/edit-distance.ts";

/** The known word that a mistyped one most likely stands for; short words forgive less. */
export function nearestWord(typed: string, known: readonly string[]): string | undefined {
  let best: { word: string; distance: number } | undefined;
  for (const word of known) {
    const forgiven = Math.min(typed.length, word.length) <= 4 ? 1 : 2;
    const most = Math.min(forgiven, (best?.distance ?? 3) - 1);
    const distance = editDistance(typed, word, most);
    if (distance <= most) best = { word, distance };
  }
  return best?.word;
}
