import { answerBehind } from "../adapters/github/sort-failure.ts";
import type { AppIdentity } from "../adapters/github/who-am-i.ts";
import type { Clock } from "../reconcile/ports.ts";

/** Whether GitHub accepts the App's credentials, and whom we act as. */
export interface Credentials {
  /** Undefined until GitHub has answered once. */
  identity(): AppIdentity | undefined;
  /** Asks GitHub; throws what came instead of an answer. */
  establish(): Promise<AppIdentity>;
  /** What is wrong, in words; asks GitHub at most once a minute. */
  problem(): Promise<string | undefined>;
}

const believedForMs = 60_000;

export function credentials(ask: () => Promise<AppIdentity>, clock: Clock): Credentials {
  let identity: AppIdentity | undefined;
  let trouble: string | undefined = "GitHub has not been asked yet";
  let askedAt = Number.NEGATIVE_INFINITY;

  async function establish(): Promise<AppIdentity> {
    askedAt = clock.now().getTime();
    try {
      identity = await ask();
      trouble = undefined;
      return identity;
    } catch (failure) {
      trouble = isRefused(failure) ? refusal : "GitHub does not answer";
      throw failure;
    }
  }

  return {
    identity: () => identity,
    establish,
    async problem() {
      const stale = clock.now().getTime() - askedAt >= believedForMs;
      if (stale) await establish().catch(() => undefined);
      return trouble;
    },
  };
}

export const refusal =
  "GitHub does not accept the App's credentials: got a refusal for APP_ID with this PRIVATE_KEY; " +
  "expected the number and a current key of one App, as its settings page shows them, and a clock " +
  "that is right to the minute";

/** GitHub said no: waiting would not help. */
export function isRefused(failure: unknown): boolean {
  const status = answerBehind(failure)?.status;
  return status === 401 || status === 404;
}
