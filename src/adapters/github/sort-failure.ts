import { Again, Stop, type StopReason } from "../../reconcile/failure.ts";
import { isSpent, namedWait, waitOfLimit } from "./retry-after.ts";
import type { Trouble } from "./trouble.ts";

export interface Sorted {
  readonly failure: Again | Stop;
  /** Present when the host asked this installation to be quiet for so long. */
  readonly limitedForMs?: number;
}

/** Again or stop: the one place that decides what an answer of GitHub means for the loop. */
export function sortFailure(trouble: Trouble, now: Date): Sorted {
  const { status } = trouble;
  if (status === undefined || trouble.unreadable || status === 408 || status >= 500) {
    return mayHaveWorked(trouble, now);
  }
  if (isLimit(trouble)) return limited(trouble, now);
  if (status < 400) return redirected(trouble);
  const reason = stopReasons[status];
  if (status === 403 && /suspended/i.test(trouble.message)) return stop("gone", trouble);
  if (status === 401 || status === 409)
    return { failure: new Again(describe(trouble), cause(trouble)) };
  return stop(reason ?? "refused", trouble);
}

const stopReasons: Readonly<Record<number, StopReason>> = {
  403: "forbidden",
  404: "gone",
  410: "gone",
  451: "gone",
};

function mayHaveWorked(trouble: Trouble, now: Date): Sorted {
  const afterMs = namedWait(trouble.headers, now);
  const lost = trouble.isWrite && trouble.phase === "call";
  return {
    failure: new Again(describe(trouble), {
      ...cause(trouble),
      lost,
      ...(afterMs === undefined ? {} : { afterMs }),
    }),
  };
}

// A refusal in words wins over the headers: the last call of an hour may also be a forbidden one.
const refusals = /not accessible by|locked|archived|disabled|suspended|must have|permission/i;
const limits = /rate limit|abuse|too quickly|too many/i;

function isLimit(trouble: Trouble): boolean {
  if (trouble.status === 429) return true;
  if (trouble.status === 422) return /too quickly|spammed/i.test(trouble.message);
  if (trouble.status !== 403) return false;
  if (limits.test(trouble.message)) return true;
  if (refusals.test(trouble.message)) return false;
  const { headers, message } = trouble;
  return message === "" || headers["retry-after"] !== undefined || isSpent(headers);
}

function limited(trouble: Trouble, now: Date): Sorted {
  const afterMs = waitOfLimit(trouble.headers, now);
  return {
    failure: new Again(describe(trouble), { ...cause(trouble), afterMs }),
    limitedForMs: afterMs,
  };
}

// A renamed repository answers with its own id; another id means the issue was transferred.
function redirected(trouble: Trouble): Sorted {
  const target = /\/repositories\/(\d+)\b/.exec(String(trouble.headers.location ?? ""))?.[1];
  const transferred = target !== undefined && Number(target) !== trouble.repository;
  return transferred && trouble.repository !== undefined
    ? stop("gone", trouble)
    : { failure: new Again(describe(trouble), cause(trouble)) };
}

function stop(reason: StopReason, trouble: Trouble): Sorted {
  return { failure: new Stop(reason, describe(trouble), cause(trouble)) };
}

function describe(trouble: Trouble): string {
  const answer = trouble.status === undefined ? "no answer" : `${trouble.status}`;
  const said = trouble.message === "" ? "" : ` (${trouble.message})`;
  const doing = trouble.phase === "token" ? "fetching a token for " : "";
  return `GitHub: ${answer} to ${doing}${trouble.method} ${trouble.route}${said}`;
}

function cause(trouble: Trouble): { cause: GitHubAnswer } {
  return { cause: new GitHubAnswer(trouble) };
}

/** What an `Again` or `Stop` of this adapter was made from; safe to log. */
export class GitHubAnswer extends Error {
  override readonly name = "GitHubAnswer";
  readonly status: number | undefined;
  readonly codes: readonly string[];
  readonly phase: "token" | "call";

  constructor(trouble: Trouble) {
    super(trouble.message);
    this.status = trouble.status;
    this.codes = trouble.codes;
    this.phase = trouble.phase;
  }
}

/** The answer behind a failure of this adapter; undefined for any other error. */
export function answerBehind(failure: unknown): GitHubAnswer | undefined {
  const origin = failure instanceof Again || failure instanceof Stop ? failure.cause : undefined;
  return origin instanceof GitHubAnswer ? origin : undefined;
}

/** True when the thing the call named is not there; not when only the token was refused. */
export function isAbsence(failure: unknown): boolean {
  const answer = answerBehind(failure);
  return answer?.phase === "call" && (answer.status === 404 || answer.status === 410);
}

/**
 * True when GitHub's answer to the call itself had one of these statuses. A refused token, a limit
 * and an answer that broke off say nothing of what was asked for.
 */
export function isVerdict(failure: unknown, statuses: readonly number[]): boolean {
  const answer = answerBehind(failure);
  if (answer?.phase !== "call" || answer.status === undefined) return false;
  if (failure instanceof Again && (failure.lost || failure.afterMs !== undefined)) return false;
  return statuses.includes(answer.status);
}
