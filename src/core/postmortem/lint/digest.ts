import { checksum } from "../../../std/checksum.ts";
import type { Finding } from "./finding.ts";

/**
 * A short name for what was found, the same wherever in the text it stands and in whatever order.
 * It tells reviews apart; nobody's safety rests on it.
 */
export function digestOf(findings: readonly Finding[]): string {
  const parts = findings.map(({ rule, quote, suggestion }) => `${rule}\n${quote}\n${suggestion}`);
  return fingerprint(parts.sort().join("\n\n"));
}

/** Two checksums with different beginnings, 64 bits together. */
function fingerprint(text: string): string {
  const sums = [checksum(text), checksum(text, 0x050c5d1f)];
  return sums.map((sum) => sum.toString(36).padStart(7, "0")).join("");
}
