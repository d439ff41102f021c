import type { QuietHours } from "./config.ts";

/** How the clock of an incident runs; every time in ms. */
export interface ClockSettings {
  /** Off: nothing falls due by itself but what somebody asked for, and pages. */
  readonly on: boolean;
  /** Until the first status update; undefined asks for none. */
  readonly firstUpdateMs: number | undefined;
  /** How long before a status update is due a draft of it is offered; undefined offers none. */
  readonly draftMs: number | undefined;
  /** Between telling the communications lead, the commander and those above that one is late. */
  readonly raiseMs: number;
  /** How long it is watched after it was mitigated. */
  readonly watchMs: number;
}

/** What is asked for again and again while it is missing. */
export interface NagSettings {
  /** Undefined: nothing is. */
  readonly everyMs: number | undefined;
  /** At most so many times each. */
  readonly most: number;
  /** After so long without a word somebody is asked; undefined: nobody is. */
  readonly silentMs: number | undefined;
  /** Roles that somebody must hold. */
  readonly roles: readonly string[];
}

export interface EscalationSettings {
  readonly policies: readonly Policy[];
  /** Logins and teams that are told when a page fails. */
  readonly fallback: readonly string[];
}

/** Who is paged, and who next while nobody acknowledges. */
export interface Policy {
  readonly name: string;
  readonly levels: readonly PolicyLevel[];
  /** How many times it begins again after its last level. */
  readonly repeat: number;
}

export interface PolicyLevel {
  readonly page: readonly PolicyTarget[];
  /** How long it is waited for an acknowledgement before the next level, in ms. */
  readonly waitMs: number;
  /** When this level is paged at all; undefined: at any time. */
  readonly hours: QuietHours | undefined;
  /** Days of the week, 1 is Monday; undefined: every day. */
  readonly days: readonly number[] | undefined;
}

/** Somebody on GitHub, a service of PagerDuty or a webhook. */
export type PolicyTarget =
  | { readonly by: "mention"; readonly name: string }
  | { readonly by: "pagerduty"; readonly name: string }
  | { readonly by: "webhook"; readonly name: string };

const minuteMs = 60_000;

/** What holds without a file. Ours, but the first update and the watch, which playbooks name. */
export const defaultClock: ClockSettings = {
  on: true,
  firstUpdateMs: 5 * minuteMs,
  draftMs: 3 * minuteMs,
  raiseMs: 5 * minuteMs,
  watchMs: 60 * minuteMs,
};

export const defaultNags: NagSettings = {
  everyMs: 10 * minuteMs,
  most: 3,
  silentMs: 30 * minuteMs,
  roles: ["commander", "communications lead"],
};

export const defaultEscalation: EscalationSettings = { policies: [], fallback: [] };
