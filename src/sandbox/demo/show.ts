import { botComment, excerpt, issueTitle, reaction, showDiff, silence } from "./print.ts";
import type { Consequence, Scene, Seen } from "./scene.ts";

/** Shows what came of a deed, and after what time unless that says nothing. */
export function showScene(seen: Seen, scene: Scene, milliseconds: number | undefined): void {
  const { code, also } = seen;
  const { byItself = [], diff, lines, excerpts } = scene;
  const later = (answer: string) => byItself.some(({ says }) => tells(answer, says));
  const answer = seen.answers.find((one) => !later(one)) ?? "";
  const inOther = excerpts === undefined ? (also?.answers[0] ?? "") : "";
  const isAnswered = answer !== "" || inOther !== "";
  if (milliseconds !== undefined) reaction(milliseconds, wordFor(seen, scene, isAnswered));
  else silence(wordInQuiet(scene, isAnswered));
  if (answer !== "") botComment(answer, lines);
  const pull = diff === undefined ? undefined : code.pull(diff);
  if (pull !== undefined) showDiff(pull, code.diff(pull));
  for (const one of excerpts?.(seen) ?? []) excerpt(one);
  if (also === undefined || inOther === "") return;
  issueTitle(also.issue);
  botComment(inOther, lines);
}

/** Shows what came besides the answer. */
export function showConsequence(
  seen: Seen,
  { says, excerpts }: Consequence,
  milliseconds: number | undefined,
): void {
  const word = says === undefined ? "opened by itself" : "posted by itself";
  if (milliseconds === undefined) silence(word);
  else reaction(milliseconds, word);
  for (const answer of seen.answers) if (tells(answer, says)) botComment(answer);
  for (const one of excerpts?.(seen) ?? []) excerpt(one);
}

/** Of what took no time that says anything. */
function wordInQuiet({ who }: Scene, isAnswered: boolean): string {
  if (!isAnswered) return "not a word, not a mark";
  return who === undefined ? "posted by itself" : "answered, and nothing else";
}

function wordFor({ said, summary }: Seen, { who }: Scene, isAnswered: boolean): string {
  if ((said?.reactions.rocket ?? 0) > 0) return "🚀 done";
  if (summary !== "") return "written";
  if (isAnswered) return who === undefined ? "posted by itself" : "answered";
  return "seen";
}

function tells(answer: string, says: string | undefined): boolean {
  return says !== undefined && answer.includes(says);
}
