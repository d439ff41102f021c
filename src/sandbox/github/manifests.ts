import { generateKeyPairSync } from "node:crypto";
import { isObject } from "./http/fields.ts";
import { addApp } from "./model/apps.ts";
import type { Account, App } from "./model/records.ts";
import { nextGuid, type World } from "./model/world.ts";

/** An App that somebody agreed to create from a manifest, waiting for its code to be redeemed. */
export interface Manifests {
  /** What pressing "Create GitHub App" does; answers the code that GitHub redirects back with. */
  agree: (manifest: Record<string, unknown>, owner: Account) => string;
  /** Redeems a code once; `undefined` when unknown or used. */
  convert: (code: string) => { app: App; privateKey: string; clientSecret: string } | undefined;
}

export function createManifests(world: World): Manifests {
  const waiting = new Map<string, { manifest: Record<string, unknown>; owner: Account }>();
  return {
    agree(manifest, owner) {
      const code = nextGuid(world).replaceAll("-", "");
      waiting.set(code, { manifest, owner });
      return code;
    },
    convert(code) {
      const found = waiting.get(code);
      if (!found) return undefined;
      waiting.delete(code);
      const { publicKey, privateKey } = newKeys();
      const app = appFrom(world, found.manifest, { owner: found.owner, publicKey });
      return { app, privateKey, clientSecret: nextGuid(world).replaceAll("-", "") };
    },
  };
}

/** A key pair as GitHub makes them for Apps: RSA 2048, the private key in PKCS#1. */
export function newKeys(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
}

function appFrom(
  world: World,
  manifest: Record<string, unknown>,
  { owner, publicKey }: { owner: Account; publicKey: string },
): App {
  const name = String(manifest.name ?? "app");
  const hook = isObject(manifest.hook_attributes) ? manifest.hook_attributes : {};
  const permissions = isObject(manifest.default_permissions) ? manifest.default_permissions : {};
  const events: unknown[] = Array.isArray(manifest.default_events) ? manifest.default_events : [];
  return addApp(world, {
    slug: name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    name,
    owner,
    publicKey,
    permissions: Object.fromEntries(
      Object.entries(permissions).map(([key, level]) => [key, String(level)]),
    ),
    events: events.map(String),
    hook: {
      url: typeof hook.url === "string" ? hook.url : null,
      secret: nextGuid(world).replaceAll("-", ""),
    },
  });
}
