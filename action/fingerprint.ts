import { createHash } from "node:crypto";

/** What tells one trouble from another: what was given, else title and services. */
export function fingerprintOf(given: {
  readonly fingerprint?: string;
  readonly title: string;
  readonly service: readonly string[];
}): string {
  const { fingerprint, title, service } = given;
  const what = fingerprint ?? JSON.stringify([title.toLowerCase(), [...service].sort()]);
  return createHash("sha256").update(what).digest("hex");
}

/** In the body of an incident that a workflow declared; believed only in a body of ours. */
export function fingerprintMarker(fingerprint: string): string {
  return `<!-- allclear:fingerprint ${fingerprint} -->`;
}

/** The last one counts: ours stands below whatever text was given. */
export function fingerprintIn(body: string): string | undefined {
  return [...body.matchAll(/<!-- allclear:fingerprint ([0-9a-f]{64}) -->/g)].at(-1)?.[1];
}
