import { cut } from "../../std/cut.ts";
import type { Notice } from "../card/record.ts";
import type { Config } from "../config/config.ts";
import type { Incident } from "../incident/incident.ts";
import { clockLines } from "./card-clock.ts";
import { usefulCommands } from "./card-commands.ts";
import { endOf } from "./card-end.ts";
import {
  actionItemsOf,
  linksOf,
  milestonesOf,
  respondersOf,
  rolesOf,
  servicesOf,
} from "./card-lists.ts";
import { mitigationsOf, runbookOf } from "./card-mitigations.ts";
import { noticesOf } from "./card-notices.ts";
import { timelineOf } from "./card-timeline.ts";
import { headline, type Seen } from "./headline.ts";
import type { Place } from "./place.ts";
import { postmortemOf } from "./postmortem-standing.ts";
import { fill, type View } from "./render.ts";
import type { Templates } from "./templates.ts";

/** Longest visible part of the card, in UTF-16 units; the hidden block follows it. */
export const longestCard = 20_000;

export interface CardGiven {
  readonly incident: Incident;
  readonly config: Config;
  readonly templates: Templates;
  readonly place: Place;
  readonly notices: readonly Notice[];
  /** What is wrong in the configuration file, as one line. */
  readonly configProblem?: string | undefined;
}

/** The visible part of the card. It shows instants only, so that one more look writes nothing. */
export function renderCard(given: CardGiven): string {
  const { templates } = given;
  const bare = fill(templates.card, cardView(given, 0));
  const room = longestCard - bare.length;
  return cut(fill(templates.card, cardView(given, Math.max(room, 0))), longestCard);
}

/** `timelineRoom`: how long the timeline may get, in UTF-16 units. */
export function cardView(given: CardGiven, timelineRoom: number): View {
  const seen: Seen = given;
  return {
    ...headline(seen),
    ...clockLines(seen),
    notices: noticesOf(given),
    end: endOf(seen),
    services: servicesOf(seen),
    roles: rolesOf(seen),
    responders: respondersOf(seen),
    links: linksOf(seen),
    mitigations: mitigationsOf(seen),
    runbook: runbookOf(seen),
    postmortem: postmortemOf(seen),
    actionItems: actionItemsOf(seen),
    milestones: milestonesOf(seen),
    timeline: timelineOf(seen, timelineRoom),
    commands: usefulCommands(given.incident, given.config),
  };
}
