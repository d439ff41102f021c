import { createHmac, randomUUID } from "node:crypto";

export const secret = "a-webhook-secret-of-this-test";

export function signatureOf(body: string | Buffer, key = secret): string {
  return `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;
}

/** What `fetch` needs to send a delivery as GitHub does. */
export function signedDelivery(
  event: string,
  body: string | Buffer,
  change: Record<string, string> = {},
): RequestInit {
  const headers = {
    "content-type": "application/json",
    "x-github-delivery": randomUUID(),
    "x-github-event": event,
    "x-hub-signature-256": signatureOf(body),
    ...change,
  };
  return { method: "POST", headers, body: typeof body === "string" ? body : new Uint8Array(body) };
}

interface Change {
  readonly action?: string;
  readonly labels?: readonly string[];
  readonly body?: string;
  readonly comment?: object;
  readonly sender?: string;
  readonly [key: string]: unknown;
}

/** A payload about issue 42 of acme/shop with what the receiver reads. */
export function payload({ labels = [], body = "", sender = "mona", ...change }: Change = {}) {
  return {
    action: "labeled",
    installation: { id: 7 },
    repository: { id: 4711, full_name: "acme/shop" },
    sender: { login: sender },
    issue: {
      number: 42,
      body,
      labels: labels.map((name) => ({ name })),
      updated_at: "2026-11-22T02:32:00Z",
    },
    ...change,
  };
}
