import { already, refuse, said } from "../asked-events.ts";
import type { Asked, ChangeServices, PostUpdate } from "../commands.ts";
import { draftOf } from "../deadlines/draft.ts";
import type { IncidentEvent } from "../events.ts";
import type { Incident } from "../incident.ts";
import { refuseUnlessAllowed, sameLogin } from "../permission.ts";
import { commander, communicationsLead, holderOf } from "../roles.ts";
import { acknowledging } from "./acknowledge.ts";
import type { Decider } from "./decide.ts";

/** A status update comes from whoever leads or speaks, or from anybody who may write. */
export const postUpdate: Decider<PostUpdate> = (asked, { incident, config }) => {
  const rule = { cells: ["holder", "write"] as const, holderOf: speakerFor(asked, incident) };
  const refused = refuseUnlessAllowed(asked, rule, { incident, config });
  if (refused !== undefined) return [refused];
  const { draft, etaAt, nextAt } = asked.command;
  if (draft === true && incident.draft === undefined) {
    return [refuse(asked, { code: "no-draft", draft: draftOf(incident) })];
  }
  const text = draft === true ? (incident.draft ?? "") : asked.command.text;
  // Whoever leads and tells those who wait need not say that they are on it.
  const isLead = sameLogin(holderOf(incident, commander), asked.by);
  const isAsked = incident.milestones.acknowledgedAt !== undefined;
  return [
    ...(isLead && isAsked ? acknowledging(asked, incident, { implied: true }) : []),
    {
      kind: "UpdatePosted",
      ...said(asked),
      text,
      status: incident.status,
      ...(incident.severity !== undefined && { severity: incident.severity }),
      ...(etaAt !== undefined && { etaAt }),
      ...(nextAt !== undefined && { nextAt }),
    },
  ];
};

export const changeServices: Decider<ChangeServices> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { incident, config });
  if (refused !== undefined) return [refused];
  const add = asked.command.add.filter((service) => !incident.services.includes(service));
  const remove = asked.command.remove.filter((service) => incident.services.includes(service));
  if (add.length + remove.length === 0) {
    const services = incident.services.join(", ") || "none";
    return [already(asked, `affected services: ${services}`)];
  }
  const left = incident.services.length + add.length - remove.length;
  if (left > mostServices && add.length > 0) return [tooMany(asked, left)];
  return [{ kind: "ServicesChanged", ...said(asked), add, remove }];
};

/** As many as config can name; the record of more would push the timeline out of the card. */
const mostServices = 300;

function tooMany(asked: Asked, came: number): IncidentEvent {
  const expected = `at most ${mostServices} on one incident`;
  const example = "/service -web";
  return refuse(asked, { code: "misread", came: `${came} services`, expected, example });
}

function speakerFor(asked: Asked, incident: Incident): string {
  return sameLogin(holderOf(incident, commander), asked.by) ? commander : communicationsLead;
}
