import type { Incident } from "./incident.ts";
import type { Postmortem } from "./postmortem.ts";
import type {
  PostmortemCompleted,
  PostmortemNotOpened,
  PostmortemOpened,
  PostmortemOwned,
  PostmortemReopened,
  PostmortemRequested,
  PostmortemReviewed,
  PostmortemScheduled,
  PostmortemWaived,
} from "./postmortem-events.ts";
import { put } from "./set-by.ts";
import type { Stamp } from "./stamp.ts";

type PostmortemEvent =
  | PostmortemRequested
  | PostmortemOpened
  | PostmortemNotOpened
  | PostmortemWaived
  | PostmortemScheduled
  | PostmortemOwned
  | PostmortemCompleted
  | PostmortemReopened
  | PostmortemReviewed;

/** What the postmortem's events make of it. Where there is none, only the first two make one. */
export function evolvePostmortem(incident: Incident, event: PostmortemEvent): Incident {
  const { stamp } = event;
  switch (event.kind) {
    case "PostmortemRequested":
      return requested(incident, event);
    case "PostmortemWaived":
      return waived(incident, event);
    case "PostmortemOpened":
      return change(incident, (before) => opened(before, event));
    case "PostmortemNotOpened":
      return change(incident, (before) =>
        isStillToOpen(before) ? { ...before, state: "not-opened", why: event.why } : before,
      );
    case "PostmortemScheduled":
      return set(incident, { field: "due", stamp }, { dueAt: event.dueAt });
    case "PostmortemOwned":
      return set(incident, { field: "owner", stamp }, { owner: event.login });
    case "PostmortemCompleted":
      return set(incident, { field: "state", stamp }, { state: "done" });
    case "PostmortemReopened":
      return set(incident, { field: "state", stamp }, { state: "open" });
    case "PostmortemReviewed":
      return change(incident, (before) => ({ ...before, review: event.review }));
    default:
      return event satisfies never;
  }
}

/** An issue it had before stays: nothing of ours is opened twice. */
function requested(incident: Incident, event: PostmortemRequested): Incident {
  const { stamp, by, dueAt, owner } = event;
  const { why: _why, ...before } = incident.postmortem ?? {};
  const asked = begun(incident, { ...before, state: "opening", stamp, by });
  const due = set(asked, { field: "due", stamp }, { dueAt });
  return owner === undefined ? due : set(due, { field: "owner", stamp }, { owner });
}

function waived(incident: Incident, { stamp, by, reason }: PostmortemWaived): Incident {
  return begun(incident, { ...incident.postmortem, state: "waived", stamp, by, why: reason });
}

/** How it stands has a name of its own: it also changes without being asked for anew. */
function begun(incident: Incident, postmortem: Postmortem): Incident {
  const { state, stamp } = postmortem;
  const before = incident.postmortem?.state ?? state;
  const named = put(incident, "postmortem", stamp, {
    postmortem: { ...postmortem, state: before },
  });
  return set(named, { field: "state", stamp }, { state });
}

/** Waived or done in the meantime, it stays so: it is only known now which issue it is. */
function opened(before: Postmortem, { issue }: PostmortemOpened): Postmortem {
  if (!isStillToOpen(before)) return { ...before, issue };
  const { why: _why, ...rest } = before;
  return { ...rest, state: "open", issue };
}

function isStillToOpen({ state }: Postmortem): boolean {
  return state === "opening" || state === "not-opened";
}

function set(
  incident: Incident,
  { field, stamp }: { field: "due" | "owner" | "state"; stamp: Stamp },
  what: Partial<Postmortem>,
): Incident {
  const { postmortem } = incident;
  if (postmortem === undefined) return incident;
  return put(incident, `postmortem.${field}`, stamp, { postmortem: { ...postmortem, ...what } });
}

function change(incident: Incident, to: (before: Postmortem) => Postmortem): Incident {
  const { postmortem } = incident;
  return postmortem === undefined ? incident : { ...incident, postmortem: to(postmortem) };
}
