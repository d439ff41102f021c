import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { Again, Stop } from "../../reconcile/failure.ts";
import { type Method, useOf } from "./methods.ts";
import { refusals } from "./refusals.ts";

/**
 * Again or stop: the one place that decides what a failed call means for the loop. Of what came,
 * only statuses and single words of a known shape are repeated, so that no secret can be in it.
 */
export function sortFailure(error: unknown, method: Method): Again | Stop {
  if (error instanceof WebAPIRateLimitedError) return limited(method, error.retryAfter);
  if (error instanceof WebAPIHTTPError) return badStatus(error, method);
  if (!(error instanceof WebAPIPlatformError)) {
    return mayHaveWorked(method, `no answer to ${method}${inBrackets(networkCode(error))}`);
  }
  const code = word(error.data.error);
  if (code === undefined) return unreadable(method);
  if (limits.has(code)) return limited(method, error.data.response_metadata?.retryAfter);
  if (hiccups.has(code)) return mayHaveWorked(method, `${code} to ${method}`);
  return refused(code, method, error);
}

/** An answer that lacks what it should tell. */
export function unreadable(method: Method): Again {
  return mayHaveWorked(method, `unreadable answer to ${method}`);
}

/** Says why a method was refused; with it as the cause, callers tell one refusal from another. */
export class SlackRefusal extends Error {
  override readonly name = "SlackRefusal";
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Slack's own word for the refusal behind a failure; undefined for any other error. */
export function refusalBehind(failure: unknown): string | undefined {
  const origin = failure instanceof Stop ? failure.cause : undefined;
  return origin instanceof SlackRefusal ? origin.code : undefined;
}

/** A refusal that Slack put into this word, told with what a person can do about it. */
export function refusal(code: string, method: Method, advice = adviceFor(code)): Stop {
  return new Stop(
    refusals.get(code)?.reason ?? "refused",
    `Slack: ${code} to ${method}. ${advice}`,
    { cause: new SlackRefusal(code) },
  );
}

const limits = new Set(["ratelimited", "rate_limited"]);
const hiccups = new Set([
  "accesslimited",
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);

const second = 1000;
const hour = 3_600_000;

function limited(method: Method, seconds: number | undefined): Again {
  const message = `Slack: too many calls of ${method}`;
  if (seconds === undefined) return new Again(message);
  return new Again(message, { afterMs: Math.min(Math.max(seconds * second, second), hour) });
}

function mayHaveWorked(method: Method, what: string): Again {
  return new Again(`Slack: ${what}`, { lost: useOf(method).writes });
}

function badStatus({ statusCode }: WebAPIHTTPError, method: Method): Again | Stop {
  const what = `${statusCode} to ${method}`;
  if (statusCode >= 500 || statusCode === 408) return mayHaveWorked(method, what);
  // Slack answers its refusals with 200, so this came from something in between.
  const advice = "Is the address of the API right, and may this machine reach it?";
  return new Stop("refused", `Slack: ${what}. ${advice}`);
}

function refused(code: string, method: Method, { data }: WebAPIPlatformError): Stop {
  if (code !== "missing_scope") return refusal(code, method);
  const needed = "needed" in data ? scopeList(data.needed) : undefined;
  const scope = useOf(method).scope ?? needed ?? "that the method asks for";
  return new Stop(
    "forbidden",
    `Slack: missing_scope to ${method}. Add the scope ${scope} to the Slack app ` +
      `and install it again${needed === undefined ? "" : ` (Slack asks for ${needed})`}`,
    { cause: new SlackRefusal(code) },
  );
}

function adviceFor(code: string): string {
  return refusals.get(code)?.advice ?? "Slack's page about the method says what that means";
}

function word(said: unknown): string | undefined {
  return typeof said === "string" && /^[a-z][a-z0-9_]{1,79}$/.test(said) ? said : undefined;
}

function scopeList(said: unknown): string | undefined {
  return typeof said === "string" && /^[a-z:,._|]{1,200}$/.test(said) ? said : undefined;
}

/** `ECONNRESET`, `TimeoutError`: what the network or a deadline called it, however deep. */
function networkCode(error: unknown): string | undefined {
  const origins: Error[] = [];
  for (let next = error; next instanceof Error && origins.length < 5; next = next.cause) {
    origins.push(next);
  }
  const codes = origins.flatMap((origin) => ("code" in origin ? [String(origin.code)] : []));
  const network = codes.find((code) => /^(?:E|UND_)[A-Z_]{2,40}$/.test(code));
  return network ?? origins.map(({ name }) => name).find((name) => name === "TimeoutError");
}

function inBrackets(text: string | undefined): string {
  return text === undefined ? "" : ` (${text})`;
}
