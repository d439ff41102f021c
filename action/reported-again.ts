import { when } from "../src/core/view/instants.ts";
import { keyOf } from "../src/reconcile/address.ts";
import { createOnce, waitIfJustTried } from "../src/reconcile/attempts.ts";
import { isOurs } from "../src/reconcile/card-seen.ts";
import type { Comment } from "../src/reconcile/ports.ts";
import type { Settings } from "../src/reconcile/settings.ts";
import { instantOf } from "../src/std/instant.ts";
import { runLink } from "./declaration.ts";
import type { Running } from "./running.ts";

interface Count {
  readonly times: number;
  /** The run that was counted last, so that running it again counts nothing. */
  readonly runId: number;
}

function marker({ times, runId }: Count): string {
  return `<!-- allclear:reported-again times=${times} run=${runId} -->`;
}

function countIn(body: string): Count | undefined {
  const [, times, runId] =
    /<!-- allclear:reported-again times=(\d{1,9}) run=(\d{1,15}) -->\s*$/.exec(body) ?? [];
  return times === undefined ? undefined : { times: Number(times), runId: Number(runId) };
}

/** Says in one comment, edited in place, how often an incident was declared again, and when. */
export async function sayReportedAgain(
  { place, world, runner }: Pick<Running, "place" | "world" | "runner">,
  { issue, settings }: { issue: number; settings: Settings },
): Promise<void> {
  const address = { ...place, issue, seen: {} };
  const { config } = settings;
  const isOur = ({ author }: Comment) => isOurs(author.login, world.identity, config.identities);
  const comments = await world.host.readComments(address);
  const earlier = comments.find((one) => isOur(one) && countIn(one.body) !== undefined);
  const before = earlier && countIn(earlier.body);
  if (before?.runId === runner.runId) return;
  const count = { times: (before?.times ?? 0) + 1, runId: runner.runId };
  const often = count.times === 1 ? "once" : `${count.times} times`;
  const at = when(instantOf(world.clock.now()), config.timezone);
  const body = `Reported again ${often}, last by ${runLink(runner)}, ${at}.\n\n${marker(count)}`;
  if (earlier !== undefined) {
    await world.host.editComment(address, earlier.id, body);
    return;
  }
  const given = { key: keyOf(address), what: "reported-again", world };
  await waitIfJustTried(given.key, given.what, world);
  await createOnce(() => world.host.createComment(address, body), given);
}
