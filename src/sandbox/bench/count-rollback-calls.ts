import type { RunningApp } from "../../app/start-app.ts";
import type { MergeMethod } from "../github/model/pulls/merged-head.ts";
import type { Thread } from "../github/person.ts";
import { figureOfCalls } from "./call-figure.ts";
import type { Figure, Section } from "./figure.ts";
import { countCalls, openPlace, type Place, settle, silent, startHere } from "./stage.ts";

/** Whether a rollback costs the same however large the repository and the change are. */
export const countRollbackCalls: Section = {
  name: "rollback",
  title: "Calls to GitHub for /rollback #n and all that follows, in a process that is warm",
  async measure() {
    const place = await openPlace({ rateLimit: 1_000_000 });
    const app = await startHere(place);
    try {
      const figures: Figure[] = [];
      for (const trial of trials) figures.push(await measureTrial(trial, place, app));
      return figures;
    } finally {
      await app.stop();
      await place.clear();
    }
  },
};

interface Trial {
  readonly what: string;
  /** Of the repository, all of them changed by the culprit unless `changed` says less. */
  readonly files: number;
  readonly changed?: number;
  readonly most: number;
  readonly merged?: MergeMethod;
  /** Commits of the culprit's pull request. */
  readonly commits?: number;
  /** Somebody changed the same files afterwards, elsewhere in them. */
  readonly builtUpon?: true;
  /** Folders within folders, and how many entries GitHub lists of a tree at once. */
  readonly depth?: number;
  readonly largestTree?: number;
}

const clean = 20;
const threeWay = 26;
const [few, many] = [5, 3_000];

const trials: readonly Trial[] = [
  { what: `clean, ${few} files`, files: few, most: clean },
  { what: `clean, ${many} files`, files: many, most: clean },
  { what: `three-way, ${few} files`, files: few, most: threeWay, builtUpon: true },
  { what: `three-way, ${many} files`, files: many, most: threeWay, builtUpon: true },
  { what: "clean, a merge commit", files: few, most: clean, merged: "merge", commits: 3 },
  { what: "clean, three commits rebased", files: few, most: clean, merged: "rebase", commits: 3 },
  {
    what: "three-way, three commits rebased",
    files: few,
    most: threeWay,
    merged: "rebase",
    commits: 3,
    builtUpon: true,
  },
  ...truncated(2),
  ...truncated(3),
];

/** Trees that GitHub cuts off at their root and below cost one more call for each such level. */
function truncated(levels: number): readonly Trial[] {
  const shape = { files: many, changed: few, depth: 3, largestTree: levels === 2 ? 2_000 : 200 };
  const words = `${many} files, the tree cut off on ${levels} levels`;
  return [
    { what: `clean, ${words}`, ...shape, most: clean + levels },
    { what: `three-way, ${words}`, ...shape, most: threeWay + levels, builtUpon: true },
  ];
}

async function measureTrial(trial: Trial, shared: Place, app: RunningApp): Promise<Figure> {
  const { what, most } = trial;
  const place = openRepository(trial, shared);
  const culprit = await land(trial, place);
  const later = trial.builtUpon ? build(trial, "b") : { "docs/later.md": "# Something else\n" };
  place.ada.pushes(place.repository, { message: "Go on", files: later });
  await settle(place, app);
  const on = await declare(place, app);
  const calls = await countCalls(place, { app, on, text: `/rollback #${culprit}` });
  await requireOpened(place, culprit);
  const trees = calls.filter(({ path }) => path.includes("/git/trees/")).length;
  return figureOfCalls({ what, calls, most, aside: `${trees} read a tree` });
}

let opened = 0;

function openRepository(trial: Trial, place: Place): Place {
  opened += 1;
  const repository = `acme/shop-${opened}`;
  const { largestTree } = trial;
  place.sandbox.repository(repository, {
    collaborators: { ada: "maintain" },
    files: { ".github/allclear.yml": silent, ...textsOf(trial.files, trial, {}) },
    ...(largestTree !== undefined && { largestTree }),
  });
  return { ...place, repository };
}

/** Files of two lines that can change independently of each other. */
function textsOf(
  count: number,
  { depth = 1 }: Trial,
  { a = 1, b = 1 }: { a?: number; b?: number },
): Record<string, string> {
  const entries = Array.from({ length: count }, (_, at) => {
    const folders = Array.from({ length: depth }, (_unused, level) =>
      level === 0 ? "src" : `part-${Math.floor(at / 10 ** level) % 10}`,
    );
    const path = [...folders, `file-${at}.ts`].join("/");
    return [path, `export const a${at} = ${a};\n\n\n\n\nexport const b${at} = ${b};\n`] as const;
  });
  return Object.fromEntries(entries);
}

function build(trial: Trial, line: "a" | "b"): Record<string, string> {
  const { files, changed = files } = trial;
  return textsOf(changed, trial, line === "a" ? { a: 2 } : { a: 2, b: 2 });
}

/** The culprit: a merged pull request. */
async function land(trial: Trial, { ada, repository }: Place): Promise<number> {
  const { merged = "squash", commits = 1 } = trial;
  const all = Object.entries(build(trial, "a"));
  const each = Math.ceil(all.length / commits);
  for (let at = 0; at < commits; at += 1) {
    const files = Object.fromEntries(all.slice(at * each, (at + 1) * each));
    ada.pushes(repository, { message: `Part ${at + 1}`, files, branch: "culprit" });
  }
  const { number } = await ada.opensPull(repository, { title: "Culprit", head: "culprit" });
  await ada.merges({ repository, number }, merged);
  return number;
}

/** An incident of a repository whose config, labels and people are known by then. */
async function declare(place: Place, app: RunningApp): Promise<Thread> {
  const { ada, repository } = place;
  const { number } = await ada.opens(repository, { title: "Checkout is down", body: "Since two." });
  const on = { repository, number };
  await ada.labels(on, "incident");
  await settle(place, app);
  await ada.comments(on, "/note this one warms what is remembered of ada");
  await settle(place, app);
  return on;
}

/** A refusal costs less, and proves nothing. */
async function requireOpened({ ada, repository }: Place, culprit: number): Promise<void> {
  const all = (await ada.asks("GET", `/repos/${repository}/pulls?state=open`)) as unknown[];
  if (all.length !== 1) throw new Error(`${all.length} rollbacks of #${culprit} in ${repository}`);
}
