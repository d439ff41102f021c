import type { PolicyTarget } from "../config/clock-settings.ts";
import { targetText } from "../incident/clock-texts.ts";
import { anybody } from "../incident/deadlines/people.ts";
import { momentOf } from "../incident/deadlines.ts";
import type { Incident } from "../incident/incident.ts";
import { type Instant, readStamp } from "../incident/stamp.ts";
import type { ClockGiven } from "./clock.ts";
import { headline } from "./headline.ts";
import { when } from "./instants.ts";
import { mentions, person } from "./people.ts";
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
  /** Somebody called for it by hand. */
  readonly isAsked: boolean;
  /** Nobody comes after it. */
  readonly isLast: boolean;
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
  const fallback = failed.length === 0 ? [] : fallbackOf(given);
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
    asked: askedBy(given),
    last: given.isLast
      ? `This was the last level: nobody else is paged. ${code("/page", 10)} begins again.`
      : "",
    way: `Whoever takes it: ${code("/ack", 10)}, or assign yourself.`,
  };
}

/** Whoever may know how to reach somebody, where config names nobody. */
function fallbackOf({ incident, config }: PageGiven): readonly string[] {
  const { fallback } = config.escalation;
  return fallback.length > 0 ? fallback : anybody(incident, momentOf(incident, config));
}

/** Who called for help, in their words. */
function askedBy({ incident, call, policy, isAsked, place }: PageGiven): string {
  if (!isAsked) return severitySays(incident, call, place);
  const asked = incident.calls?.find(
    (one) => one.policy === policy && readStamp(one.stamp).at === call,
  );
  if (asked === undefined) return "";
  const { by, reason } = asked;
  return `${person(by, place)} asks for help${reason === undefined ? "." : `: ${line(reason, 600)}`}`;
}

function severitySays(
  { response, severity = "" }: Incident,
  call: Instant,
  place: PageGiven["place"],
): string {
  if (response?.since !== call || response.by === undefined) return "";
  const reason = response.reason ?? "";
  return `${person(response.by, place)} set ${line(severity, 50)}: ${line(reason, 600)}`;
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
