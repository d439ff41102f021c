import { setTimeout as pause } from "node:timers/promises";
import type { ShownComment, ShownIssue, Thread } from "../github/person.ts";
import { codeOf } from "./code.ts";
import { numbers } from "./history.ts";
import {
  botComment,
  failed,
  heading,
  issueTitle,
  reaction,
  showDiff,
  silence,
  spoken,
} from "./print.ts";
import type { Consequence, Expectation, Scene, Seen } from "./scene.ts";
import type { Stage } from "./stage.ts";

/** How long something may take before the demo calls it missing. */
const patienceMs = 15_000;
const lookEveryMs = 8;

export interface Played {
  readonly title: string;
  /** From the deed to the reaction; undefined where that says nothing. */
  readonly milliseconds?: number | undefined;
  readonly missing: string | undefined;
}

/** Plays one scene: the deed, then what came of it and how fast. */
export async function play(scene: Scene, stage: Stage): Promise<readonly Played[]> {
  const { title, settles, byItself = [] } = scene;
  heading(title);
  spoken(scene.who, scene.shows);
  if (settles) await stage.settle();
  const on = { repository: stage.repository, number: scene.on ?? numbers.incident };
  const since = (await stage.cast.ada.readsThread(on)).at(-1)?.id ?? 0;
  const view = { on, since, opens: scene.opens, after: stage.sandbox.github.requests.length };
  const before = await look(stage, view);
  const proven = [scene, ...byItself].find(({ missing }) => missing(before) === undefined);
  if (proven !== undefined) {
    const missing = "it was so before the deed, which proves nothing";
    failed(missing);
    return [{ title: proven.title, missing }];
  }
  const started = performance.now();
  const said = await scene.act(stage, on);
  if (settles) await stage.settle();
  const waiting: Waiting = { stage, sight: { ...view, said }, started, once: settles === true };
  const played = [told(scene, await comesTrue(scene.missing, waiting), settles === true)];
  for (const one of byItself) {
    heading(one.title);
    played.push(toldOf(one, await comesTrue(one.missing, waiting)));
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
    await pause(lookEveryMs);
  }
}

function told(scene: Scene, { seen, milliseconds, missing }: Outcome, settled: boolean): Played {
  const { title } = scene;
  if (missing !== undefined) failed(missing);
  else show(seen, scene, settled ? undefined : milliseconds);
  return { title, missing, ...(!settled && { milliseconds }) };
}

function toldOf({ title, says }: Consequence, { seen, milliseconds, missing }: Outcome): Played {
  if (missing !== undefined) failed(missing);
  else {
    reaction(milliseconds, "posted by itself");
    for (const answer of seen.answers) if (answer.includes(says)) botComment(answer);
  }
  return { title, milliseconds, missing };
}

function show(seen: Seen, scene: Scene, milliseconds: number | undefined): void {
  const { opened, code } = seen;
  const { byItself = [], diff, lines } = scene;
  const later = (answer: string) => byItself.some(({ says }) => answer.includes(says));
  const answer = seen.answers.find((one) => !later(one)) ?? "";
  const inOther = opened?.answers[0] ?? "";
  const isAnswered = answer !== "" || inOther !== "";
  const rocket = (seen.said?.reactions.rocket ?? 0) > 0;
  if (milliseconds !== undefined) {
    reaction(milliseconds, rocket ? "🚀 done" : isAnswered ? "answered" : "seen");
  } else silence(isAnswered ? "answered, and nothing else" : "not a word, not a mark");
  if (answer !== "") botComment(answer, lines);
  const pull = diff === undefined ? undefined : code.pull(diff);
  if (pull !== undefined) showDiff(pull, code.diff(pull));
  if (opened === undefined) return;
  issueTitle(opened.issue);
  if (inOther !== "") botComment(inOther, lines);
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
    answers: answers.map(({ body }) => withoutHidden(body ?? "")),
    code: codeOf(sandbox.world, on.repository),
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
