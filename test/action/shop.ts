import type { Person, Thread } from "../../src/sandbox/github/person.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { type BundleRun, type RunOptions, runBundle } from "./run-bundle.ts";

export const stateKey = "a-state-key-of-this-test";

/** A repository that only a workflow serves: no App is installed. */
export interface Shop {
  readonly sandbox: Sandbox;
  readonly repository: string;
  /** May write. */
  readonly mona: Person;
  /** May only read. */
  readonly eve: Person;
  /** Runs the bundle with the token of a workflow run, signing cards. */
  run(options: Omit<RunOptions, "sandbox" | "token"> & { token?: string }): Promise<BundleRun>;
  /** Says something and gives the event of it, as the runner would get it. */
  says(person: Person, on: Thread, body: string): Promise<NonNullable<RunOptions["event"]>>;
}

export async function openShop(
  files: Record<string, string> = {},
  now: () => Date = () => new Date(),
): Promise<Shop> {
  const sandbox = await createSandbox({ now });
  const repository = "acme/shop";
  sandbox.organization("acme");
  sandbox.repository(repository, { collaborators: { mona: "write", eve: "read" }, files });
  const workflowToken = sandbox.actionsToken(repository, { issues: "write", contents: "read" });
  return {
    ...{ sandbox, repository },
    mona: sandbox.person("mona"),
    eve: sandbox.person("eve"),
    run: ({ token = workflowToken, ...options }) =>
      runBundle({ sandbox, token, variables: { STATE_KEYS: stateKey }, ...options }),
    async says(person, on, body) {
      const comment = await person.comments(on, body);
      return {
        name: "issue_comment",
        payload: { ...(await about(person, on)), action: "created", comment },
      };
    },
  };
}

/** The event of an issue, labeled by that person. */
export async function labeled(person: Person, on: Thread, label = "incident") {
  await person.labels(on, label);
  return { name: "issues", payload: { ...(await about(person, on)), action: "labeled" } };
}

async function about(person: Person, on: Thread) {
  const issue = await person.readsIssue(on);
  return { issue, repository: { full_name: on.repository }, sender: { login: person.login } };
}
