import type { PolicyTarget } from "../config/clock-settings.ts";
import type { Instant } from "./stamp.ts";

/** Somebody is waited for, since it was declared, reopened or became worse. */
export interface Response {
  readonly since: Instant;
  /** The policy that somebody asked for; else that of the service or the severity. */
  readonly policy?: string;
  /** Only now is it known how bad it is: whoever took it on before need not say so again. */
  readonly first?: true;
}

/** A page outside GitHub, by the key that its pager knows it by. */
export interface SentPage {
  readonly key: string;
  /** The call for help it belongs to: since when somebody was waited for. */
  readonly call: Instant;
  readonly target: PolicyTarget;
  readonly state: PageState;
}

export type PageState = "triggered" | "acknowledged" | "resolved" | "failed";
export const pageStates: readonly PageState[] = ["triggered", "acknowledged", "resolved", "failed"];
