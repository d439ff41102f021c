import { lengthOf } from "../../std/duration.ts";
import type { Policy, PolicyLevel } from "../config/clock-settings.ts";
import type { Config, QuietHours } from "../config/config.ts";
import { targetText } from "../incident/clock-texts.ts";
import { policyNamed, policyOf, policyOfServices } from "../incident/deadlines/policy.ts";
import { openCalls } from "../incident/deadlines/response.ts";
import type { Incident } from "../incident/incident.ts";
import { code, line, rowsWithin } from "./quoting.ts";
import type { View } from "./render.ts";

export interface OnCallGiven {
  readonly incident: Incident | undefined;
  readonly config: Config;
  /** Those asked about; else those of the incident. */
  readonly services: readonly string[];
}

/** Who is paged, when and how, and the policy as a picture; nobody is mentioned. */
export function onCallView({ incident, config, services }: OnCallGiven): View {
  const asked = services.length > 0 ? services : (incident?.services ?? []);
  const { policy, runs } = policyFor({ incident, services: asked, config }, services.length > 0);
  return {
    services: asked.map((service) => line(service, 60)).join(", "),
    owners: ownersOf(asked, config),
    policy: policy === undefined ? "" : line(policy.name, 60),
    would: policy === undefined || runs ? "" : wouldWords,
    levels: policy === undefined ? "" : levelsOf(policy, config.timezone),
    chart: policy === undefined ? "" : flowchartOf(policy),
    none: policy === undefined ? noneWords : "",
    severities: severitiesOf(config),
  };
}

/** That of the services asked about; else the one in force, else what `/page` would page. */
function policyFor(
  { incident, services, config }: OnCallGiven,
  isAsked: boolean,
): { readonly policy: Policy | undefined; readonly runs: boolean } {
  const own = policyNamed(config, policyOfServices(services, config));
  const asked = incident === undefined ? undefined : openCalls(incident).at(-1)?.policy;
  const inForce =
    incident === undefined ? undefined : (policyNamed(config, asked) ?? policyOf(incident, config));
  if (isAsked && own !== undefined) return { policy: own, runs: true };
  if (inForce !== undefined) return { policy: inForce, runs: true };
  const [worst] = config.ladder.levels;
  const other = own ?? policyNamed(config, worst?.policy) ?? config.escalation.policies[0];
  return { policy: other, runs: incident === undefined };
}

const wouldWords = `Nobody is paged here by itself. ${code("/page", 10)} would page:`;

function ownersOf(services: readonly string[], config: Config): string {
  const rows = services.flatMap((name) => {
    const owners = config.services.find((one) => one.name === name)?.owners ?? [];
    return owners.length === 0 ? [] : [`- ${line(name, 60)}: ${owners.map(quiet).join(", ")}`];
  });
  return rowsWithin(rows, { characters: 4000, more: (left) => `- and ${left} more` }).join("\n");
}

/** Whom to ask, without asking them. */
function quiet(name: string): string {
  return code(name, 60);
}

function levelsOf(policy: Policy, zone: string): string {
  const rows = policy.levels.map((level, index) => {
    const who = level.page.map((target) => quiet(targetText(target))).join(", ");
    const hours = hoursOf(level, zone);
    const wait = `then ${lengthOf(level.waitMs)} for an answer`;
    return `${index + 1}. ${who}${hours === "" ? "" : ` (${hours})`}, ${wait}`;
  });
  const again = policy.repeat === 0 ? [] : [`\nThen it begins again, ${times(policy.repeat)}.`];
  return [...rows, ...again].join("\n");
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function severitiesOf({ ladder }: Config): string {
  const rows = ladder.levels.flatMap(({ name, policy }) =>
    policy === undefined ? [] : [`${line(name, 50)}: ${line(policy, 60)}`],
  );
  return rows.join(" · ");
}

const noneWords = `Nobody is paged: there is no ${code("escalation", 20)} in ${code(".github/allclear.yml", 40)}.`;

/** The policy as a Mermaid flowchart: who is paged, how long is waited, what ends it. */
export function flowchartOf({ name, levels, repeat }: Policy): string {
  const rows = [
    "flowchart TD",
    `  start(["${label(name)}"]) --> level1`,
    ...levels.flatMap((level, index) => levelRows(level, index + 1, levels.length)),
    repeat === 0
      ? "  last --> silent([nobody came])"
      : `  last -- again, ${times(repeat)} --> level1`,
    "  taken([somebody is on it])",
  ];
  return ["```mermaid", ...rows, "```"].join("\n");
}

function levelRows(level: PolicyLevel, number: number, count: number): readonly string[] {
  const who = level.page.map((target) => label(targetText(target))).join("<br>");
  const hours = hoursOf(level);
  const shown = hours === "" ? who : `${who}<br>${label(hours)}`;
  const next = number === count ? "last{{nobody}}" : `level${number + 1}`;
  return [
    `  level${number}["${shown}"] -- /ack --> taken`,
    `  level${number} -- ${lengthOf(level.waitMs)} --> ${next}`,
  ];
}

/** Nothing that ends a label or begins markup of the chart, or mentions anybody. */
function label(text: string): string {
  return line(text, 60).replace(/[^\p{L}\p{N} ._:,/-]/gu, "");
}

const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function hoursOf({ hours, days }: PolicyLevel, zone = ""): string {
  const parts = [
    days === undefined ? "" : days.map((day) => dayNames[day - 1] ?? "").join(" "),
    hours === undefined ? "" : `${rangeOf(hours)} ${zone}`.trim(),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function rangeOf({ from, to }: QuietHours): string {
  return `${clock(from)} to ${clock(to)}`;
}

function clock(minutes: number): string {
  const pad = (number: number) => String(number).padStart(2, "0");
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
