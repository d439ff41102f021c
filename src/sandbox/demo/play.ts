import { setTimeout as pause } from "node:timers/promises";
import type { ShownComment, ShownIssue, Thread } from "../github/person.ts";
import { botComment, failed, heading, issueTitle, reaction, silence, spoken } from "./print.ts";
import type { Scene, Seen } from "./scene.ts";
import type { Stage } from "./stage.ts";

/** How long something may take before the demo calls it missing. */
const patienceMs = 15_000;
const lookEveryMs = 8;

export interface Played {
  readonly scene: Scene;
  /** From the deed to the reaction; undefined where that says nothing. */
  readonly milliseconds: number | undefined;
  readonly missing: string | undefined;
}

/** Plays one scene: the deed, then what came of it and how fast. */
export async function play(scene: Scene, stage: Stage): Promise<Played> {
  heading(scene.title);
  spoken(scene.who, scene.shows);
  if (scene.settles) await stage.settle();
  const on = { repository: stage.repository, number: scene.on ?? 1 };
  const since = (await stage.cast.ada.readsThread(on)).at(-1)?.id ?? 0;
  const view = { on, since, opens: scene.opens, after: stage.sandbox.github.requests.length };
  if (scene.missing(await look(stage, view)) === undefined) {
    return tell(scene, { missing: "it was so before the deed, which proves nothing" });
  }
  const started = performance.now();
  const said = await scene.act(stage, on);
  if (scene.settles) await stage.settle();
  const sight = { ...view, said };
  let seen = await look(stage, sight);
  let missing = scene.missing(seen);
  while (missing !== undefined && !scene.settles && performance.now() - started < patienceMs) {
    await pause(lookEveryMs);
    seen = await look(stage, sight);
    missing = scene.missing(seen);
  }
  const milliseconds = scene.settles ? undefined : performance.now() - started;
  return tell(scene, { seen, milliseconds, missing });
}

interface Outcome {
  readonly seen?: Seen;
  readonly milliseconds?: number | undefined;
  readonly missing: string | undefined;
}

function tell(scene: Scene, { seen, milliseconds, missing }: Outcome): Played {
  if (missing !== undefined) failed(missing);
  else if (seen !== undefined) show(seen, milliseconds);
  return { scene, milliseconds, missing };
}

function show(seen: Seen, milliseconds: number | undefined): void {
  const { opened } = seen;
  const isAnswered = seen.answer !== "" || (opened?.answer ?? "") !== "";
  const rocket = (seen.said?.reactions.rocket ?? 0) > 0;
  if (milliseconds !== undefined) {
    reaction(milliseconds, rocket ? "🚀 done" : isAnswered ? "answered" : "seen");
  } else silence(isAnswered ? "answered, and nothing else" : "not a word, not a mark");
  if (seen.answer !== "") botComment(seen.answer);
  if (opened === undefined) return;
  issueTitle(opened.issue);
  if (opened.answer !== "") botComment(opened.answer);
}

/** What there is to look at, and since when. */
interface Sight {
  readonly on: Thread;
  readonly said?: ShownComment | undefined;
  /** The last comment before the deed, by id. */
  readonly since: number;
  /** How many requests GitHub had answered before the deed. */
  readonly after: number;
  readonly opens?: number | undefined;
}

export async function look(stage: Stage, sight: Sight): Promise<Seen> {
  const { cast, sandbox } = stage;
  const { on, said, since, after, opens } = sight;
  const [issue, thread] = await Promise.all([cast.ada.readsIssue(on), cast.ada.readsThread(on)]);
  const ours = thread.filter(({ user }) => user?.type === "Bot");
  const isCard = ({ body }: ShownComment) => (body ?? "").includes("<!-- allclear:card ");
  const answers = ours.filter((comment) => comment.id > since && !isCard(comment));
  const bot = `${sandbox.app.slug}[bot]`;
  return {
    issue,
    thread,
    said: thread.find(({ id }) => id === said?.id),
    card: withoutHidden(ours.find(isCard)?.body ?? ""),
    answer: answers.map(({ body }) => withoutHidden(body ?? "")).join("\n\n"),
    opened: opens === undefined ? undefined : await lookAtOpened(stage, { ...sight, opens }),
    requests: sandbox.github.requests.slice(after).filter(({ actor }) => actor === bot),
  };
}

async function lookAtOpened(
  stage: Stage,
  { opens, on, after }: Sight & { opens: number },
): Promise<Seen | undefined> {
  const { repository } = on;
  const path = `/repos/${repository}/issues?state=all&per_page=100`;
  const issues = (await stage.cast.ada.asks("GET", path)) as ShownIssue[];
  if (!issues.some(({ number }) => number === opens)) return undefined;
  return look(stage, { on: { repository, number: opens }, since: 0, after });
}

function withoutHidden(body: string): string {
  return body.replace(/<!--[\s\S]*?-->/g, "").trim();
}
