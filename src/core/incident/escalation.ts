import type { PolicyTarget } from "../config/clock-settings.ts";
import type { Instant, Stamp } from "./stamp.ts";

/** Somebody is waited for, since it was declared, came back or became worse. */
export interface CallForHelp {
  readonly since: Instant;
  /** Who set the severity, where they said why. */
  readonly by?: string;
  readonly reason?: string;
  /** Only now is it known how bad it is: whoever took it on before need not say so again. */
  readonly first?: true;
}

/** Somebody asked by hand for a policy to be paged. */
export interface AskedCall {
  readonly stamp: Stamp;
  readonly policy: string;
  readonly by: string;
  readonly reason?: string;
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
