import { setTimeout as pause } from "node:timers/promises";
import type { ShownComment, ShownIssue, Thread } from "../github/person.ts";
import { codeOf } from "./code.ts";
import { numbers } from "./history.ts";
import { failed, happening, heading, spoken } from "./print.ts";
import type { Consequence, Deed, Expectation, Scene, Seen } from "./scene.ts";
import { showConsequence, showScene } from "./show.ts";
import type { Stage } from "./stage.ts";

/** How long something may take before the demo calls it missing. */
const patienceMs = 15_000;
const lookEveryMs = 8;
/** What takes long needs no sharp eye, and Slack's stand-in answers only so often. */
const longMs = 1_000;
const lookSeldomMs = 100;

export interface Played {
  readonly title: string;
  /** From the deed to the reaction; undefined where that says nothing. */
  readonly milliseconds?: number | undefined;
  readonly missing: string | undefined;
}

/** Lets time pass; what falls due before somebody does something is said before, too. */
export async function letPass({ who, after = 2 }: Scene, stage: Stage): Promise<void> {
  // A look that is still under way would find due now what falls due in the scene.
  await stage.settle();
  stage.wait(after);
  if (who === undefined) return;
  await stage.ring(numbers.incident);
  await stage.settle();
}

/** Plays one scene: the deed, then what came of it and how fast. */
export async function play(scene: Scene, stage: Stage): Promise<readonly Played[]> {
  const { title, settles, byItself = [] } = scene;
  heading(title);
  if (scene.who === undefined) happening(scene.shows);
  else spoken(scene.who, scene.shows);
  if (settles) await stage.settle();
  const on = { repository: stage.repository, number: scene.on ?? numbers.incident };
  const since = newestComment(stage);
  const view = { on, since, also: scene.also, after: stage.sandbox.github.requests.length };
  const before = await look(stage, view);
  const proven = [scene, ...byItself].find(({ missing }) => missing(before) === undefined);
  if (proven !== undefined) {
    const missing = "it was so before the deed, which proves nothing";
    failed(missing);
    return [{ title: proven.title, missing }];
  }
  const started = performance.now();
  const deed = await scene.act(stage, on);
  if (settles) await stage.settle();
  const waiting: Waiting = { stage, sight: { ...view, deed }, started, once: settles === true };
  const played = [told(scene, await comesTrue(scene.missing, waiting), settles === true)];
  for (const one of byItself) {
    heading(one.title);
    const sight = { ...waiting.sight, also: one.also };
    const outcome = await comesTrue(one.missing, { ...waiting, sight });
    played.push(toldOf(one, outcome, waiting.once));
  }
  return played;
}

interface Waiting {
  readonly stage: Stage;
  readonly sight: Sight;
  readonly started: number;
  /** Nothing is waited for any more. */
  readonly once: boolean;
}

interface Outcome {
  readonly seen: Seen;
  readonly milliseconds: number;
  readonly missing: string | undefined;
}

async function comesTrue(expects: Expectation, waiting: Waiting): Promise<Outcome> {
  const { stage, sight, started, once } = waiting;
  for (;;) {
    const seen = await look(stage, sight);
    const missing = expects(seen);
    const milliseconds = performance.now() - started;
    if (missing === undefined || once || milliseconds > patienceMs) {
      return { seen, milliseconds, missing };
    }
    await pause(milliseconds < longMs ? lookEveryMs : lookSeldomMs);
  }
}

function told(scene: Scene, { seen, milliseconds, missing }: Outcome, settled: boolean): Played {
  const { title } = scene;
  if (missing !== undefined) failed(missing);
  else showScene(seen, scene, settled ? undefined : milliseconds);
  return { title, missing, ...(!settled && { milliseconds }) };
}

function toldOf(
  one: Consequence,
  { seen, milliseconds, missing }: Outcome,
  settled: boolean,
): Played {
  if (missing !== undefined) failed(missing);
  else showConsequence(seen, one, settled ? undefined : milliseconds);
  return { title: one.title, missing, ...(!settled && { milliseconds }) };
}

/** What there is to look at, and since when. */
interface Sight {
  readonly on: Thread;
  readonly deed?: Deed;
  /** The last comment before the deed, by id. */
  readonly since: number;
  /** How many requests GitHub had answered before the deed. */
  readonly after: number;
  readonly also?: number | undefined;
}

export async function look(stage: Stage, sight: Sight): Promise<Seen> {
  const { cast, sandbox } = stage;
  const { on, deed, since, after, also } = sight;
  const [issue, thread, outside] = await Promise.all([
    cast.ada.readsIssue(on),
    cast.ada.readsThread(on),
    stage.seeOutside(),
  ]);
  const ours = thread.filter(({ user }) => user?.type === "Bot");
  const isCard = ({ body }: ShownComment) => (body ?? "").includes("<!-- allclear:card ");
  const answers = ours.filter((comment) => comment.id > since && !isCard(comment));
  const bot = `${sandbox.app.slug}[bot]`;
  return {
    issue,
    thread,
    said: thread.find(({ id }) => id === deed?.said?.id),
    summary: deed?.summary ?? "",
    card: withoutHidden(ours.find(isCard)?.body ?? ""),
    answers: answers.map(({ body }) => withoutHidden(body ?? "")),
    code: codeOf(sandbox.world, on.repository),
    also: also === undefined ? undefined : await lookAtOther(stage, { ...sight, also }),
    requests: sandbox.github.requests.slice(after).filter(({ actor }) => actor === bot),
    outside,
  };
}

async function lookAtOther(
  stage: Stage,
  { also, on, since, after }: Sight & { also: number },
): Promise<Seen | undefined> {
  const { repository } = on;
  const path = `/repos/${repository}/issues?state=all&per_page=100`;
  const issues = (await stage.cast.ada.asks("GET", path)) as ShownIssue[];
  if (!issues.some(({ number }) => number === also)) return undefined;
  return look(stage, { on: { repository, number: also }, since, after });
}

/** Comments are numbered as they come, in whatever thread. */
function newestComment({ sandbox }: Stage): number {
  return Math.max(0, ...sandbox.world.comments.keys());
}

function withoutHidden(body: string): string {
  return body.replace(/<!--[\s\S]*?-->/g, "").trim();
}
