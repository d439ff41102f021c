import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** Sets variables in a `.env` file, leaving its other lines alone. Only its owner may read it. */
export function writeEnvFile(path: string, values: Readonly<Record<string, string>>): void {
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const others = before.split(/\r?\n/).filter((line) => line !== "" && !sets(line, values));
  const lines = Object.entries(values).map(([name, value]) => `${name}=${quoted(value)}`);
  const draft = `${path}.new`;
  writeFileSync(draft, `${[...others, ...lines].join("\n")}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

function sets(line: string, values: Readonly<Record<string, string>>): boolean {
  const name = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1];
  return name !== undefined && Object.hasOwn(values, name);
}

/** Double quotes keep `#` and turn `\n` into line breaks when the file is read. */
function quoted(value: string): string {
  return `"${value.trim().replaceAll(/\r?\n/g, "\\n")}"`;
}
