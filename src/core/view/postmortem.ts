import { cut } from "../../std/cut.ts";
import { postmortemMarker } from "../card/markers.ts";
import { impactText } from "../incident/timeline.ts";
import { withRows } from "../postmortem/checklist.ts";
import { checklistHint, prompts, questions } from "../postmortem/prompts.ts";
import { finishStart } from "../postmortem/sections.ts";
import { isTicked, showMarkedRow, showRow } from "../postmortem/show-row.ts";
import { plainTitle } from "../thread/inert.ts";
import { mitigationsOf, runbookOf } from "./card-mitigations.ts";
import { type Seen, severityText } from "./headline.ts";
import { later, when } from "./instants.ts";
import { linkTo } from "./link-to.ts";
import { person } from "./people.ts";
import { factsOf } from "./postmortem-facts.ts";
import { mitigationNotes, timelineParts } from "./postmortem-timeline.ts";
import { code, line } from "./quoting.ts";
import { fill, namesIn, type View } from "./render.ts";
import type { Templates } from "./templates.ts";

export interface PostmortemGiven extends Seen {
  readonly templates: Templates;
  /** Title of the incident's issue. */
  readonly title: string;
  /** Id of the repository both lie in. */
  readonly repositoryId: number;
}

export interface PostmortemText {
  readonly title: string;
  readonly body: string;
  /** What the body has no room for: the rest of the timeline. */
  readonly comments: readonly string[];
}

/** The longest each text gets, in UTF-16 units: people add to it. */
const longestBody = 55_000;
/** Of the timeline in the body; a longer table is in the way of what people write. */
const mostRows = 50;
const longestRows = 25_000;
/** GitHub takes titles of 256 characters. */
const longestTitle = 240;

/** The postmortem's issue, with everything the incident knows and room for what people know. */
export function renderPostmortem(given: PostmortemGiven): PostmortemText {
  const { incident, templates, place, repositoryId } = given;
  const marker = postmortemMarker({ repository: repositoryId, issue: place.issue });
  const rows = incident.actionItems.map(
    (item) => `- [${isTicked(item) ? "x" : " "}] ${showMarkedRow(item, place)}`,
  );
  const shown = { actionItems: within(rows, longestRows).join("\n"), isIssue: true };
  const bare = fill(templates.postmortem, postmortemView(given, { ...shown, timeline: "" }));
  const room = longestBody - bare.length - marker.length - 200;
  const { first, comments } = timelineParts(given, { characters: room, rows: mostRows });
  const view = postmortemView(given, { ...shown, timeline: first });
  const body = `${cut(fill(templates.postmortem, view), longestBody - 200)}\n\n${marker}`;
  const hasRows = namesIn(templates.postmortem).has("actionItems");
  return {
    title: postmortemTitle(given.title),
    body: hasRows ? body : withRows(body, incident.actionItems, place),
    comments,
  };
}

export function postmortemTitle(incident: string): string {
  return cut(`Postmortem: ${plainTitle(incident) || "an incident without a title"}`, longestTitle);
}

export interface Shown {
  readonly timeline: string;
  readonly actionItems: string;
  /** Whether it is an issue, where commands are heard; else a file. */
  readonly isIssue: boolean;
}

export function postmortemView(given: PostmortemGiven, shown: Shown): View {
  const { incident, place, title } = given;
  const { summary, impact, severity } = incident;
  const mitigations = [mitigationsOf(given), mitigationNotes(given)].filter((part) => part !== "");
  return {
    drill: incident.drill ? "DRILL" : "",
    incident: `${linkTo(`#${place.issue}`, place)} ${line(title, 200)}`,
    severity: severityText(severity),
    due: shown.isIssue ? dueOf(given) : "",
    summary: summary === undefined ? prompt("summary") : line(summary, 1000),
    impact: impact === undefined ? prompt("impact") : line(impactText(impact), 1000),
    ...factsOf(given),
    timeline: shown.timeline,
    suspects: suspectsOf(given),
    mitigations: mitigations.join("\n") || "No mitigation is on record.",
    runbook: runbookOf(given),
    wentWell: prompt("wentWell"),
    couldImprove: prompt("couldImprove"),
    lucky: prompt("lucky"),
    factors: prompt("factors"),
    questions: questions.map((question) => `- ${question}`).join("\n"),
    hint: shown.isIssue ? `_${checklistHint}_` : "",
    actionItems: shown.actionItems,
    finish: shown.isIssue ? finishOf(given) : "",
  };
}

/** The rows of the checklist where nobody reads them back. */
export function plainRows({ incident, place }: Seen): string {
  const rows = incident.actionItems.map(
    (item) => `- [${isTicked(item) ? "x" : " "}] ${showRow(item, place)}`,
  );
  return rows.join("\n");
}

function prompt(section: keyof typeof prompts): string {
  return `_${prompts[section]}_`;
}

function dueOf({ incident, config, place }: Seen): string {
  const { dueAt, owner } = incident.postmortem ?? {};
  const parts = [
    dueAt === undefined ? "" : `Due ${when(dueAt, config.timezone)}`,
    owner === undefined ? "" : `owner ${person(owner, place)}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** What the incident's record knows: where they were listed, not what was found. */
function suspectsOf({ config, place }: Seen): string {
  const thread = linkTo(`#${place.issue}`, place);
  const ask = code("/changes", 20);
  return config.suspects.onDeclare
    ? `The changes before it are listed in the thread of ${thread}; ${ask} there lists them again.`
    : `In ${thread}, ${ask} lists the changes before it.`;
}

const weekMs = 7 * 24 * 3_600_000;

function finishOf({ incident, config }: Seen): string {
  const after = incident.postmortem?.dueAt ?? incident.milestones.resolvedAt;
  const day = after && later(after, weekMs)?.slice(0, 10);
  const dueCommand = code(`/postmortem due ${day ?? "<date>"}`, 40);
  const hours = Math.round(config.postmortem.dueMs / 3_600_000);
  return (
    `**${finishStart}**, say ${code("/postmortem ready", 30)} in a comment, or close this issue. ` +
    `It is due ${hours} hours after the end of the incident; ${dueCommand} moves that. ` +
    `Not worth it? ${code('/postmortem waive reason="…"', 40)}.`
  );
}

function within(rows: readonly string[], characters: number): readonly string[] {
  let room = characters;
  return rows.filter((row) => {
    const fits = row.length < room;
    if (fits) room -= row.length + 1;
    return fits;
  });
}
