import { until } from "../support/until.ts";
import { armKnife, type Cut } from "./knife.ts";
import { missingAtEnd, settle } from "./outcome.ts";
import { declare, play } from "./play.ts";
import { script } from "./script.ts";
import { looksDone, onStage, rest, type Stage, writesOf } from "./stage.ts";
import type { Storages } from "./storage.ts";

export interface Killing {
  /** After this moment of the script, at the n-th call of the App. */
  readonly moment: number;
  readonly call: number;
  readonly cut: Cut;
  /** Moments of the script that pass before the app is started again. */
  readonly missed: number;
}

/** Plays the incident with one SIGKILL and says what came out wrong; empty when nothing did. */
export async function killOnce(killing: Killing, storages: Storages): Promise<readonly string[]> {
  return onStage(storages, async (stage) => {
    await playKilled(stage, killing);
    const failed = stage.sandbox.webhooks.records().filter(({ statusCode }) => statusCode >= 400);
    return [
      ...(failed.length > 0 ? [] : ["no delivery was lost: nothing is proven"]),
      ...(await settle(stage, () => missingAtEnd(stage.place))),
      ...(await writesOfOneMoreLook(stage)),
    ];
  });
}

async function playKilled(stage: Stage, { moment, call, cut, missed }: Killing): Promise<void> {
  const first = await stage.start();
  await declare(stage);
  let knife: ReturnType<typeof armKnife> | undefined;
  let passed = 0;
  await play(stage, script, async (index) => {
    if (index === moment) {
      knife = armKnife(stage.sandbox, { call, cut }, () => first.program.signal("SIGKILL"));
    }
    // The last moment but what has to be missed: later there is nothing to lose.
    if (index === script.length - 1 - missed) knife?.fall();
    if (knife?.hasFallen() !== true) return;
    await first.program.ended;
    passed += 1;
    if (passed === missed + 1) await stage.start();
  });
}

/** A redelivery of the last thing that somebody said is to change nothing. */
export async function writesOfOneMoreLook(stage: Stage): Promise<readonly string[]> {
  const { records, redeliver } = stage.sandbox.webhooks;
  const last = records().findLast(({ delivery: { event, payload } }) => {
    return event === "issue_comment" && isPerson(payload.sender);
  });
  const before = { writes: writesOf(stage).length, looks: await looksDone(stage) };
  redeliver(last?.delivery.id ?? 0);
  await until(async () => (await looksDone(stage)) > before.looks, 60_000);
  await rest(stage);
  return writesOf(stage).slice(before.writes);
}

function isPerson(sender: unknown): boolean {
  return JSON.stringify(sender ?? {}).includes('"type":"User"');
}
