/** Wakes somebody through a service outside GitHub. */
export interface Pager {
  /**
   * Safe to repeat: pages of one key are one page. Throws `Again` where another try may help and
   * `Stop` where none would, as when nobody configured the target.
   */
  page(page: Page): Promise<void>;
}

/** What a pager is told: to wake somebody, that somebody took it on, that it is over. */
export interface Page {
  readonly action: "trigger" | "acknowledge" | "resolve";
  /** The same for each try and for all that follows; at most 255 characters. */
  readonly key: string;
  readonly target: PageTarget;
  /** One line of at most 1,024 characters that is read on a phone at night. */
  readonly summary: string;
  readonly severity: PageSeverity;
  /** What is broken: `octo-org/shop#12`. */
  readonly source: string;
  /** Where the incident is. */
  readonly url: string;
  /** Short facts by name: commander, services, summary. */
  readonly details: Readonly<Record<string, string>>;
}

/** The words of PagerDuty's Events API v2. */
export type PageSeverity = "critical" | "error" | "warning" | "info";

/** A service of PagerDuty, or a webhook, by the name that config gives it. */
export interface PageTarget {
  readonly by: "pagerduty" | "webhook";
  readonly name: string;
  /** Of a webhook, from the config; absent where the environment has it, by that name. */
  readonly url?: string;
}
