import { createHmac, timingSafeEqual } from "node:crypto";

/** The one form GitHub writes; a doubled header arrives joined by a comma and does not fit. */
export function isSignature(header: string): boolean {
  return /^sha256=[0-9a-f]{64}$/i.test(header);
}

/** Whether exactly these bytes were signed with the webhook secret; compares in constant time. */
export function isSigned(body: Buffer, header: string, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest();
  const came = Buffer.from(header.slice("sha256=".length), "hex");
  return came.length === expected.length && timingSafeEqual(came, expected);
}
