import type { PolicyTarget } from "../config/clock-settings.ts";
import { targetText } from "../incident/clock-texts.ts";
import type { Incident } from "../incident/incident.ts";
import type { Instant } from "../incident/stamp.ts";
import type { ClockGiven } from "./clock.ts";
import { headline } from "./headline.ts";
import { when } from "./instants.ts";
import { mentions } from "./people.ts";
import { code, line } from "./quoting.ts";
import { fill, type View } from "./render.ts";

/** What became of one page outside GitHub. */
export interface PageOutcome {
  readonly target: PolicyTarget;
  /** Absent where it was sent. */
  readonly why?: string;
}

export interface PageGiven extends ClockGiven {
  readonly policy: string;
  /** Since when somebody is waited for. */
  readonly call: Instant;
  readonly level: number;
  readonly targets: readonly PolicyTarget[];
  readonly outcomes: readonly PageOutcome[];
}

/** The comment that pages people on GitHub and says whom else was paged, and whom could not be. */
export function renderPage(given: PageGiven): string {
  return fill(given.templates.page, pageView(given));
}

export function pageView(given: PageGiven): View {
  const { incident, config, place, targets, outcomes } = given;
  const { severity, status } = headline({ incident, config, place });
  const failed = outcomes.filter(({ why }) => why !== undefined);
  const people = targets.flatMap((target) => (target.by === "mention" ? [target.name] : []));
  const fallback = failed.length === 0 ? [] : config.escalation.fallback;
  return {
    drill: incident.drill ? "DRILL" : "",
    severity: severity ?? "",
    status: status ?? "",
    policy: line(given.policy, 60),
    level: String(given.level),
    mentions: incident.drill ? "" : mentions(people),
    sent: outcomes
      .filter(({ why }) => why === undefined)
      .map(({ target }) => line(targetText(target), 60))
      .join(", "),
    failed: failed
      .map(({ target, why = "" }) => `- **${line(targetText(target), 60)}**: ${line(why, 300)}`)
      .join("\n"),
    fallback: incident.drill ? "" : mentions(fallback),
    summary: summaryOf(incident),
    since: when(given.call, config.timezone),
    way: `Whoever takes it: ${code("/ack", 10)}, or assign yourself.`,
  };
}

/** What is known, for somebody who has just been woken. */
export function summaryOf({ summary, impact, services }: Incident): string {
  const parts = [
    summary === undefined ? "" : line(summary, 300),
    impact?.text === undefined ? "" : line(impact.text, 300),
    services.length === 0 ? "" : `affected: ${services.map((one) => line(one, 60)).join(", ")}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
