import { answeredBy, suspectsMarkerIn } from "../../src/core/card/markers.ts";
import { runbookMarkerIn } from "../../src/core/runbook/marker.ts";
import type { Pager } from "../../src/reconcile/pager-port.ts";
import { readCommit } from "../../src/sandbox/github/git/commit.ts";
import type { PullRequest } from "../../src/sandbox/github/model/pulls/pull-request.ts";
import type { Comment, Issue } from "../../src/sandbox/github/model/records.ts";
import { InMemoryPager } from "./in-memory-pager.ts";
import { bot } from "./in-memory-place.ts";
import type { IncidentWorld } from "./in-memory-world.ts";
import type { PlaceReader } from "./place-reader.ts";

/**
 * What is left on GitHub when everything rests, with ids replaced by what they stand for and times
 * by their five minutes, so that a disturbed run can be compared with an undisturbed one.
 */
export function finalState(world: PlaceReader & Partial<Pick<IncidentWorld, "outside">>) {
  const issues = [...world.repository.issues.values()];
  const tell = teller(issues);
  return {
    labels: [...world.repository.labels.keys()].sort(),
    branches: [...world.branches()].sort(),
    checks: [...new Set(world.checks())].sort(),
    pages: pagesOf(world.outside?.pager),
    pulls: issues.flatMap(({ pull }) => (pull === null ? [] : pullShown(pull, world))),
    issues: issues.map((issue) => ({
      number: issue.number,
      title: issue.title,
      body: tell(issue.body ?? ""),
      state: `${issue.state} ${issue.stateReason}`,
      labels: world.labels(issue.number),
      assignees: world.assignees(issue.number),
      comments: issue.comments.map((comment) => shown(comment, issue, { world, tell })).sort(),
      record: recordOf(world, issue.number, tell),
    })),
  };
}

/** What a pager has open, by its key. */
function pagesOf(pager: Pager | undefined): readonly string[] {
  if (!(pager instanceof InMemoryPager)) return [];
  return [...pager.open].map(([key, { state, summary }]) => `${key} ${state}: ${summary}`).sort();
}

/** What a pull request would change, by the tree its branch has: commits differ in their times. */
function pullShown({ head, base, draft, mergedAt }: PullRequest, { repository }: PlaceReader) {
  const tree = readCommit(repository.git, head.sha).tree;
  return { head: head.ref, base: base.ref, draft, tree, merged: mergedAt !== null };
}

type Tell = (text: string) => string;

function shown(
  { author, body, reactions, pin }: Comment,
  { number }: Issue,
  { world, tell }: { world: PlaceReader; tell: Tell },
): string {
  const isCard = author.login === bot && world.recordIn(body, number) !== undefined;
  const text = isCard ? body.slice(0, body.lastIndexOf("<!-- allclear:card")) : body;
  const given = reactions.map(({ content, user }) => `${content} by ${user.login}`).sort();
  return [`${author.login}${pin === null ? "" : ", pinned"}: ${tell(text)}`, ...given].join("\n");
}

/** What the record says but for what grows with every write and what was owed on the way. */
function recordOf(world: PlaceReader, number: number, tell: Tell): unknown {
  const record = world.record(number);
  if (record === undefined) return undefined;
  const { schema, writer, floor, shown: shows, putBack, yielded, incident } = record;
  return JSON.parse(
    tell(JSON.stringify({ schema, writer, floor, shows, putBack, yielded, incident }, idsAsText)),
  );
}

/** So that a name can stand in the place of an id. */
function idsAsText(_key: string, value: unknown): unknown {
  return typeof value === "number" && value >= 1e9 ? String(value) : value;
}

/** Puts a name in the place of every id. */
function teller(issues: readonly Issue[]): Tell {
  const names = new Map<number, string>();
  for (const issue of issues) {
    names.set(issue.id, `issue ${issue.number}`);
    if (issue.pull !== null) names.set(issue.pull.id, `pull request ${issue.number}`);
    nameEach(names, issue.events, ({ event, actor, label, assignee }) =>
      [event, label?.name ?? assignee?.login, "by", actor.login].join(" "),
    );
    nameEach(names, issue.comments, ({ author }) => `comment by ${author.login}`, isNoBot);
  }
  for (const { id, body } of issues.flatMap(({ comments }) => comments)) {
    if (names.has(id)) continue;
    const answered = answeredBy(body);
    const what = answered === undefined ? ownKind(body) : `answer to ${answered}`;
    names.set(id, what);
  }
  const named = (id: string) => names.get(Number(id)) ?? "something gone";
  return (text) =>
    text
      // Commits hold the time at which they were made.
      .replaceAll(/\b[0-9a-f]{40}\b|`[0-9a-f]{12}`/g, "<commit>")
      // What happened by hand or by the clock, and what proves a line, follow from the times.
      .replaceAll(/(Z\/[mt]\/)\d+/g, "$1<when>")
      .replaceAll(/\b(sum|hmac)=\w+/g, "$1=<proof>")
      .replaceAll(/"longestGapMs":\d+/g, '"longestGapMs":<gap>')
      .replaceAll(/"cadence":\{[^}]*\}/g, '"cadence":<counts>')
      .replaceAll(/\d{10,11}/g, (id) => `<${named(id)}>`)
      .replaceAll(
        /(\d\d:\d)(\d)(:\d\d(\.\d+)?Z)?/g,
        (_, tens, ones) => `${tens}${ones < 5 ? 0 : 5}`,
      )
      .replaceAll(/(Time to \w+: )\d+ min/g, "$1n min");
}

function ownKind(body: string): string {
  if (suspectsMarkerIn(body) !== undefined) return "the suspects";
  return runbookMarkerIn(body) === undefined ? "our comment" : "a runbook";
}

function isNoBot({ author }: Comment): boolean {
  return author.login !== bot;
}

function nameEach<T extends { id: number }>(
  names: Map<number, string>,
  all: readonly T[],
  nameOf: (one: T) => string,
  wanted: (one: T) => boolean = () => true,
): void {
  const counts = new Map<string, number>();
  for (const one of all.filter(wanted)) {
    const name = nameOf(one);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    names.set(one.id, `${name} ${count}`);
  }
}
