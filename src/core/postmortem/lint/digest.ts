import type { Finding } from "./finding.ts";

/**
 * A short name for what was found, the same wherever in the text it stands and in whatever order.
 * It tells reviews apart; nobody's safety rests on it.
 */
export function digestOf(findings: readonly Finding[]): string {
  const parts = findings.map(({ rule, quote, suggestion }) => `${rule}\n${quote}\n${suggestion}`);
  return fingerprint(parts.sort().join("\n\n"));
}

/** Two rounds of FNV-1a with different beginnings, 64 bits together. */
function fingerprint(text: string): string {
  return [0x811c9dc5, 0x050c5d1f].map((seed) => round(text, seed)).join("");
}

function round(text: string, seed: number): string {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(36).padStart(7, "0");
}
