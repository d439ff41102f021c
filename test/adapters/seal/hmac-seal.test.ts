import { expect, test } from "vitest";
import { hmacSeal } from "../../../src/adapters/seal/hmac-seal.ts";

const first = "first-key-0123456789";
const second = "second-key-0123456789";

function signatureOf(text: string, key: string): string {
  return hmacSeal([key]).sign(text) ?? "";
}

test("a text is valid with its own signature, which fits the form of the card's block", () => {
  const signature = signatureOf("text", first);
  expect(signature).toMatch(/^[0-9a-z]{1,200}$/);
  expect(hmacSeal([first]).verify("text", signature)).toBe("valid");
});

test("the first key signs and all keys verify, so that a key can be replaced", () => {
  const both = hmacSeal([second, first]);
  expect(both.sign("text")).toBe(signatureOf("text", second));
  expect(both.verify("text", signatureOf("text", first))).toBe("valid");
});

test.each([
  ["another text", "other", signatureOf("text", first), "invalid"],
  ["a flipped digit", "text", flip(signatureOf("text", first)), "invalid"],
  ["a cut signature", "text", signatureOf("text", first).slice(0, -1), "invalid"],
  ["no signature", "text", "", "invalid"],
  ["capital letters", "text", signatureOf("text", first).toUpperCase(), "invalid"],
  ["a key we do not have", "text", signatureOf("text", second), "unknown-key"],
])("%s does not count as valid", (_, text, signature, verdict) => {
  expect(hmacSeal([first]).verify(text, signature)).toBe(verdict);
});

test("without keys nothing is signed and every signature is by an unknown key", () => {
  const seal = hmacSeal([]);
  expect(seal.configured).toBe(false);
  expect(seal.sign("text")).toBeUndefined();
  expect(seal.verify("text", signatureOf("text", first))).toBe("unknown-key");
});

test("a key of fewer than 16 characters is refused without showing it", () => {
  expect(() => hmacSeal([first, "short-secret"])).toThrow(/Key 2 of STATE_KEYS has 12 characters/);
  expect(() => hmacSeal([first, "short-secret"])).not.toThrow(/short-secret/);
});

function flip(signature: string): string {
  return signature.slice(0, -1) + (signature.endsWith("0") ? "1" : "0");
}
