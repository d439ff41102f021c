import { existsSync } from "node:fs";
import { z } from "zod";
import { slackToken } from "../adapters/chat/variables.ts";
import { pagerDutyKeys, pagerDutyUrl } from "../adapters/pager/variables.ts";
import { shortestKey } from "../adapters/seal/hmac-seal.ts";
import { webhookKeys, webhookUrls } from "../adapters/webhook/variables.ts";
import type { OutsideSettings } from "../reconcile/outside-settings.ts";
import { complaintAbout, type Setting } from "../std/setting.ts";
import { complain, type Wish } from "./complain.ts";
import { type LogLevel, logLevels } from "./log.ts";
import { type AppCredentials, readCredentials } from "./read-credentials.ts";

/** What the environment says, checked. Nothing else reads `process.env`. */
export interface Environment {
  /** Absent: the App does not exist yet, and the setup page is offered. */
  readonly credentials?: AppCredentials;
  /** The REST root, without a slash at its end. */
  readonly apiUrl: string;
  readonly host: string;
  readonly port: number;
  /** Where GitHub reaches us, without a slash at its end. */
  readonly publicUrl?: string;
  readonly storage: Storage;
  /** The first signs cards, all verify. */
  readonly stateKeys: readonly string[];
  readonly outside: OutsideSettings;
  readonly logLevel: LogLevel;
  readonly production: boolean;
  /** A token for `npm run check`, where there are no App credentials. */
  readonly token?: string;
}

/** A server that replicas share, or the embedded database of a directory. */
export type Storage =
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "directory"; readonly path: string };

/** The environment cannot be used as it is; the message has one line per problem. */
export class BadEnvironment extends Error {
  override readonly name = "BadEnvironment";
}

/** Said wherever nothing goes on without the App's credentials. */
export const missingCredentials =
  "APP_ID, PRIVATE_KEY and WEBHOOK_SECRET: got none of them; expected the credentials of the " +
  "GitHub App, for example APP_ID=123456 with the key and the secret of its settings page";

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads `.env`, where there is one, and the environment of this process, which wins. */
export function loadEnvironment(): Environment {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return readEnvironment(process.env);
}

/** Says what Probot's setup page reads from the environment only. */
export function tellProbot({ webhookUrl, apiUrl }: { webhookUrl: string; apiUrl: string }): void {
  // The manifest's `hook_attributes.url`; it would be the bare root otherwise.
  process.env.WEBHOOK_PROXY_URL = webhookUrl;
  process.env.NO_SMEE_SETUP = "true";
  const { protocol, host } = new URL(apiUrl);
  if (host === "api.github.com") return;
  process.env.GHE_HOST = host.replace(/^api\.(?=.+\.ghe\.com$)/, "");
  process.env.GHE_PROTOCOL = protocol.replace(":", "");
}

/** Checks all variables and throws one `BadEnvironment` that names every problem. */
export function readEnvironment(variables: Variables): Environment {
  const given = withoutBlanks(variables);
  const parsed = schema.safeParse(given);
  const { credentials, problems: missing } = readCredentials(given);
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
  const problems = [...wrong, ...missing];
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
    outside: outsideOf(parsed.data),
    logLevel: parsed.data.LOG_LEVEL,
    production: parsed.data.NODE_ENV === "production",
  };
}

/** What no line of a log may hold. */
export function secretsOf(environment: Environment): readonly string[] {
  const { credentials, storage, stateKeys, outside, token } = environment;
  return [
    ...(credentials === undefined ? [] : [credentials.privateKey, credentials.webhookSecret]),
    ...(storage.kind === "postgres" ? [storage.url] : []),
    ...stateKeys,
    ...outside.pagerDutyKeys.values(),
    ...outside.webhookUrls.values(),
    ...outside.webhookKeys,
    ...[outside.slackToken, token].filter((each) => each !== undefined),
  ];
}

function outsideOf(data: z.output<typeof schema>): OutsideSettings {
  const { PAGERDUTY_URL: pagerDutyUrl, SLACK_TOKEN: slackToken } = data;
  return {
    pagerDutyKeys: data.PAGERDUTY_KEYS,
    ...(pagerDutyUrl !== undefined && { pagerDutyUrl }),
    webhookUrls: data.WEBHOOK_URLS,
    webhookKeys: data.WEBHOOK_KEYS,
    ...(slackToken !== undefined && { slackToken }),
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
  PAGERDUTY_KEYS: readBy(pagerDutyKeys).default(new Map()),
  PAGERDUTY_URL: readBy(pagerDutyUrl).optional(),
  WEBHOOK_URLS: readBy(webhookUrls).default(new Map()),
  WEBHOOK_KEYS: readBy(webhookKeys).default([]),
  SLACK_TOKEN: readBy(slackToken).optional(),
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

function checked(fits: (text: string) => boolean, wish: Wish) {
  return z.string().refine(fits, { error: ({ input }) => complain(wish, String(input)) });
}

function readBy<T>(setting: Setting<T>) {
  return z.string().transform((text, context): T => {
    const reading = setting.read(text);
    if ("value" in reading) return reading.value;
    const message = complaintAbout(setting, text, reading.wrong);
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
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
    const text = unquoted(value?.trim() ?? "");
    return text === "" ? [] : [[name, text] as const];
  });
  return Object.fromEntries(filled);
}

/** `docker run --env-file` hands on the quotes that the file has around a value. */
function unquoted(text: string): string {
  return /^"(.*)"$/s.exec(text)?.[1]?.trim() ?? text;
}
