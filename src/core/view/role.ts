import type { RoleAssigned } from "../incident/events.ts";
import { isActive } from "../incident/lifecycle.ts";
import { sameLogin } from "../incident/permission.ts";
import { actionItemsOf } from "./card-lists.ts";
import { headline } from "./headline.ts";
import { mentions, person } from "./people.ts";
import type { Place } from "./place.ts";
import { line } from "./quoting.ts";
import type { View } from "./render.ts";
import { takeCommand } from "./role-commands.ts";
import type { Telling } from "./telling.ts";

/** What somebody is told who was given a role; with a brief when it was handed over. */
export function roleView(event: RoleAssigned, telling: Telling): View {
  const { incident, config, place } = telling;
  const described = config.roles.find(({ name }) => name === event.role);
  const mention = incident?.drill === true ? "" : mentions([event.login]);
  const givenByHolder = event.from === undefined || sameLogin(event.from, event.by);
  return {
    drill: incident?.drill === true ? "DRILL" : "",
    who: mention === "" ? person(event.login, place) : mention,
    role: line(event.role, 60),
    giver: sameLogin(event.by, event.login) ? "" : person(event.by, place),
    before: givenByHolder ? "" : person(event.from ?? "", place),
    duties: (described?.duties ?? []).map((duty) => `- ${line(duty, 200)}`).join("\n"),
    note: event.handoff?.note === undefined ? "" : line(event.handoff.note, 600),
    ...briefOf(event, telling),
  };
}

/** Where things stand, for somebody who has just come to it. */
function briefOf(event: RoleAssigned, { incident, config, place }: Telling): View {
  if (event.handoff === undefined || incident === undefined) return emptyBrief;
  const { circle, severity, status, impact, update, next } = headline({ incident, config, place });
  const open = incident.actionItems.filter(({ state }) => state === "open");
  return {
    brief: `${circle} ${severity} · ${status}`,
    impact: impact ?? "",
    update: update ?? "",
    next: next ?? "",
    actionItems: actionItemsOf({ incident: { ...incident, actionItems: open }, config, place }),
    back: isActive(incident.status) ? backText(event, place) : "",
  };
}

function backText({ role, from, by }: RoleAssigned, place: Place): string {
  return `${person(from ?? by, place)} can take it back at any time: ${takeCommand(role)}`;
}

const emptyBrief: View = {
  brief: "",
  impact: "",
  update: "",
  next: "",
  actionItems: "",
  back: "",
};
