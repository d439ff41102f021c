import { Again, Stop } from "../../reconcile/failure.ts";
import { cut } from "../../std/cut.ts";
import type { PostAnswer, PostOutcome } from "./post.ts";

interface Service {
  readonly name: string;
  /** Never to be read in an error. */
  readonly routingKey: string;
}

/** Again or stop: the one place that decides what came of an event; undefined if accepted. */
export function sortOutcome(outcome: PostOutcome, service: Service): Again | Stop | undefined {
  const name = `PagerDuty (${service.name})`;
  switch (outcome.kind) {
    case "not-called":
      return new Stop("unsupported", `${name} was not called: ${outcome.why}`);
    case "no-answer":
      return new Again(`${name}: ${outcome.why}`, { lost: outcome.lost });
    case "answer":
      return sortAnswer(outcome, `${name} answered ${outcome.status}`, service.routingKey);
  }
}

/** Whether a second may help: nothing was refused, and nobody asked to be left alone. */
export function isBrief(outcome: PostOutcome): boolean {
  if (outcome.kind !== "answer") return outcome.kind === "no-answer";
  return outcome.status >= 500 && outcome.afterMs === undefined;
}

export function notConfigured(name: string): Stop {
  const advice = `set PAGERDUTY_KEYS="${name}=<integration key>"`;
  return new Stop("unsupported", `No PagerDuty service is called ${name} here: ${advice}`);
}

function sortAnswer(answer: PostAnswer, told: string, key: string): Again | Stop | undefined {
  const { status, afterMs } = answer;
  const said = readBody(answer.text);
  if (status < 300 && said.status === "success") return undefined;
  const reasons = quote(said.reasons, key);
  const message = reasons === "" ? told : `${told}: ${reasons}`;
  if (status < 300 ? said.status === "invalid event" : !mayPass(status)) {
    return new Stop("refused", message);
  }
  // A 2xx that PagerDuty did not write accepted nothing, and silence costs more than a repetition.
  const lost = status !== 429;
  return new Again(message, afterMs === undefined ? { lost } : { lost, afterMs });
}

function mayPass(status: number): boolean {
  return status >= 500 || status === 429 || status === 408;
}

const longestQuote = 200;

function quote(text: string, key: string): string {
  const clean = text.replaceAll(key, "[redacted]").replace(/[\s\p{C}]+/gu, " ");
  return cut(clean.trim(), longestQuote);
}

interface Said {
  readonly status: unknown;
  readonly reasons: string;
}

function readBody(text: string): Said {
  try {
    const body = (JSON.parse(text) ?? {}) as Record<string, unknown>;
    const errors = Array.isArray(body.errors) ? body.errors : [body.errors];
    const reasons = [body.message, ...errors].filter((part) => typeof part === "string");
    return { status: body.status, reasons: reasons.join("; ") };
  } catch {
    return { status: undefined, reasons: "not the JSON of PagerDuty" };
  }
}
