import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { complain, type Wish } from "./complain.ts";

/** By which GitHub knows the App, and we know GitHub. */
export interface AppCredentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
}

export interface CredentialsRead {
  /** Absent when there are none at all, or when there are problems. */
  readonly credentials?: AppCredentials;
  readonly problems: readonly string[];
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads `APP_ID`, the private key and `WEBHOOK_SECRET`, which belong together. */
export function readCredentials(given: Variables): CredentialsRead {
  const { APP_ID: appId, WEBHOOK_SECRET: webhookSecret } = given;
  const isAny = [appId, webhookSecret, given.PRIVATE_KEY, given.PRIVATE_KEY_PATH].some(Boolean);
  if (!isAny) return { problems: [] };
  const key = readKey(given);
  const problems = [
    ...(appId === undefined || !/^[1-9]\d{0,14}$/.test(appId) ? [complain(wishes.id, appId)] : []),
    ...(key.problem === undefined ? [] : [key.problem]),
    ...(webhookSecret === undefined ? [complain(wishes.webhookSecret)] : []),
  ];
  if (problems.length > 0 || key.pem === undefined || webhookSecret === undefined) {
    return { problems };
  }
  return { credentials: { appId: Number(appId), privateKey: key.pem, webhookSecret }, problems };
}

const pemExample = '"-----BEGIN RSA PRIVATE KEY-----\\n...\\n-----END RSA PRIVATE KEY-----"';

const wishes = {
  id: { name: "APP_ID", expected: "the number of your GitHub App", example: "12345" },
  key: {
    name: "PRIVATE_KEY",
    expected:
      "the App's private key in PEM form, with its line breaks or with \\n in their place, or " +
      "the path of its file in PRIVATE_KEY_PATH",
    example: pemExample,
    secret: true,
  },
  path: {
    name: "PRIVATE_KEY_PATH",
    expected: "the path of a readable file that holds the App's private key in PEM form",
    example: "/run/secrets/allclear.pem",
  },
  webhookSecret: {
    name: "WEBHOOK_SECRET",
    expected: "the secret of the App's webhook, since without one anybody could send us deliveries",
    example: "$(openssl rand -hex 32)",
    secret: true,
  },
} satisfies Record<string, Wish>;

function readKey(given: Variables): { readonly pem?: string; readonly problem?: string } {
  const { PRIVATE_KEY: text, PRIVATE_KEY_PATH: path } = given;
  if (text !== undefined) {
    const pem = text.replaceAll("\\n", "\n");
    return isPrivateKey(pem) ? { pem } : { problem: complain(wishes.key, text) };
  }
  if (path === undefined) return { problem: complain(wishes.key) };
  const pem = readText(path);
  return pem !== undefined && isPrivateKey(pem)
    ? { pem }
    : { problem: complain(wishes.path, path) };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).type === "private";
  } catch {
    return false;
  }
}
