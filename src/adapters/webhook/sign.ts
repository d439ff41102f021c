import { createHash, createHmac } from "node:crypto";

export interface Signed {
  readonly key: string;
  readonly body: string;
  /** When this try is made: receivers refuse what is older than a few minutes. */
  readonly now: Date;
  readonly secrets: readonly Buffer[];
}

/** The headers of the Standard Webhooks specification. Each secret signs, so keys can change. */
export function webhookHeaders({ key, body, now, secrets }: Signed): Record<string, string> {
  const id = headerSafe(key);
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const mac = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`);
    return `v1,${mac.digest("base64")}`;
  });
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    ...(signatures.length === 0 ? {} : { "webhook-signature": signatures.join(" ") }),
  };
}

/** From the specification. */
const fewestBytes = 24;
const prefix = "whsec_";

/** `whsec_` and base64 as the specification writes it, or any text as it is. */
export function readSecret(text: string, index: number): Buffer {
  const wrong = whyUnfit(text, index);
  if (wrong === undefined) return bytesOf(text);
  throw new Error(
    `Signing of webhooks: ${wrong}; expected at least ${fewestBytes}, for example: ` +
      'echo "whsec_$(openssl rand -base64 32)"',
  );
}

/** Without a word of it; undefined where it can sign. */
export function whyUnfit(text: string, index: number): string | undefined {
  const { length } = bytesOf(text);
  return length < fewestBytes ? `key ${index + 1} has ${length} bytes` : undefined;
}

function bytesOf(text: string): Buffer {
  const isEncoded = text.startsWith(prefix);
  return isEncoded ? Buffer.from(text.slice(prefix.length), "base64") : Buffer.from(text);
}

const longestId = 255;

// A dot separates what is signed, so an id has none.
function headerSafe(key: string): string {
  const id = encodeURIComponent(key.toWellFormed()).replaceAll(".", "%2E");
  return id.length > longestId ? `sha256-${createHash("sha256").update(key).digest("hex")}` : id;
}
