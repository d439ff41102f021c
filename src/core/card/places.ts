/**
 * What a text in the block is worth: free text is cut first, a name only where it is longer than
 * names are, and what is compared or called by must be exact.
 */
type Worth = "free" | "name" | "exact";

/**
 * Where in a record a text stands. A list stands where its entries do; keys that are not named are
 * `*`, or without one they stand in the same place as what holds them.
 */
export type Place = Worth | { readonly [key: string]: Place };

const rest = { "*": "exact" } as const;

/** Our words for what happened, at any depth: a plan and a refusal stand in it too. */
const event: Place = {
  ...same("free", ["text", "note", "reason", "how", "before", "summary", "came"]),
  ...same("exact", ["kind", "code", "stamp", "entry", "by", "login", "at", "startedAt", "etaAt"]),
  ...same("exact", ["nextAt", "sha", "head", "tree", "branch", "base", "repository", "url"]),
  // A command that was cut would roll back something else.
  ...same("exact", ["command"]),
};

/** The whole record. */
export const recordPlace: Place = {
  ...rest,
  shown: { ...rest, labels: "name" },
  putBack: "name",
  yielded: "name",
  incident: {
    ...rest,
    summary: "free",
    impact: { "*": "name", text: "free" },
    services: "name",
    update: { ...rest, text: "free" },
    timeline: { ...rest, text: "free" },
    actionItems: { ...rest, text: "free", note: "free", verified: "free" },
    links: { ...rest, text: "free", target: "name" },
    mitigations: { ...rest, what: "name", why: "free", environment: "name" },
    runbook: { ...rest, title: "name", steps: { ...rest, text: "free" } },
    postmortem: { ...rest, why: "free" },
    remindersAskedFor: { ...rest, text: "free" },
    draft: "free",
    response: { ...rest, reason: "free" },
    calls: { ...rest, reason: "free" },
    dismissal: { ...rest, text: "free", duplicateOf: "name" },
  },
  owed: {
    ...rest,
    name: "name",
    events: event,
    event,
    reminders: { ...rest, text: "free" },
    announcement: "free",
    messages: { ...rest, announcement: "free" },
  },
  notices: { ...rest, what: "name", why: "free" },
};

/** Where the value under that key stands. */
export function placeBelow(place: Place, key: string): Place {
  if (typeof place === "string") return place;
  return (Object.hasOwn(place, key) ? place[key] : place["*"]) ?? place;
}

/** GitHub's own names, of labels, services and files, are hardly ever longer. */
const longestName = 200;

/** How long a text at that place may be, when free text may be so long. */
export function longestAt(place: Place, longestText: number): number {
  if (place === "exact") return Number.POSITIVE_INFINITY;
  return place === "free" ? longestText : Math.max(longestText, longestName);
}

function same(worth: Worth, keys: readonly string[]): { readonly [key: string]: Place } {
  return Object.fromEntries(keys.map((key) => [key, worth]));
}
