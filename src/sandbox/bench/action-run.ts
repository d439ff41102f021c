import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { atMost, type Figure, type Section } from "./figure.ts";
import { quantile } from "./quantile.ts";
import { openPlace, type Place, silent, stateKey } from "./stage.ts";

const bundle = fileURLToPath(new URL("../../../action/dist/index.js", import.meta.url));
const runs = 7;
const largest = 1.5;
const mostSeconds = 0.4;

/** What the Action costs: how much a runner downloads, and a run that finds nothing to do. */
export const actionRun: Section = {
  name: "action",
  title: "The Action without an App",
  async measure() {
    const megabytes = (await stat(bundle)).size / 1_000_000;
    const place = await openPlace({}, silent);
    try {
      return [sizeFigure(megabytes), cpuFigure(await measureRuns(place))];
    } finally {
      await place.clear();
    }
  },
};

function sizeFigure(value: number): Figure {
  const aside = "action/dist/index.js";
  return { what: "bundle", value, unit: "MB", target: atMost(largest, value, " MB"), aside };
}

function cpuFigure(seconds: readonly number[]): Figure {
  const value = quantile(seconds, 0.5);
  return {
    what: "CPU of a respond run with nothing to do",
    value,
    unit: "s",
    target: atMost(mostSeconds, value, " s"),
    aside: `median of ${runs}, user and system, from the start of Node on`,
  };
}

async function measureRuns(place: Place): Promise<readonly number[]> {
  const { sandbox, ada, repository } = place;
  const { number } = await ada.opens(repository, { title: "Checkout is down", body: "Since two." });
  await ada.labels({ repository, number }, "incident");
  const token = sandbox.actionsToken(repository);
  const issue = await ada.readsIssue({ repository, number });
  const given = { place, token, payload: { action: "labeled", issue } };
  // The first one declares the incident; what it does is not measured.
  await runOnce(given);
  const seconds: number[] = [];
  for (let run = 0; run < runs; run += 1) seconds.push(await runOnce(given));
  return seconds;
}

/** What a run took is known only to itself: it says so on its way out. */
const meter =
  "data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();" +
  "process.stderr.write('cpu='+(user+system))})";

/** Runs the bundle as a runner does; the seconds of CPU it took. */
async function runOnce({
  place,
  token,
  payload,
}: {
  place: Place;
  token: string;
  payload: object;
}): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "allclear-bench-"));
  try {
    const event = join(folder, "event.json");
    await writeFile(event, JSON.stringify(payload));
    const child = spawn(process.execPath, ["--import", meter, bundle], {
      cwd: folder,
      env: variablesOf(place, { token, event }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = once(child, "exit");
    const [log, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [status] = await ended;
    if (status !== 0) throw new Error(`the Action ended with status ${status}: ${log}`);
    return Number(/cpu=(\d+)/.exec(said)?.[1]) / 1_000_000;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function variablesOf(
  { sandbox, repository }: Place,
  { token, event }: { token: string; event: string },
): Readonly<Record<string, string>> {
  return {
    INPUT_MODE: "respond",
    INPUT_TOKEN: token,
    STATE_KEYS: stateKey,
    GITHUB_REPOSITORY: repository,
    GITHUB_EVENT_NAME: "issues",
    GITHUB_EVENT_PATH: event,
    GITHUB_API_URL: sandbox.url,
    GITHUB_SERVER_URL: sandbox.url,
    GITHUB_RUN_ID: "1",
    GITHUB_SHA: "0".repeat(40),
    GITHUB_ACTOR: "ada",
  };
}
