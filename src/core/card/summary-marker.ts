import { checksum } from "../../std/checksum.ts";
import { cut } from "../../std/cut.ts";
import type { IncidentSummary } from "../statistics/incident-summary.ts";
import type { Signing, Thread } from "./block.ts";
import { summarySchema } from "./summary-schema.ts";

/** Longest line with all that frames it, in UTF-16 units; then the summary shrinks. */
export const longestSummary = 1500;
/** What frames the payload: the opener with thread and proof, the closer. */
const longestFrame = 300;

export interface Verifying {
  /** Whether we have keys: then only a signature counts. */
  readonly configured: boolean;
  /** `unknown-key`: signed with a key this process does not have. */
  readonly verify: (text: string, signature: string) => "valid" | "invalid" | "unknown-key";
}

export type DecodedSummary =
  | { readonly kind: "none" }
  | { readonly kind: "unverified"; readonly why: string }
  | { readonly kind: "read"; readonly summary: IncidentSummary };

/** The hidden line that lets statistics be made from the list of issues alone. */
export function encodeSummary(summary: IncidentSummary, thread: Thread, { sign }: Signing): string {
  const payload = fittingPayload(summary);
  const text = signedText(payload, thread);
  const signature = sign(text);
  const proof = signature === undefined ? `sum=${proofOf(text)}` : `hmac=${signature}`;
  return `<!-- allclear:summary ${thread.repository}#${thread.issue} ${proof} ${payload} -->`;
}

/** What the last such line of a body says, if it is of this thread and nobody else wrote it. */
export function decodeSummary(body: string, thread: Thread, verifying: Verifying): DecodedSummary {
  const line = [...body.matchAll(lines)].at(-1)?.[1];
  if (line === undefined) return { kind: "none" };
  const match = form.exec(line);
  if (match === null || line.length > longestSummary) {
    return { kind: "unverified", why: "it is cut or rewritten" };
  }
  const [, repository, issue, proof = "", value = "", payload = ""] = match;
  if (repository !== String(thread.repository) || issue !== String(thread.issue)) {
    return { kind: "unverified", why: `it belongs to ${repository}#${issue}` };
  }
  const why = disproof({ proof, value, text: signedText(payload, thread) }, verifying);
  if (why !== undefined) return { kind: "unverified", why };
  const parsed = summarySchema.safeParse(parseJson(payload));
  return parsed.success
    ? { kind: "read", summary: parsed.data as IncidentSummary }
    : { kind: "unverified", why: "it is no summary this version knows" };
}

/**
 * The body with this line instead of the one it has, or at its end; without a line, the body
 * without. Nothing else of it changes.
 */
export function withSummaryMarker(body: string, line: string | undefined): string {
  const last = [...body.matchAll(lines)].at(-1);
  if (last === undefined) {
    if (line === undefined) return body;
    return body === "" ? line : `${body}\n${line}`;
  }
  const before = body.slice(0, last.index).replaceAll(lines, "");
  const after = body.slice(last.index + last[0].length);
  if (line === undefined) return before + after;
  const lineEnd = last[0].slice(0, last[0].indexOf("<"));
  return before + lineEnd + line + after;
}

/** The line end before it was put there with it. Bounded: a body may be full of openers. */
const lines = /(?:\r?\n)?(<!-- allclear:summary [^\r\n]{0,3000}?-->)/g;
const form =
  /^<!-- allclear:summary (\d{1,16})#(\d{1,16}) (hmac|sum)=([0-9a-z]{1,200}) (\{.*\}) -->$/;

/** Says what it is, so that a signed card is never taken for a summary. */
function signedText(payload: string, thread: Thread): string {
  return `summary ${thread.repository}#${thread.issue}\n${payload}`;
}

interface Claim {
  readonly proof: string;
  readonly value: string;
  readonly text: string;
}

function disproof({ proof, value, text }: Claim, verifying: Verifying): string | undefined {
  if (proof === "sum") {
    if (verifying.configured) return "it is not signed";
    return value === proofOf(text) ? undefined : "the checksum does not fit";
  }
  const verdict = verifying.configured ? verifying.verify(text, value) : "unknown-key";
  if (verdict === "valid") return undefined;
  return verdict === "invalid" ? "the signature does not fit" : "it is signed with an unknown key";
}

/** Services go first, the last ones before the first ones, then the due dates of open items. */
function fittingPayload(summary: IncidentSummary): string {
  const whole = toPayload(summary);
  if (fits(whole)) return whole;
  const nameable = summary.services.filter((service) => service.length <= longestName);
  const { openDue } = summary.actionItems;
  const smaller = [openDue, openDue.slice(0, mostDates), []].map((dates) =>
    withServices({ ...summary, actionItems: { ...summary.actionItems, openDue: dates } }, nameable),
  );
  return smaller.find(fits) ?? bare(summary);
}

/** Only of a ladder whose names are longer than any that is read. */
function bare(summary: IncidentSummary): string {
  const { severity, actionItems } = summary;
  const short = { ...(severity !== undefined && { severity: cut(severity, shortName) }) };
  return withServices({ ...summary, ...short, actionItems: { ...actionItems, openDue: [] } }, []);
}

/** With as many of the services as fit. */
function withServices(summary: IncidentSummary, services: readonly string[]): string {
  const all = summary.services.length + (summary.moreServices ?? 0);
  const payloadOf = (count: number) =>
    toPayload({
      ...summary,
      services: services.slice(0, count),
      ...(count < all && { moreServices: all - count }),
    });
  let [low, high] = [0, Math.min(services.length, longestSummary)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(payloadOf(middle))) low = middle;
    else high = middle - 1;
  }
  return payloadOf(low);
}

const longestName = 60;
const shortName = 20;
const mostDates = 12;

function fits(payload: string): boolean {
  return payload.length <= longestSummary - longestFrame;
}

/** JSON that can stand inside an HTML comment: no `--`, no angle bracket, no mention. */
function toPayload(summary: IncidentSummary): string {
  return JSON.stringify(summary)
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("@", "\\u0040")
    .replaceAll("--", "-\\u002d")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function proofOf(text: string): string {
  return checksum(text).toString(36);
}
