import { answeredBy } from "../../src/core/card/markers.ts";
import type { Comment, Issue } from "../../src/sandbox/github/model/records.ts";
import { bot } from "./in-memory-place.ts";
import type { PlaceReader } from "./place-reader.ts";

/**
 * What is left on GitHub when everything rests, with ids replaced by what they stand for and times
 * by their five minutes, so that a disturbed run can be compared with an undisturbed one.
 */
export function finalState(world: PlaceReader) {
  const issues = [...world.repository.issues.values()];
  const tell = teller(issues);
  return {
    labels: [...world.repository.labels.keys()].sort(),
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
    tell(JSON.stringify({ schema, writer, floor, shows, putBack, yielded, incident })),
  );
}

/** Puts a name in the place of every id. */
function teller(issues: readonly Issue[]): Tell {
  const names = new Map<number, string>();
  for (const issue of issues) {
    names.set(issue.id, `issue ${issue.number}`);
    nameEach(names, issue.events, ({ event, actor, label, assignee }) =>
      [event, label?.name ?? assignee?.login, "by", actor.login].join(" "),
    );
    nameEach(names, issue.comments, ({ author }) => `comment by ${author.login}`, isNoBot);
  }
  for (const { id, body } of issues.flatMap(({ comments }) => comments)) {
    if (names.has(id)) continue;
    const answered = answeredBy(body);
    names.set(id, answered === undefined ? "our comment" : `answer to ${answered}`);
  }
  const named = (id: string) => names.get(Number(id)) ?? "something gone";
  return (text) =>
    text
      .replaceAll(/\d{10,11}/g, (id) => `<${named(id)}>`)
      .replaceAll(
        /(\d\d:\d)(\d)(:\d\d(\.\d+)?Z)?/g,
        (_, tens, ones) => `${tens}${ones < 5 ? 0 : 5}`,
      )
      .replaceAll(/(Time to \w+: )\d+ min/g, "$1n min");
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
