import { createPrivateKey } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { shortestKey } from "../adapters/seal/hmac-seal.ts";
import { type LogLevel, logLevels } from "./log.ts";

/** What the environment says, checked. Nothing else reads `process.env`. */
export interface Environment {
  /** Absent: the App does not exist yet, and the setup page is offered. */
  readonly credentials?: Credentials;
  /** The REST root, without a slash at its end. */
  readonly apiUrl: string;
  readonly host: string;
  readonly port: number;
  /** Where GitHub reaches us, without a slash at its end. */
  readonly publicUrl?: string;
  readonly storage: Storage;
  /** The first signs cards, all verify. */
  readonly stateKeys: readonly string[];
  readonly logLevel: LogLevel;
  readonly production: boolean;
  /** A token for the command line, where there are no App credentials. */
  readonly token?: string;
}

export interface Credentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
}

/** A server that replicas share, or the embedded database of a directory. */
export type Storage =
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "directory"; readonly path: string };

/** The environment cannot be used as it is; the message has one line per problem. */
export class BadEnvironment extends Error {
  override readonly name = "BadEnvironment";
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads `.env`, where there is one, and the environment of this process, which wins. */
export function loadEnvironment(): Environment {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return readEnvironment(process.env);
}

/** Checks all variables and throws one `BadEnvironment` that names every problem. */
export function readEnvironment(variables: Variables): Environment {
  const given = withoutBlanks(variables);
  const parsed = schema.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
  const credentials = readCredentials(given, variables, problems);
  if (!parsed.success || problems.length > 0) throw new BadEnvironment(problems.join("\n"));
  const { PUBLIC_URL: publicUrl, GITHUB_TOKEN: token, DATABASE_URL: url } = parsed.data;
  return {
    ...(credentials && { credentials }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(token !== undefined && { token }),
    apiUrl: parsed.data.GITHUB_API_URL,
    host: parsed.data.HOST,
    port: parsed.data.PORT,
    storage: url ? { kind: "postgres", url } : { kind: "directory", path: parsed.data.DATA_DIR },
    stateKeys: parsed.data.STATE_KEYS,
    logLevel: parsed.data.LOG_LEVEL,
    production: parsed.data.NODE_ENV === "production",
  };
}

const httpUrl = (name: string, example: string) =>
  checked((text) => isHttpUrl(text), {
    name,
    expected: "an http or https URL without credentials, query or fragment",
    example,
  }).transform((text) => text.replace(/\/+$/, ""));

const schema = z.object({
  GITHUB_API_URL: httpUrl("GITHUB_API_URL", "https://github.example.com/api/v3").default(
    "https://api.github.com",
  ),
  PUBLIC_URL: httpUrl("PUBLIC_URL", "https://allclear.example.com").optional(),
  HOST: checked((text) => /^[\w.:[\]-]+$/.test(text), {
    name: "HOST",
    expected: "the address or name to listen on",
    example: "0.0.0.0",
  }).default("127.0.0.1"),
  PORT: checked((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    name: "PORT",
    expected: "a number from 0 (any free port) to 65535",
    example: "3000",
  })
    .transform(Number)
    .default(3000),
  DATABASE_URL: checked((text) => /^postgres(ql)?:\/\/[^\s]+$/.test(text), {
    name: "DATABASE_URL",
    expected: "a PostgreSQL connection string",
    example: "postgres://user:password@host:5432/allclear",
    secret: true,
  }).optional(),
  DATA_DIR: z.string().default("./data"),
  STATE_KEYS: checked((text) => keysIn(text).every((key) => key.length >= shortestKey), {
    name: "STATE_KEYS",
    expected: `keys of at least ${shortestKey} characters each, separated by commas`,
    example: "$(openssl rand -hex 32)",
    secret: true,
  })
    .transform(keysIn)
    .default([]),
  LOG_LEVEL: checked((text) => isLogLevel(text), {
    name: "LOG_LEVEL",
    expected: `one of ${logLevels.join(", ")}`,
    example: "info",
  })
    .transform((text): LogLevel => (isLogLevel(text) ? text : "info"))
    .default("info"),
  NODE_ENV: z.string().optional(),
  GITHUB_TOKEN: z.string().optional(),
});

interface Wish {
  readonly name: string;
  readonly expected: string;
  readonly example: string;
  readonly secret?: boolean;
}

function checked(fits: (text: string) => boolean, wish: Wish) {
  return z.string().refine(fits, { error: ({ input }) => complain(wish, String(input)) });
}

function complain({ name, expected, example, secret = false }: Wish, came: string): string {
  const shown = came.length > 80 ? `${came.slice(0, 77)}...` : came;
  const what = secret ? `a value of ${came.length} characters` : JSON.stringify(shown);
  return `${name}: got ${what}; expected ${expected}, for example ${name}=${example}`;
}

/** All three belong together; with none of them the App does not exist yet. */
function readCredentials(
  given: Variables,
  raw: Variables,
  problems: string[],
): Credentials | undefined {
  const { APP_ID: appId, WEBHOOK_SECRET: webhookSecret } = given;
  const pem = readPem(given, problems);
  const isAny = [appId, webhookSecret, given.PRIVATE_KEY, given.PRIVATE_KEY_PATH].some(Boolean);
  if (!isAny) return undefined;
  if (appId === undefined) problems.push(absent("APP_ID", "the number of your GitHub App", "12345"));
  else if (!/^[1-9]\d{0,14}$/.test(appId)) {
    problems.push(complain(wishes.appId, appId));
  }
  if (pem === undefined && given.PRIVATE_KEY_PATH === undefined) {
    problems.push(absent("PRIVATE_KEY", "the App's private key (PEM) or PRIVATE_KEY_PATH", example));
  } else if (pem !== undefined && !isPrivateKey(pem)) {
    problems.push(complain(wishes.privateKey, pem));
  }
  if (webhookSecret === undefined) problems.push(withoutSecret(raw.WEBHOOK_SECRET));
  return { appId: Number(appId), privateKey: pem ?? "", webhookSecret: webhookSecret ?? "" };
}

const example = '"-----BEGIN RSA PRIVATE KEY-----\\n...\\n-----END RSA PRIVATE KEY-----"';

const wishes = {
  appId: { name: "APP_ID", expected: "the number of your GitHub App", example: "12345" },
  privateKey: {
    name: "PRIVATE_KEY",
    expected: "a private key in PEM form, its line breaks as they are or written \\n",
    example,
    secret: true,
  },
} satisfies Record<string, Wish>;

function absent(name: string, expected: string, example: string): string {
  return `${name}: got nothing; expected ${expected}, for example ${name}=${example}`;
}

function withoutSecret(raw: string | undefined): string {
  const came = raw === undefined ? "nothing" : "an empty value";
  return (
    `WEBHOOK_SECRET: got ${came}; expected the secret of the App's webhook, since anybody could ` +
    "send us events without one, for example WEBHOOK_SECRET=$(openssl rand -hex 32)"
  );
}

function readPem(given: Variables, problems: string[]): string | undefined {
  const { PRIVATE_KEY: text, PRIVATE_KEY_PATH: path } = given;
  if (text !== undefined) return text.replaceAll("\\n", "\n");
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch {
    problems.push(
      `PRIVATE_KEY_PATH: got ${JSON.stringify(path)}, which cannot be read; expected the path of ` +
        "the App's .pem file, for example PRIVATE_KEY_PATH=/run/secrets/allclear.pem",
    );
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

function keysIn(text: string): readonly string[] {
  return text
    .split(",")
    .map((key) => key.trim())
    .filter((key) => key !== "");
}

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  const plain = url?.username === "" && url.password === "" && url.search === "" && !url.hash;
  return plain && (url.protocol === "https:" || url.protocol === "http:");
}

function isLogLevel(text: string): text is LogLevel {
  return logLevels.some((level) => level === text);
}

function withoutBlanks(variables: Variables): Record<string, string> {
  const filled = Object.entries(variables).flatMap(([name, value]) => {
    const text = value?.trim() ?? "";
    return text === "" ? [] : [[name, text] as const];
  });
  return Object.fromEntries(filled);
}
