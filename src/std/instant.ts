/** An instant in UTC to the second, as GitHub writes it: `2026-11-22T02:35:14Z`. */
export function instantOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
