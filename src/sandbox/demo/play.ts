import { setTimeout as pause } from "node:timers/promises";
import type { ShownComment, Thread } from "../github/person.ts";
import { botComment, failed, heading, reaction, spoken } from "./print.ts";
import type { Cast, Scene, Seen } from "./scene.ts";

/** How long something may take before the demo calls it missing. */
const patienceMs = 15_000;
const lookEveryMs = 8;

export interface Played {
  readonly scene: Scene;
  readonly milliseconds: number;
  readonly missing: string | undefined;
}

/** Plays one scene: the deed, then what came of it and how fast. */
export async function play(scene: Scene, cast: Cast, on: Thread): Promise<Played> {
  heading(scene.title);
  spoken(scene.who, scene.shows);
  const before = await cast.ada.readsThread(on);
  const since = before.at(-1)?.id ?? 0;
  const started = performance.now();
  const said = await scene.act(cast, on);
  let seen = await look({ cast, on, said, since });
  let missing = scene.missing(seen);
  while (missing !== undefined && performance.now() - started < patienceMs) {
    await pause(lookEveryMs);
    seen = await look({ cast, on, said, since });
    missing = scene.missing(seen);
  }
  const milliseconds = performance.now() - started;
  tell(seen, { milliseconds, missing });
  return { scene, milliseconds, missing };
}

function tell(seen: Seen, { milliseconds, missing }: Omit<Played, "scene">): void {
  if (missing !== undefined) {
    failed(missing);
    return;
  }
  const rocket = (seen.said?.reactions.rocket ?? 0) > 0;
  reaction(milliseconds, rocket ? "🚀 done" : seen.answer === "" ? "seen" : "answered");
  if (seen.answer !== "") botComment(seen.answer);
}

export async function look(given: {
  cast: Cast;
  on: Thread;
  said: ShownComment | undefined;
  since: number;
}): Promise<Seen> {
  const { cast, on, said, since } = given;
  const [issue, thread] = await Promise.all([cast.ada.readsIssue(on), cast.ada.readsThread(on)]);
  const ours = thread.filter(({ user }) => user?.type === "Bot");
  const isCard = ({ body }: ShownComment) => (body ?? "").includes("<!-- allclear:card ");
  const card = ours.find(isCard)?.body ?? "";
  const answers = ours.filter((comment) => comment.id > since && !isCard(comment));
  return {
    issue,
    thread,
    said: thread.find(({ id }) => id === said?.id),
    card: withoutHidden(card),
    answer: answers.map(({ body }) => withoutHidden(body ?? "")).join("\n\n"),
  };
}

function withoutHidden(body: string): string {
  return body.replace(/<!--[\s\S]*?-->/g, "").trim();
}
