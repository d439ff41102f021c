/**
 * What people write. A third `**`, or a fourth `*` between two slashes, would only multiply the
 * work that a long path can cause. No `!` and no `[ ]`, as in CODEOWNERS.
 */
export const pathPattern =
  /^(?=.{1,200}$)(?![!#\s]|\/$)(?!(?:.*\*\*){3})(?!.*(?:\*[^/]*){4})[^[\]\\]*[^[\]\\\s]$/u;

/** Whether one of the patterns means this path, by the rules of CODEOWNERS. */
export function ownsPath(patterns: readonly string[], path: string): boolean {
  if (!isMatchable(path)) return false;
  return patterns.some((pattern) => compiledOf(pattern)?.test(path) === true);
}

/** A path of git's that nobody made only to keep a pattern busy. */
function isMatchable(path: string): boolean {
  if (path.length > 1024 || path.startsWith("/")) return false;
  return path.length < 256 || !/[^/]{256}/.test(path);
}

/** Since the same few patterns meet thousands of paths. */
const compiled = new Map<string, RegExp | undefined>();
const mostCompiled = 2000;

function compiledOf(pattern: string): RegExp | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  const expression = pathPattern.test(pattern) ? compile(pattern) : undefined;
  if (compiled.size >= mostCompiled) compiled.clear();
  compiled.set(pattern, expression);
  return expression;
}

/**
 * A slash at the start or inside ties a pattern to the root, one at the end asks for a folder. What
 * is meant takes in all below it, except by `docs/*`, which for CODEOWNERS stays in that folder.
 */
function compile(pattern: string): RegExp {
  const parts = pattern.replace(/^\/|\/$/g, "").split("/");
  const isTied = pattern.startsWith("/") || parts.length > 1;
  const last = parts.length - 1;
  const text = parts.map((part, at) => {
    if (part === "**") return at === last ? ".+" : "(?:.*/)?";
    return `${part === "*" ? "[^/]+" : glob(part)}${at === last ? "" : "/"}`;
  });
  const end = endOf(pattern, isTied && parts[last] === "*");
  return new RegExp(`^${isTied ? "" : "(?:.*/)?"}${text.join("")}${end}`, "u");
}

function endOf(pattern: string, staysInFolder: boolean): string {
  if (pattern.endsWith("/")) return "/";
  return staysInFolder ? "$" : "(?:/|$)";
}

function glob(part: string): string {
  return part
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, "[^/]*")
    .replaceAll("?", "[^/]");
}
