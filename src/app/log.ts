import { redact } from "../adapters/github/redact.ts";
import { Again, Stop } from "../reconcile/failure.ts";

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** One JSON object per line. Never given a body, a payload or a token. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  fatal(fields: object, message: string): void;
}

export interface LogOptions {
  readonly level: LogLevel;
  readonly now: () => Date;
  /** Left out of every line, wherever they come from. */
  readonly secrets?: readonly string[];
  /** Takes one line without its end. */
  readonly write?: (line: string) => void;
}

/** A log of JSON lines on standard output, unless another sink is given. */
export function createLog(options: LogOptions): Log {
  const { level, now, secrets = [], write = toStandardOutput } = options;
  const hide = hiding(secrets);
  const least = logLevels.indexOf(level);
  const line = (name: LogLevel) => (fields: object, message: string) => {
    if (logLevels.indexOf(name) < least) return;
    const said = { time: now().toISOString(), level: name, message, ...fields };
    write(hide(JSON.stringify(said)));
  };
  return {
    debug: line("debug"),
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
    fatal: line("fatal"),
  };
}

/** A shorter one is found in innocent words, and protects nothing. */
const shortestSecret = 8;

function hiding(secrets: readonly string[]): (line: string) => string {
  const written = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .map((secret) => JSON.stringify(secret).slice(1, -1))
    .sort((a, b) => b.length - a.length);
  return (line) => written.reduce((rest, each) => rest.replaceAll(each, "[redacted]"), line);
}

/** What may be said of an error: its name, its message without secrets, where it was thrown. */
export function describeError(error: unknown): { error: string; at?: string } {
  if (!(error instanceof Error)) return { error: redact(String(error)) };
  const text = redact(`${error.name}: ${error.message}`);
  if (error instanceof Again || error instanceof Stop) return { error: text };
  // Only the frames: the head of a stack repeats the message as it was.
  const frames = (error.stack ?? "").split("\n").filter((each) => /^\s+at /.test(each));
  return { error: text, at: frames.slice(0, 8).join(" ").replace(/\s+/g, " ").trim() };
}

function toStandardOutput(line: string): void {
  process.stdout.write(`${line}\n`);
}
