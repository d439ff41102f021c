import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../../runbooks/", import.meta.url);

/** This folder hides where our own runbooks lie: in `runbooks/` beside the sources. */
export function builtInRunbooks(): readonly { readonly name: string; readonly text: string }[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".md"));
  return files.sort().map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
}
