const otherWords: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  lead: "commander",
  ic: "commander",
  communications: "comms",
  technical: "tech",
});

/** What a role looks like, for answers. */
export const roleForm = "a role such as commander, comms, tech or scribe";

/** The id of a role: letters, digits and dashes; config says which ones exist. */
export function readRole(word: string): string | undefined {
  const id = word.toLowerCase();
  return /^[a-z][a-z0-9-]{0,39}$/.test(id) ? (otherWords[id] ?? id) : undefined;
}
