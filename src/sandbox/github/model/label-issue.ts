import { requireRead, requireWrite } from "./access.ts";
import { findIssue } from "./lookup.ts";
import { announceIssue, type Place, recordEvent, touch } from "./record-event.ts";
import type { Actor, Label, Repository } from "./records.ts";
import { notFound, Refusal } from "./refusal.ts";
import { labelsNamed } from "./repository-labels.ts";
import { labelView } from "./view/issue.ts";
import type { World } from "./world.ts";

const need = { permission: "issues", role: "triage" as const };
/** Documented nowhere; the number people report. */
const mostLabels = 100;

export interface IssueAddress {
  repository: Repository;
  number: number;
}

export function listIssueLabels(world: World, actor: Actor, { repository, number }: IssueAddress) {
  requireRead(world, actor, repository, "issues");
  return views(world, { repository, issue: findIssue(repository, number) });
}

/** Adds labels; one that is already there changes nothing and makes no event. */
export function addLabels(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  names: readonly string[],
) {
  requireWrite(world, actor, repository, need);
  const place = { repository, issue: findIssue(repository, number) };
  for (const label of labelsNamed(world, actor, repository, names))
    putOn(world, actor, place, label);
  return views(world, place);
}

/** Makes the issue's labels exactly these. */
export function setLabels(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  names: readonly string[],
) {
  requireWrite(world, actor, repository, need);
  const place = { repository, issue: findIssue(repository, number) };
  replaceLabels(world, actor, place, names);
  return views(world, place);
}

export function removeLabel(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  name: string,
) {
  requireWrite(world, actor, repository, need);
  const place = { repository, issue: findIssue(repository, number) };
  const label = place.issue.labels.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!label) throw notFound("Label does not exist");
  takeOff(world, actor, place, label);
  return views(world, place);
}

export function replaceLabels(
  world: World,
  actor: Actor,
  place: Place,
  names: readonly string[],
): void {
  const wanted = labelsNamed(world, actor, place.repository, names);
  for (const label of [...place.issue.labels]) {
    if (!wanted.includes(label)) takeOff(world, actor, place, label);
  }
  for (const label of wanted) putOn(world, actor, place, label);
}

function putOn(world: World, actor: Actor, place: Place, label: Label): void {
  const { issue } = place;
  if (issue.labels.includes(label)) return;
  if (issue.labels.length >= mostLabels) {
    throw new Refusal(422, "Validation Failed", [
      { resource: "Issue", code: "custom", field: "labels", message: "too many labels" },
    ]);
  }
  issue.labels.push(label);
  noteLabel(world, actor, place, { action: "labeled", label });
}

function takeOff(world: World, actor: Actor, place: Place, label: Label): void {
  place.issue.labels = place.issue.labels.filter((one) => one !== label);
  noteLabel(world, actor, place, { action: "unlabeled", label });
}

/** Records and announces that a label came or went. */
export function noteLabel(
  world: World,
  actor: Actor,
  place: Place,
  { action, label }: { action: "labeled" | "unlabeled"; label: Label },
): void {
  touch(world, place.issue);
  recordEvent(world, actor, place.issue, {
    event: action,
    label: { name: label.name, color: label.color },
  });
  announceIssue(world, actor, place, { action, label });
}

function views(world: World, { repository, issue }: Place) {
  return issue.labels.map((label) => labelView(world, repository, label));
}
