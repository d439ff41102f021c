import { cut } from "../../std/cut.ts";
import { actionItemMarker } from "../card/markers.ts";
import type { ActionItem, Incident } from "../incident/incident.ts";
import { plainTitle } from "../thread/inert.ts";
import { linkTo } from "./link-to.ts";
import { person } from "./people.ts";
import type { Place } from "./place.ts";
import { line } from "./quoting.ts";
import { fill, type View } from "./render.ts";
import type { Templates } from "./templates.ts";

export interface TrackedGiven {
  readonly incident: Incident;
  readonly templates: Templates;
  /** Of the incident; the issue itself may lie in another repository. */
  readonly place: Place;
  /** Id of the incident's repository. */
  readonly repositoryId: number;
}

/** GitHub takes 256 characters. */
const longestTitle = 200;

/** The title of the issue that tracks an action item. */
export function titleOfTracked({ number, text }: Pick<ActionItem, "number" | "text">): string {
  return cut(plainTitle(text), longestTitle) || `Action item ${number}`;
}

/** The body of that issue, with the hidden mark by which it is found again. */
export function renderTracked(item: ActionItem, given: TrackedGiven): string {
  const { templates, place, repositoryId } = given;
  const marker = actionItemMarker({
    ...{ repository: repositoryId, issue: place.issue },
    number: item.number,
  });
  return `${fill(templates.tracked, trackedView(item, given))}\n\n${marker}`;
}

/** Names are whole: `#12` would be another issue where the work is done. */
export function trackedView(
  { number, text, owner, due, type, verified }: ActionItem,
  { incident, place }: Pick<TrackedGiven, "incident" | "place">,
): View {
  const issue = incident.postmortem?.issue;
  const whole = { webUrl: place.webUrl, repository: "" };
  return {
    number: String(number),
    text: line(text, 2000),
    owner: owner === undefined ? "" : person(owner, place),
    due: due === undefined ? "" : line(due, 40),
    type: type ?? "",
    verified: verified === undefined ? "" : line(verified, 600),
    incident: linkTo(`${place.repository}#${place.issue}`, whole),
    postmortem: issue === undefined ? "" : linkTo(`${place.repository}#${issue.number}`, whole),
  };
}
