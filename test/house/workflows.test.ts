import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readRepositoryFile, repositoryFiles } from "./repository.ts";

const workflows = repositoryFiles().filter(({ path }) =>
  /^\.github\/workflows\/.*\.ya?ml$/.test(path),
);

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
}

describe.each(workflows)("$path", ({ text }) => {
  const workflow = parse(text) as Workflow;

  test("starts with read access to the code and nothing else", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
  });

  test("never runs a stranger's code with our rights", () => {
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
  });

  test("pins every action to a commit and says which version that is", () => {
    const used = text.split("\n").filter((line) => /^\s*(- )?uses:/.test(line));
    const moving = used.filter((line) => !/uses: (\.\/|\S+@[0-9a-f]{40} # v\d)/.test(line));
    expect(moving, "A tag can be moved: write the commit, and the version behind a #").toEqual([]);
  });

  test("puts no text of a user into a shell", () => {
    expect(text.match(/^.*run:.*\$\{\{.*$/gm) ?? [], "Pass it through env").toEqual([]);
  });
});

test("there is a workflow, and it runs what every clone can run", () => {
  expect(readRepositoryFile(".github/workflows/ci.yml").text).toContain("run: .ci/run");
});

test("the incident form sets the label and asks four things by stable ids", () => {
  const form = parse(readRepositoryFile(".github/ISSUE_TEMPLATE/incident.yml").text) as {
    labels: string[];
    body: { type: string; id?: string }[];
  };
  expect(form.labels).toEqual(["incident"]);
  expect(form.body.flatMap(({ id }) => id ?? [])).toEqual([
    "symptom",
    "started",
    "changed",
    "affected",
  ]);
});
