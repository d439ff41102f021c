import { already, refuse, said } from "../asked-events.ts";
import type { PermissionCell } from "../authority.ts";
import type { Asked } from "../commands.ts";
import type { CommandRefused, IncidentEvent } from "../events.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../lifecycle.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import { isPostmortemOpen } from "../postmortem.ts";
import type {
  CompletePostmortem,
  OpenPostmortem,
  OwnPostmortem,
  ReopenPostmortem,
  ReviewPostmortem,
  SchedulePostmortem,
  WaivePostmortem,
} from "../postmortem-commands.ts";
import type { Decider, Situation } from "./decide.ts";
import { askedForPostmortem } from "./postmortem-asked-for.ts";

/** Who may by default; waiving one takes more. */
const cells: readonly PermissionCell[] = ["write"];

export const openPostmortem: Decider<OpenPostmortem> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells }, { incident, config });
  if (refused !== undefined) return [refused];
  const { status, postmortem } = incident;
  if (isPostmortemOpen(postmortem) || postmortem?.state === "done") {
    return [already(asked, standing(incident))];
  }
  if (isActive(status) || status === "dismissed") {
    return [refuse(asked, { code: "not-resolved", status })];
  }
  return [askedForPostmortem(asked, incident, config)];
};

/** Somebody takes it upon themselves by name, before or after it was written. */
export const waivePostmortem: Decider<WaivePostmortem> = (asked, { incident, config }) => {
  // A rule that config has for postmortems does not open the way around them.
  const rule = { cells: ["maintain"] } as const;
  const refused = refuseUnlessAllowed({ ...asked, verb: "waive" }, rule, { incident, config });
  if (refused !== undefined) return [{ ...refused, verb: asked.verb }];
  const state = incident.postmortem?.state;
  if (state === "waived" || state === "done") return [already(asked, standing(incident))];
  const { status } = incident;
  if (status === "dismissed") return [refuse(asked, { code: "not-resolved", status })];
  const { reason } = asked.command;
  return [{ kind: "PostmortemWaived", ...said(asked), reason }, ...closing(asked, incident)];
};

export const schedulePostmortem: Decider<SchedulePostmortem> = (asked, situation) =>
  ofOpenOne(asked, situation, () => {
    const { dueAt } = asked.command;
    if (situation.incident.postmortem?.dueAt === dueAt) {
      return already(asked, "the postmortem is due then");
    }
    return { kind: "PostmortemScheduled", ...said(asked), dueAt };
  });

export const ownPostmortem: Decider<OwnPostmortem> = (asked, situation) =>
  ofOpenOne(asked, situation, () => {
    const { login } = asked.command;
    if (situation.incident.postmortem?.owner === login) {
      return already(asked, `${login} owns the postmortem`);
    }
    return { kind: "PostmortemOwned", ...said(asked), login };
  });

/** By word, or by closing its issue, which then is opened again where the text does not pass. */
export const completePostmortem: Decider<CompletePostmortem> = (asked, { incident, config }) => {
  const { postmortem } = incident;
  const isGesture = asked.gesture !== undefined;
  if (isGesture && !isPostmortemOpen(postmortem)) return [];
  const refused = refuseUnlessAllowed(asked, { cells }, { incident, config });
  if (refused !== undefined) return [refused];
  if (postmortem?.state === "done") return [already(asked, standing(incident))];
  if (!isPostmortemOpen(postmortem)) return [refuse(asked, { code: "no-postmortem" })];
  const flawed = refuseUnlessComplete(asked);
  if (flawed !== undefined) return [flawed];
  return [{ kind: "PostmortemCompleted", ...said(asked) }, ...closing(asked, incident)];
};

/** GitHub let them open its issue again; that asks for nothing but more work on it. */
export const reopenPostmortem: Decider<ReopenPostmortem> = (asked, { incident }) =>
  incident.postmortem?.state === "done" ? [{ kind: "PostmortemReopened", ...said(asked) }] : [];

/** What the linter says is taken as it is. */
export const reviewPostmortem: Decider<ReviewPostmortem> = (asked, { incident }) => {
  const { review } = asked.command;
  const { postmortem } = incident;
  if (postmortem === undefined || postmortem.review?.digest === review.digest) return [];
  return [{ kind: "PostmortemReviewed", ...said(asked), review }];
};

function ofOpenOne(
  asked: Asked<SchedulePostmortem | OwnPostmortem>,
  { incident, config }: Situation,
  then: () => IncidentEvent,
): readonly IncidentEvent[] {
  const refused = refuseUnlessAllowed(asked, { cells }, { incident, config });
  if (refused !== undefined) return [refused];
  return [
    isPostmortemOpen(incident.postmortem) ? then() : refuse(asked, { code: "no-postmortem" }),
  ];
}

function refuseUnlessComplete(asked: Asked<CompletePostmortem>): CommandRefused | undefined {
  const { found } = asked.command;
  if (found === undefined) return refuse(asked, { code: "postmortem-unread" });
  const { findings, worst } = found;
  if (findings === 0) return undefined;
  return refuse(asked, { code: "postmortem-incomplete", findings, worst });
}

/** With the postmortem done or waived, a resolved incident is closed. */
function closing(asked: Asked, incident: Incident): readonly IncidentEvent[] {
  return incident.status === "resolved" ? [{ kind: "IncidentClosed", ...said(asked) }] : [];
}

function standing({ postmortem }: Incident): string {
  const { state, issue } = postmortem ?? {};
  const named = issue === undefined ? "the postmortem" : `the postmortem #${issue.number}`;
  if (state === "opening") return `${named} is being opened`;
  return `${named} is ${state ?? "not there"}`;
}
