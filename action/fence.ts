/**
 * Text as a log may show it: the runner takes no line of it for a workflow command. It reads
 * `::name::` where a line begins, blanks aside, and the older `##[name]` anywhere in a line. What
 * is escaped as `%0A` means a new line to it only inside a command.
 */
export function fenced(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/(?![\n\t])\p{Cc}/gu, " ")
    .replace(/##(?=\[)/g, `##${apart}`)
    .replace(/^([\s\p{Cf}]*):(?=:)/gmu, `$1${apart}:${apart}`);
}

/** A character without width, which is no blank either. */
const apart = "\u2060";
