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
  /** Takes one line without its end. */
  readonly write?: (line: string) => void;
}

/** A log of JSON lines on standard output, unless another sink is given. */
export function createLog({ level, now, write = toStandardOutput }: LogOptions): Log {
  const least = logLevels.indexOf(level);
  const line = (name: LogLevel) => (fields: object, message: string) => {
    if (logLevels.indexOf(name) < least) return;
    write(JSON.stringify({ time: now().toISOString(), level: name, message, ...fields }));
  };
  return {
    debug: line("debug"),
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
    fatal: line("fatal"),
  };
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
