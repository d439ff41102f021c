import { createHash, createPublicKey, verify } from "node:crypto";
import { installationOf } from "../model/access.ts";
import type { Actor, App, Installation } from "../model/records.ts";
import { Refusal } from "../model/refusal.ts";
import { nextGuid, type World } from "../model/world.ts";
import { isObject } from "./fields.ts";

const hour = 3_600_000;
const longestJwt = 600;
/** GitHub tolerates this much difference between clocks, in seconds. */
const clockSkew = 60;

interface Held {
  actor: Actor;
  expiresAt: number | undefined;
}

/** Every token the stand-in has handed out, and what each one may do. */
export interface Tokens {
  /** A person's token; the same one every time. */
  forPerson: (login: string) => string;
  forInstallation: (
    installation: Installation,
    narrowed?: Actor["narrowed"],
  ) => { token: string; expiresAt: string };
  /** Who a token is; throws 401 when unknown or expired. */
  actorOf: (token: string) => Actor;
  /** The App that signed this JWT; throws 401 when it did not. */
  appOf: (jwt: string) => App;
}

/** `now` is the clock that tokens expire by: the real one, unless a test says otherwise. */
export function createTokens(world: World, now: () => Date): Tokens {
  const held = new Map<string, Held>();
  return {
    forPerson(login) {
      const token = `ghp_${digest(`${world.seed}:${login.toLowerCase()}`).slice(0, 36)}`;
      held.set(token, { actor: { login }, expiresAt: undefined });
      return token;
    },
    forInstallation(installation, narrowed) {
      // The newer form of installation tokens is long and has a dot; nobody may assume a length.
      const secret = digest(nextGuid(world));
      const token = `ghs_${installation.app.id}_${secret}.${secret.slice(0, 32)}`;
      const expiresAt = now().getTime() + hour;
      const actor = { login: installation.app.bot.login, installation: installation.id };
      held.set(token, { actor: narrowed ? { ...actor, narrowed } : actor, expiresAt });
      return { token, expiresAt: new Date(expiresAt).toISOString().replace(/\.\d+Z$/, "Z") };
    },
    actorOf(token) {
      const found = held.get(token);
      const expired = found?.expiresAt !== undefined && found.expiresAt <= now().getTime();
      if (!found || expired) throw badCredentials();
      if (found.actor.installation !== undefined) installationOf(world, found.actor.installation);
      return found.actor;
    },
    appOf: (jwt) => readJwt(world, jwt, Math.floor(now().getTime() / 1000)),
  };
}

export function badCredentials(): Refusal {
  return new Refusal(401, "Bad credentials");
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function readJwt(world: World, jwt: string, now: number): App {
  const [header, claims, signature, ...rest] = jwt.split(".");
  if (!header || !claims || !signature || rest.length > 0) throw undecodable();
  const { alg } = readPart(header);
  const { iss, iat, exp } = readPart(claims);
  const app = [...world.apps.values()].find(
    (one) => String(one.id) === String(iss) || one.clientId === iss,
  );
  if (!app || alg !== "RS256") throw undecodable();
  const signed = Buffer.from(`${header}.${claims}`);
  const key = createPublicKey(app.publicKey);
  if (!verify("RSA-SHA256", signed, key, Buffer.from(signature, "base64url"))) throw undecodable();
  checkTimes(Number(iat), Number(exp), now);
  return app;
}

function checkTimes(iat: number, exp: number, now: number): void {
  if (!(exp > now - clockSkew)) {
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time " +
        "at which the assertion expires",
    );
  }
  if (exp - now > longestJwt + clockSkew) {
    throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  if (!(iat <= now + clockSkew)) {
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
}

function readPart(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    if (isObject(value)) return value;
  } catch {
    // Falls through: whatever it is, it is not a JWT.
  }
  throw undecodable();
}

function undecodable(): Refusal {
  return new Refusal(401, "A JSON web token could not be decoded");
}
