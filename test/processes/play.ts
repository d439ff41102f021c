import { until } from "../support/until.ts";
import { type Line, script } from "./script.ts";
import { on, type Stage } from "./stage.ts";

/** Opens the issue and declares the incident by its label. */
export async function declare(stage: Pick<Stage, "sandbox">): Promise<void> {
  const ada = stage.sandbox.person("ada");
  await ada.opens(on.repository, { title: "Checkout is down" });
  await ada.labels(on, "incident");
}

/** Says what is said in these moments of the script; `between` comes after each. */
export async function play(
  { sandbox }: Pick<Stage, "sandbox">,
  moments: readonly (readonly Line[])[] = script,
  between: (moment: number) => Promise<void> = async () => undefined,
): Promise<void> {
  for (const [index, lines] of moments.entries()) {
    await nextSecond(sandbox.world.now);
    for (const { who, says } of lines) await sandbox.person(who).comments(on, says);
    await between(index);
  }
}

/** GitHub tells times to the second; whoever reacts to something does so later than that. */
async function nextSecond(now: () => Date): Promise<void> {
  const second = () => Math.floor(now().getTime() / 1_000);
  const started = second();
  await until(() => second() > started);
}
