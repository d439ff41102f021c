/** One thing that is wrong in `.github/allclear.yml`, with all it takes to put it right. */
export interface Problem {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units, as editors do. */
  readonly column: number;
  /** Where in the document, such as `levels.SEV1.update`; "the file" when it is all of it. */
  readonly path: string;
  readonly came: string;
  readonly expected: string;
  readonly example: string;
}

/** One line: where, what came, what was expected, an example. Not escaped for Markdown. */
export function printProblem(problem: Problem): string {
  const { line, column, path, came, expected, example } = problem;
  const place = `line ${line}, column ${column}`;
  return `${place}: ${path} is ${came}; expected ${expected}, for example ${example}`;
}

/** How a value is shown in a problem: short, quoted, on one line. */
export function showValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "empty";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a map";
  return typeof value === "string" ? JSON.stringify(shorten(value, 40)) : String(value);
}

/** The path as people write it: `levels.SEV1.tell[0]`. */
export function showPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the file";
  const parts = path.map((part) =>
    typeof part === "number" ? `[${part}]` : `.${shorten(String(part), 40)}`,
  );
  return parts.join("").replace(/^\./, "").replace(/\s+/g, " ");
}

function shorten(text: string, length: number): string {
  const characters = [...text.slice(0, 4 * length)];
  return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : text;
}
