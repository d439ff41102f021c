import { createSign } from "node:crypto";

/** The JWT by which a GitHub App proves itself, valid for nine minutes. */
export function appJwt(
  appId: number | string,
  privateKey: string,
  now = Math.floor(Date.now() / 1000),
): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iat: now - 30, exp: now + 540, iss: String(appId) };
  const unsigned = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
  const signature = createSign("RSA-SHA256").update(unsigned).sign(privateKey, "base64url");
  return `${unsigned}.${signature}`;
}
