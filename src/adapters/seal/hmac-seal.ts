import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Seal } from "../../reconcile/ports.ts";

/** A key of fewer characters is easier to guess than the signature is to forge. */
export const shortestKey = 16;

/**
 * This folder hides how cards are signed. The first key signs, all of them verify, so that a key
 * is replaced by putting the new one in front. A signature is `<key id><mac>`, all in hex.
 */
export function hmacSeal(keys: readonly string[]): Seal {
  for (const [index, key] of keys.entries()) refuseShort(key, index);
  const byId = new Map(keys.map((key) => [keyIdOf(key), key]));
  const [first] = keys;
  return {
    configured: first !== undefined,
    sign: (text) => (first === undefined ? undefined : keyIdOf(first) + macOf(text, first)),
    verify(text, signature) {
      if (!/^[0-9a-f]{72}$/.test(signature)) return "invalid";
      const key = byId.get(signature.slice(0, idLength));
      if (key === undefined) return "unknown-key";
      const expected = Buffer.from(macOf(text, key));
      const came = Buffer.from(signature.slice(idLength));
      return timingSafeEqual(expected, came) ? "valid" : "invalid";
    },
  };
}

const idLength = 8;

function keyIdOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, idLength);
}

function macOf(text: string, key: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

function refuseShort(key: string, index: number): void {
  if (key.length >= shortestKey) return;
  throw new Error(
    `Key ${index + 1} of STATE_KEYS has ${key.length} characters; ` +
      `expected at least ${shortestKey}, for example the output of: openssl rand -hex 32`,
  );
}
