import { checksum } from "../../std/checksum.ts";
import { fittingPayload } from "./payload.ts";
import { proposalsWhole } from "./proposals-once.ts";
import type { IncidentRecord } from "./record.ts";
import { schemaVersion } from "./record.ts";
import { recordSchema } from "./record-schema.ts";

/** Longest hidden part with all that frames it, in UTF-16 units; then the record shrinks. */
export const longestBlock = 36_000;
/** What frames the payload: the opener with thread and proof, the closer. */
const longestFrame = 400;

/** Which thread a block belongs to: it counts nowhere else. */
export interface Thread {
  readonly repository: number;
  readonly issue: number;
}

export interface Signing {
  readonly sign: (text: string) => string | undefined;
}

export type Decoded =
  | { readonly kind: "none" }
  | { readonly kind: "damaged"; readonly why: string }
  /** Written by a newer version: to be left alone, never rebuilt. */
  | {
      readonly kind: "newer";
      readonly schema: number;
      readonly payload: string;
      readonly signature?: string;
    }
  | {
      readonly kind: "read";
      readonly record: IncidentRecord;
      readonly payload: string;
      /** Undefined where no key was configured; then only a checksum stands there. */
      readonly signature?: string;
    };

const opener = "<!-- allclear:card";
const closer = "-->";
const form = /^<!-- allclear:card (\d+)#(\d+) (hmac|sum)=([0-9a-z]{1,200})\n(\{.*\})\n-->$/s;

/** The hidden block as it stands at the end of the card. */
export function encodeBlock(record: IncidentRecord, thread: Thread, { sign }: Signing): string {
  const payload = fittingPayload(record, longestBlock - longestFrame);
  const signature = sign(signedText(payload, thread));
  const proof =
    signature === undefined ? `sum=${proofOf(signedText(payload, thread))}` : `hmac=${signature}`;
  return `${opener} ${thread.repository}#${thread.issue} ${proof}\n${payload}\n${closer}`;
}

/** Reads a block without believing its signature: the caller verifies it. */
export function decodeBlock(body: string, thread: Thread): Decoded {
  const start = body.lastIndexOf(opener);
  if (start < 0) return { kind: "none" };
  const end = body.indexOf(closer, start);
  const block = end < 0 ? "" : body.slice(start, end + closer.length);
  if (block.length > 2 * longestBlock) return { kind: "damaged", why: "the block is too long" };
  const match = form.exec(block.replaceAll("\r\n", "\n"));
  if (match === null) return { kind: "damaged", why: "the hidden block is cut or rewritten" };
  const [, repository, issue, proof, value = "", payload = ""] = match;
  if (Number(repository) !== thread.repository || Number(issue) !== thread.issue) {
    return { kind: "damaged", why: `the block belongs to ${repository}#${issue}` };
  }
  if (proof === "sum" && value !== proofOf(signedText(payload, thread))) {
    return { kind: "damaged", why: "the checksum does not fit" };
  }
  const read = parsePayload(payload);
  return read.kind === "damaged"
    ? read
    : { ...read, ...(proof === "hmac" && { signature: value }) };
}

/** What a signature signs: the block and the thread it belongs to. */
export function signedText(payload: string, thread: Thread): string {
  return `${thread.repository}#${thread.issue}\n${payload}`;
}

function parsePayload(payload: string): Exclude<Decoded, { readonly kind: "none" }> {
  if (!isShallow(payload)) return { kind: "damaged", why: "the block is not an incident" };
  const value = parseJson(payload);
  const schema = schemaOf(value);
  if (schema !== undefined && schema > schemaVersion) return { kind: "newer", schema, payload };
  const parsed = recordSchema.safeParse(value);
  if (!parsed.success) return { kind: "damaged", why: "the block is not an incident" };
  const record = proposalsWhole(parsed.data as IncidentRecord);
  if (record === undefined) return { kind: "damaged", why: "a plan it refers to is missing" };
  return { kind: "read", record, payload };
}

/** Far deeper than any record; what is deeper could be read, but never be written again. */
const deepest = 50;

function isShallow(payload: string): boolean {
  let [depth, quoted, escaped] = [0, false, false];
  for (const char of payload) {
    if (escaped) escaped = false;
    else if (quoted && char === "\\") escaped = true;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === "[" || char === "{")) depth += 1;
    else if (!quoted && (char === "]" || char === "}")) depth -= 1;
    if (depth > deepest) return false;
  }
  return true;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function schemaOf(value: unknown): number | undefined {
  if (typeof value !== "object" || value === null || !("schema" in value)) return undefined;
  return typeof value.schema === "number" ? value.schema : undefined;
}

function proofOf(text: string): string {
  return checksum(text).toString(36);
}
