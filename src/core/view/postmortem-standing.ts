import { isActive } from "../incident/lifecycle.ts";
import type { Postmortem } from "../incident/postmortem.ts";
import type { Seen } from "./headline.ts";
import { when } from "./instants.ts";
import { person } from "./people.ts";
import { code, line } from "./quoting.ts";
import type { Reply } from "./reply.ts";
import type { Telling } from "./telling.ts";

/** Where the postmortem stands, in one line for the card; empty while there is none. */
export function postmortemOf({ incident, config, place }: Seen): string {
  const { postmortem } = incident;
  if (postmortem === undefined) return "";
  const { state, issue, dueAt, owner, review } = postmortem;
  const isOpen = state === "opening" || state === "open";
  return [
    issue === undefined ? "" : `[#${issue.number}](${issue.url})`,
    stateWords(postmortem, (login) => person(login, place)),
    isOpen && dueAt !== undefined ? `due ${when(dueAt, config.timezone)}` : "",
    isOpen && owner !== undefined ? `owner ${person(owner, place)}` : "",
    isOpen && review !== undefined ? findingsWords(review.findings) : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** The answer to `/postmortem`. */
export function postmortemReply({ incident, config, place }: Telling): Reply {
  if (incident === undefined) return { what: "", why: "This issue is not an incident.", next: "" };
  const what = "Postmortem:";
  const standing = postmortemOf({ incident, config, place });
  const isEnded = !isActive(incident.status);
  const create = `To open it: ${code("/postmortem create", 40)}`;
  if (standing === "") {
    if (incident.status === "dismissed") return { what, why: "none: it was dismissed.", next: "" };
    return { what, why: "none yet.", next: isEnded ? create : "It comes after resolving." };
  }
  const ready = `When it is written: ${code("/postmortem ready", 40)}`;
  const nexts: Record<Postmortem["state"], string> = {
    opening: "",
    open: ready,
    done: "",
    waived: isEnded ? create : "",
    "not-opened": isEnded ? create : "",
  };
  return { what, why: standing, next: nexts[incident.postmortem?.state ?? "opening"] };
}

function stateWords({ state, by, why }: Postmortem, named: (login: string) => string): string {
  const reason = why === undefined ? "" : `: ${line(why, 200)}`;
  switch (state) {
    case "opening":
      return "being opened";
    case "waived":
      return `waived by ${named(by)}${reason}`;
    case "not-opened":
      return `could not be opened${reason}`;
    default:
      return state;
  }
}

function findingsWords(count: number): string {
  if (count === 0) return "nothing left to look at";
  return count === 1 ? "one thing to look at" : `${count} things to look at`;
}
