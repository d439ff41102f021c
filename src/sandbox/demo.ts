import { styleText } from "node:util";
import { numbers } from "./demo/history.ts";
import { letPass, look, type Played, play } from "./demo/play.ts";
import { failed, heading, print, wholeCard } from "./demo/print.ts";
import { reporting } from "./demo/scenes/learning.ts";
import { permissions, type Stage, setStage } from "./demo/stage.ts";
import { story } from "./demo/story.ts";
import type { Thread } from "./github/person.ts";

/** `npm run demo`: the real app on a stand-in for GitHub; `-- --exit` ends by itself. */
const exits = process.argv.includes("--exit");
const stage = await setStage();
try {
  const ended = await perform(stage);
  process.exitCode = ended ? 0 : 1;
  if (!exits) await stayUp(stage);
} finally {
  await stage.clear();
}

async function perform(stage: Stage): Promise<boolean> {
  const { cast, repository, sandbox } = stage;
  print(styleText("bold", "Allclear, from the label to the all-clear"));
  print(`A stand-in for GitHub runs at ${sandbox.url}, the real app beside it.`);
  const issue = await cast.rita.opens(repository, {
    title: "Checkout answers 500",
    body: "I cannot pay. Half an hour ago it still worked.",
  });
  if (issue.number !== numbers.incident) throw new Error(`the incident became #${issue.number}`);
  heading("Rita, a customer, reports a problem");
  print(
    `  ${styleText(["bold", "cyan"], "@rita")}  opens ${repository}#${issue.number}: ${issue.title}`,
  );
  const on: Thread = { repository, number: issue.number };
  const played: Played[] = [];
  for (const scene of story) {
    await letPass(scene, stage);
    played.push(...(await play(scene, stage)));
  }
  await showCard(stage, on);
  played.push(...(await play(reporting, stage)));
  return summarize(played);
}

async function showCard(stage: Stage, on: Thread): Promise<void> {
  const { card } = await look(stage, { on, since: 0, after: 0 });
  heading("The card, one comment edited in place all along");
  wholeCard(card);
}

function summarize(played: readonly Played[]): boolean {
  const missing = played.filter((one) => one.missing !== undefined);
  const times = played.flatMap(({ milliseconds = [] }) => milliseconds).sort((a, b) => a - b);
  const median = Math.round(times[Math.floor(times.length / 2)] ?? 0);
  const slowest = Math.round(times.at(-1) ?? 0);
  heading("Summary");
  print(`  ${played.length - missing.length} of ${played.length} scenes came true.`);
  print(`  From deed to reaction: median ${median} ms, slowest ${slowest} ms.`);
  for (const { title, missing: what } of missing) failed(`${title}: ${what}`);
  return missing.length === 0;
}

async function stayUp({ sandbox, app, cast, repository }: Stage): Promise<void> {
  heading("It stays up for you to try by hand (Ctrl-C ends it)");
  print(`  GitHub's stand-in: ${sandbox.url}    the app: ${app.url}/healthz`);
  for (const [name, permission] of Object.entries(permissions)) {
    const { token } = cast[name as keyof typeof permissions];
    const url = `${sandbox.url}/repos/${repository}/issues/${numbers.incident}/comments`;
    print();
    print(`  ${styleText(["bold", "cyan"], `@${name}`)} (${permission})`);
    print(
      `  curl -s ${url} -H 'authorization: Bearer ${token}' -d '{"body":"/note tried by hand"}'`,
    );
  }
  print();
  print(
    `  Read the thread: curl -s '${sandbox.url}/repos/${repository}/issues/${numbers.incident}/comments` +
      `?per_page=100' -H 'authorization: Bearer ${cast.ada.token}'`,
  );
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}
