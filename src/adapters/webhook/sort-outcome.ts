import { Again, Stop } from "../../reconcile/failure.ts";
import type { Answer, Outcome } from "./https-post.ts";
import { saidFailure } from "./said-failure.ts";

/** Again or stop: the one place that decides what became of a call; undefined if it worked. */
export function sortOutcome(outcome: Outcome, to: Destination): Again | Stop | undefined {
  switch (outcome.kind) {
    case "not-called":
      return new Stop("unsupported", `${to.name} was not called: ${outcome.why}`);
    case "no-answer":
      return new Again(`${to.name}: ${outcome.why}`, { lost: outcome.lost });
    case "answer":
      return sortAnswer(outcome, to);
  }
}

export interface Destination {
  /** For people, with its host. */
  readonly name: string;
  /** What it said, fit for an error. */
  readonly quote: (text: string) => string;
}

function sortAnswer(answer: Answer, { name, quote }: Destination): Again | Stop | undefined {
  const { status, text, afterMs } = answer;
  const said = quote(text);
  const message = `${name} answered ${status}${said === "" ? "" : `: ${said}`}`;
  const wait = afterMs === undefined ? {} : { afterMs };
  if (status >= 500 || status === 408) return new Again(message, { ...wait, lost: true });
  if (status === 429 || status === 425) return new Again(message, wait);
  if (status >= 400) return new Stop("refused", message);
  if (status >= 300) {
    const instead = "redirects are not followed; give the address it leads to";
    return new Stop("refused", `${name} answered ${status}: ${instead}`);
  }
  const failure = saidFailure(text);
  if (failure === undefined) return undefined;
  return failure === "passing" ? new Again(message, wait) : new Stop("refused", message);
}
