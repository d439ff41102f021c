import { readFileSync } from "node:fs";
import { slackToken } from "../src/adapters/chat/variables.ts";
import { redact } from "../src/adapters/github/redact.ts";
import { pagerDutyKeys, pagerDutyUrl } from "../src/adapters/pager/variables.ts";
import { shortestKey } from "../src/adapters/seal/hmac-seal.ts";
import { webhookKeys, webhookUrls } from "../src/adapters/webhook/variables.ts";
import type { OutsideSettings } from "../src/reconcile/outside-settings.ts";
import { complaintAbout, type Setting } from "../src/std/setting.ts";

/** What the runner tells of this run, checked. Nothing else here reads `process.env`. */
export interface Runner {
  /** `owner/name`. */
  readonly repository: string;
  /** Absent on older servers. */
  readonly repositoryId?: number;
  readonly event: RunnerEvent;
  /** The REST root, without a slash at its end. */
  readonly apiUrl: string;
  /** Where people look at GitHub: `https://github.com`. */
  readonly serverUrl: string;
  readonly runId: number;
  /** The commit the workflow runs for. */
  readonly sha: string;
  /** Who or what started the run. */
  readonly actor: string;
  /** The first signs cards, all verify. */
  readonly stateKeys: readonly string[];
  readonly outside: OutsideSettings;
}

/** The payload is foreign: only addresses and identities are read from it. */
export interface RunnerEvent {
  readonly name: string;
  readonly payload: unknown;
}

/** The environment is not that of a workflow run; the message has one line per problem. */
export class WrongRunner extends Error {
  override readonly name = "WrongRunner";
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the environment of this step. */
export function loadRunner(): Runner {
  return readRunner(process.env, (path) => readFileSync(path, "utf8"));
}

/** Checks all variables and throws one `WrongRunner` that names every problem. */
export function readRunner(variables: Variables, readFile: (path: string) => string): Runner {
  const problems: string[] = [];
  const need = (name: string, form: RegExp, wish: { expected: string; example: string }) => {
    const came = variables[name]?.trim() ?? "";
    if (!form.test(came)) problems.push(wrong(name, came, wish));
    return came;
  };
  const repositoryId = Number(variables.GITHUB_REPOSITORY_ID ?? "");
  const runner: Runner = {
    repository: need("GITHUB_REPOSITORY", /^[\w.-]+\/[\w.-]+$/, {
      expected: "the repository of the workflow",
      example: "acme/shop",
    }),
    ...(Number.isSafeInteger(repositoryId) && repositoryId > 0 && { repositoryId }),
    apiUrl: bare(need("GITHUB_API_URL", httpUrl, apiUrl)),
    serverUrl: bare(need("GITHUB_SERVER_URL", httpUrl, serverUrl)),
    runId: Number(need("GITHUB_RUN_ID", /^\d{1,15}$/, { expected: "a number", example: "123" })),
    sha: need("GITHUB_SHA", /^[0-9a-f]{40}$/, { expected: "a commit", example: "0".repeat(40) }),
    actor: need("GITHUB_ACTOR", /^[\w-]+(\[bot\])?$/, { expected: "a login", example: "ada" }),
    event: { name: variables.GITHUB_EVENT_NAME?.trim() ?? "", payload: undefined },
    stateKeys: keysIn(variables.STATE_KEYS ?? "", problems),
    outside: readOutside(variables, problems),
  };
  const payload = readPayload(variables.GITHUB_EVENT_PATH ?? "", { readFile, problems });
  if (problems.length > 0) throw new WrongRunner(problems.join("\n"));
  return { ...runner, event: { ...runner.event, payload } };
}

/** Without credentials, query or fragment. */
const httpUrl = /^https?:\/\/[^\s/@?#]+(\/[^\s@?#]*)?$/;
const apiUrl = { expected: "the REST root", example: "https://api.github.com" };
const serverUrl = { expected: "where GitHub is", example: "https://github.com" };

function bare(url: string): string {
  return url.replace(/\/+$/, "");
}

function keysIn(text: string, problems: string[]): readonly string[] {
  const keys = text
    .split(",")
    .map((key) => key.trim())
    .filter((key) => key !== "");
  if (keys.some((key) => key.length < shortestKey)) {
    problems.push(
      `STATE_KEYS: got a key of fewer than ${shortestKey} characters; expected keys of at least ` +
        "that, separated by commas, for example the output of: openssl rand -hex 32",
    );
  }
  return keys;
}

function readOutside(variables: Variables, problems: string[]): OutsideSettings {
  const read = <T>(setting: Setting<T>): T | undefined => {
    const text = variables[setting.name]?.trim() ?? "";
    if (text === "") return undefined;
    const reading = setting.read(text);
    if ("value" in reading) return reading.value;
    problems.push(complaintAbout(setting, text, reading.wrong));
    return undefined;
  };
  const [url, token] = [read(pagerDutyUrl), read(slackToken)];
  return {
    pagerDutyKeys: read(pagerDutyKeys) ?? new Map(),
    ...(url !== undefined && { pagerDutyUrl: url }),
    webhookUrls: read(webhookUrls) ?? new Map(),
    webhookKeys: read(webhookKeys) ?? [],
    ...(token !== undefined && { slackToken: token }),
  };
}

/** What no log of a run may show. */
export function secretsOf({ stateKeys, outside }: Runner): readonly string[] {
  const { pagerDutyKeys, webhookUrls, webhookKeys, slackToken } = outside;
  return [
    ...stateKeys,
    ...pagerDutyKeys.values(),
    ...webhookUrls.values(),
    ...webhookKeys,
    ...(slackToken === undefined ? [] : [slackToken]),
  ];
}

function readPayload(
  path: string,
  { readFile, problems }: { readFile: (path: string) => string; problems: string[] },
): unknown {
  if (path === "") return {};
  try {
    return JSON.parse(readFile(path));
  } catch {
    problems.push(
      `GITHUB_EVENT_PATH: the file cannot be read as JSON; expected the event of a run`,
    );
    return undefined;
  }
}

function wrong(name: string, came: string, wish: { expected: string; example: string }): string {
  const shown = came === "" ? "nothing" : JSON.stringify(redact(came));
  return (
    `${name}: got ${shown}; expected ${wish.expected}, for example ${wish.example} ` +
    "(the runner of a workflow sets it)"
  );
}
