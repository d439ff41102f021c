import type { PersonPaged } from "../incident/clock-events.ts";
import type {
  CommandRefused,
  IncidentEvent,
  IncidentResolved,
  SeparateIncidentRequested,
} from "../incident/events.ts";
import type { PullRequestFollowed } from "../incident/mitigation-events.ts";
import { entryOf } from "../incident/timeline.ts";
import { commandForm } from "./command-form.ts";
import { summaryOf } from "./page.ts";
import { mentions, person } from "./people.ts";
import type { Place } from "./place.ts";
import { code, line, rowsWithin } from "./quoting.ts";
import { refusalWords } from "./refusal-words.ts";
import type { View } from "./render.ts";
import { severityExample } from "./severity-example.ts";
import type { Telling } from "./telling.ts";

/** An answer of one or two lines. */
export interface Reply {
  /** What it is about, in bold; empty when the sentence speaks for itself. */
  readonly what: string;
  readonly why: string;
  /** What to do or type now; empty when there is nothing. */
  readonly next: string;
}

export function replyView({ what, why, next }: Reply): View {
  return { what, why, next };
}

/** What is answered to an event that has no announcement of its own. */
export function replyTo(event: IncidentEvent, telling: Telling): Reply | undefined {
  switch (event.kind) {
    case "CommandRefused":
      return refused(event, telling);
    case "NothingChanged": {
      const why = `Nothing to do: ${line(event.already, 300)}.`;
      return { what: `${commandForm(event.verb)}:`, why, next: "" };
    }
    case "WarningGiven": {
      const next = "If that was not meant, write the command once more.";
      return { what: `${commandForm(event.verb)}:`, why: line(event.warning, 300), next };
    }
    case "SummaryWritten":
      return {
        what: "Summary replaced.",
        why: `Now: ${line(event.text, 600)}`,
        next: event.before === undefined ? "" : `Before: ${line(event.before, 600)}`,
      };
    case "IncidentResolved":
      return event.missing.length === 0 ? undefined : resolvedByHand(event, telling);
    case "SeparateIncidentRequested":
      return opened(event, telling);
    case "PullRequestFound":
      return {
        what: `${commandForm(event.verb)}:`,
        why: `[${event.repository}#${event.number}](${event.url}) does this already; it is ${event.state}.`,
        next: "",
      };
    case "PullRequestFollowed":
      return followed(event);
    case "PersonPaged":
      return paged(event, telling);
    case "PostmortemWaived":
      return {
        what: "Postmortem waived",
        why: `by ${person(event.by, telling.place)}: ${line(event.reason, 600)}`,
        next: "",
      };
    default:
      return undefined;
  }
}

/**
 * What was done without a word of its own, beside something that has one: each result is listed.
 */
export function doneReply(events: readonly IncidentEvent[]): Reply | undefined {
  const texts = events.flatMap((event) => {
    const text = entryOf(event)?.text ?? [];
    return event.kind === "NoteAdded" ? `note: ${text}` : text;
  });
  if (texts.length === 0) return undefined;
  const rows = texts.map((text) => line(text, 200));
  const more = (left: number) => `and ${left} more on the card`;
  return { what: "Done:", why: rowsWithin(rows, { characters: 3000, more }).join("; "), next: "" };
}

function refused(event: CommandRefused, telling: Telling): Reply {
  const { why, next } = refusalWords(event, telling);
  if (event.gesture === undefined) return { what: `${commandForm(event.verb)}:`, why, next };
  return { what: putBack(event.gesture, telling.place), why, next };
}

/** What was done about `label:incident:false`, `assignee:ada:true`, `state:closed` and the like. */
function putBack(gesture: string, place: Place): string {
  const [, name = "", present] = /^\w+:(.*):(true|false)$/s.exec(gesture) ?? [];
  const added = present === "true";
  if (gesture.startsWith("label:")) {
    return added ? `I took ${code(name, 60)} off again.` : `I put ${code(name, 60)} back.`;
  }
  if (gesture.startsWith("assignee:")) {
    const who = person(name, place);
    return added ? `I unassigned ${who} again.` : `I assigned ${who} again.`;
  }
  if (gesture === "state:closed") return "I reopened this issue.";
  if (gesture.startsWith("postmortem:closed")) return "I reopened the postmortem.";
  if (gesture.startsWith("item:new")) return "I did not take that line over.";
  if (gesture.startsWith("item:")) return "I put that line of the checklist back.";
  return gesture === "state:open" ? "I closed this issue again." : "I put this back.";
}

/** A fix that is out proposes the word for it; nobody but a person knows whether it helped. */
function followed({ what, purpose, number, to, environment, url }: PullRequestFollowed): Reply {
  const where = environment === undefined ? "" : ` to ${line(environment, 60)}`;
  const named = purpose === "hotfix" ? `hotfix “${line(what, 120)}”` : line(what, 120);
  const subject = `the ${named} (#${number})`;
  if (to === "deploy-failed") {
    const log = url === undefined ? "" : ` [See the deployment](${url}).`;
    return {
      what: "It is not out:",
      why: `${subject} was to be deployed${where}, and that failed.${log}`,
      next: "Until a deployment of it works, what hurts still runs.",
    };
  }
  const done = to === "deployed" ? `deployed${where}` : "merged; I know of no deployments here";
  return {
    what: "It is out:",
    why: `${subject} is ${done}.`,
    next: `If the pain is over: ${code("/mitigated", 20)}. If not: ${code("/status investigating", 40)}`,
  };
}

/** A mention is a page; in a drill nobody is woken. */
function paged({ login, reason, by }: PersonPaged, { incident, place }: Telling): Reply {
  const mention = incident?.drill === true ? "" : mentions([login]);
  const who = mention === "" ? person(login, place) : mention;
  const why = reason === undefined ? "" : `: ${line(reason, 600)}`;
  const known = incident === undefined ? "" : summaryOf(incident);
  return {
    what: "📟 Page",
    why: `for ${who} by ${person(by, place)}${why}${known === "" ? "" : `\n\n${known}`}`,
    next: `${code("/ack", 10)} says that you are on it.`,
  };
}

function resolvedByHand({ missing }: IncidentResolved, { config }: Telling): Reply {
  const asks = {
    severity: `${code(severityExample(config), 60)} (how bad it was)`,
    summary: `${code("/summary <what happened and what fixed it>", 60)}`,
    mitigation: `${code("/mitigated at=HH:MM", 40)} (when the pain was over)`,
  };
  return {
    what: "Resolved,",
    why: "since the issue was closed by hand.",
    next: `Still worth saying here: ${missing.map((each) => asks[each]).join(" and ")}.`,
  };
}

function opened({ title, stamp }: SeparateIncidentRequested, { answers }: Telling): Reply {
  const what = "New incident:";
  const issue = answers.opened?.get(stamp);
  if (issue === undefined) {
    return { what, why: `${line(title, 300)} is being opened.`, next: "" };
  }
  const { number, url } = issue;
  return { what, why: `[#${number}](${url}) ${line(title, 300)}`, next: "" };
}
