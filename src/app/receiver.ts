import type { IncomingMessage } from "node:http";
import { type Answer, refuse } from "./answer.ts";
import type { Intake } from "./intake.ts";
import { type BodyLimits, type BodyRead, readBody } from "./read-body.ts";
import { isSignature, isSigned } from "./verify-signature.ts";

export const webhookPath = "/api/github/webhooks";

/** GitHub sends at most 25 MB and waits ten seconds for the answer. */
export const webhookLimits: BodyLimits = { bytes: 25 * 1024 * 1024, withinMs: 8_000 };

export interface ReceiverOptions {
  readonly secret: string;
  readonly intake: Intake;
  readonly limits?: BodyLimits;
}

/**
 * Takes deliveries: verifies, stores the address, answers. Nothing is believed before the
 * signature, and nothing is answered 2xx before the address is stored.
 */
export function receiver({ secret, intake, limits = webhookLimits }: ReceiverOptions) {
  return async (request: IncomingMessage): Promise<Answer> => {
    const signature = headerOf(request, signatureHeader);
    const wellFormed = isSignature(signature);
    const read = await readBody(request, { ...limits, keep: wellFormed });
    if (read.kind !== "whole") return unread(read.kind, limits);
    if (signature === "") return refuse(401, `${signatureHeader}: got nothing; ${aSignature}`);
    if (!wellFormed) return refuse(400, `${signatureHeader}: got another form; ${aSignature}`);
    if (!isSigned(read.body, signature, secret)) return refuse(401, unfitSignature);
    return takeSigned(request, read.body, intake);
  };
}

const signatureHeader = "x-hub-signature-256";
const aSignature =
  "expected sha256= and the body's HMAC in 64 hexadecimal digits, for example sha256=0123abcd…";
const unfitSignature =
  `${signatureHeader}: got one that does not fit the body; expected one made with the ` +
  "WEBHOOK_SECRET of this app";

async function takeSigned(request: IncomingMessage, body: Buffer, intake: Intake): Promise<Answer> {
  if (!isJson(headerOf(request, "content-type"))) {
    return refuse(415, "content-type: expected application/json in UTF-8");
  }
  const event = headerOf(request, "x-github-event");
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(event)) {
    return refuse(400, "x-github-event: expected the name of an event, for example issues");
  }
  const payload = parse(body);
  if (!isObject(payload)) return refuse(400, "the body: expected one JSON object");
  switch (await intake.take({ event, payload })) {
    case "queued":
      return { status: 202, text: "queued\n" };
    case "ignored":
      return { status: 200, text: "nothing to do\n" };
    case "failed":
      return refuse(503, "the event could not be stored: please deliver it again");
  }
}

function unread(kind: Exclude<BodyRead["kind"], "whole">, limits: BodyLimits): Answer {
  if (kind === "too large") return refuse(413, `the body: expected at most ${limits.bytes} bytes`);
  return refuse(408, `the body: expected all of it within ${limits.withinMs / 1000} seconds`);
}

function isJson(contentType: string): boolean {
  const [media = "", ...parameters] = contentType.split(";").map((part) => part.trim());
  const charset = parameters.find((part) => /^charset=/i.test(part));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/i.test(charset);
  return media.toLowerCase() === "application/json" && isUtf8;
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return (Array.isArray(value) ? value.join(", ") : value) ?? "";
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
