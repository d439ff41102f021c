import type { Config } from "../config/config.ts";
import type { Payload, PayloadKey } from "../config/destination-settings.ts";
import { type Announced, severityAt } from "../incident/destinations.ts";
import type { UpdatePosted } from "../incident/events.ts";
import type { Incident } from "../incident/incident.ts";
import { readStamp } from "../incident/stamp.ts";
import { impactText } from "../incident/timeline.ts";
import { nextUpdateOf, severityText } from "./headline.ts";
import { when } from "./instants.ts";
import { fillPlain } from "./render.ts";

/** What a destination is told, by the names a payload uses; plain text without a mention. */
export type Announcement = Readonly<Record<Exclude<PayloadKey, IssueKey>, string>>;

/** What only the issue itself can tell. */
type IssueKey = "title" | "url" | "incident" | "repository" | "issue";

/** People outside get no words that nobody has cleared for them: `cleared` says these are. */
export function announcementOf(
  event: Announced,
  { incident, config, cleared }: { incident: Incident; config: Config; cleared: boolean },
): Announcement {
  const isUpdate = event.kind === "UpdatePosted";
  const status = isUpdate ? event.status : incident.status;
  const severity = severityAt(event, incident);
  const own = cleared || isUpdate;
  return {
    kind: kindOf(event),
    text: quiet(own ? textOf(event) : ""),
    severity: quiet(severity ?? "severity not set"),
    status,
    by: cleared ? quiet(event.by) : "",
    at: when(readStamp(event.stamp).at, config.timezone),
    impact: cleared && incident.impact !== undefined ? quiet(impactText(incident.impact)) : "",
    eta: isUpdate && event.etaAt !== undefined ? when(event.etaAt, config.timezone) : "",
    next: isUpdate ? nextOf(event, config) : "",
  };
}

function nextOf(event: UpdatePosted, config: Config): string {
  return nextUpdateOf({
    severity: event.severity,
    lastAt: readStamp(event.stamp).at,
    promisedAt: event.nextAt,
    config,
  });
}

/** The whole view of a payload. */
export function payloadView(
  announcement: Announcement,
  issue: Readonly<Record<"title" | "url" | "repository" | "number", string>>,
): Readonly<Record<PayloadKey, string>> {
  const { severity, status, kind } = announcement;
  const heading = `${kind} · ${severityText(severity)} · ${status}`;
  return {
    ...announcement,
    text: withFacts(announcement),
    title: issue.title === "" ? heading : `${heading}: ${quiet(issue.title)}`,
    url: issue.url,
    incident: quiet(issue.title),
    repository: issue.repository,
    issue: issue.number,
  };
}

/** The full form: what was said, then impact, when it should be over, when more comes. */
function withFacts({ text, impact, eta, next, by, at }: Announcement): string {
  const rows = [
    text,
    impact === "" ? "" : `Impact: ${impact}`,
    eta === "" ? "" : `Expected to be fixed: ${eta}`,
    next === "" ? "" : `Next update: ${next}`,
    by === "" ? at : `${by}, ${at}`,
  ];
  return rows.filter((row) => row !== "").join("\n");
}

/** The JSON that is sent: only texts are filled, so that no value can change its form. */
export function renderPayload(
  payload: Payload,
  view: Readonly<Record<PayloadKey, string>>,
): string {
  return JSON.stringify(filled(payload, view));
}

function filled(payload: Payload, view: Readonly<Record<PayloadKey, string>>): Payload {
  if (typeof payload === "string") return fillPlain(payload, view);
  if (typeof payload !== "object" || payload === null) return payload;
  if (Array.isArray(payload)) return payload.map((one: Payload) => filled(one, view));
  return Object.fromEntries(Object.entries(payload).map(([key, one]) => [key, filled(one, view)]));
}

function kindOf(event: Announced): string {
  switch (event.kind) {
    case "IncidentDeclared":
      return "Incident declared";
    case "SeverityChanged":
      if (event.from === undefined) return "Severity set";
      return `${event.direction === "better" ? "Lowered" : "Raised"} from ${event.from}`;
    case "UpdatePosted":
      return "Status update";
    case "IncidentMitigated":
      return "Mitigated";
    case "IncidentResolved":
      return "Resolved";
    case "IncidentDismissed":
      return "Not an incident";
    case "IncidentReopened":
      return "It is back";
    default:
      return event satisfies never;
  }
}

function textOf(event: Announced): string {
  switch (event.kind) {
    case "UpdatePosted":
    case "IncidentDismissed":
      return event.text ?? "";
    case "SeverityChanged":
    case "IncidentReopened":
      return event.reason ?? "";
    case "IncidentMitigated":
      return event.how ?? "";
    case "IncidentResolved":
      return event.summary ?? "";
    case "IncidentDeclared":
      return "";
    default:
      return event satisfies never;
  }
}

/** Longest text that is told elsewhere, in UTF-16 units; the issue has the whole. */
const longest = 1_200;

/** Nothing that hides, and no mention wherever it is shown: a character without width parts it. */
function quiet(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, "")
    .replace(/[@＠](?=\S)/g, "@\u200b")
    .replace(/<(?=\S)/g, "<\u200b")
    .slice(0, longest)
    .toWellFormed();
}
