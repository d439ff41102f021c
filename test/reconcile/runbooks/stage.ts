import { builtInRunbooks } from "../../../src/adapters/runbooks/built-in-runbooks.ts";
import type { IncidentRecord, Owed } from "../../../src/core/card/record.ts";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { Incident } from "../../../src/core/incident/incident.ts";
import type { FollowedRunbook, StepState } from "../../../src/core/incident/mitigation.ts";
import type { Address } from "../../../src/reconcile/address.ts";
import type { Observation } from "../../../src/reconcile/observe.ts";
import type { Host } from "../../../src/reconcile/ports.ts";
import {
  type RunbookReader,
  runbookReader,
} from "../../../src/reconcile/runbooks/runbook-reader.ts";
import { commitFiles } from "../../../src/sandbox/github/model/commit-files.ts";
import { openIssue } from "../../../src/sandbox/github/model/open-issue.ts";
import { addRepository } from "../../../src/sandbox/github/model/repositories.ts";
import { templates } from "../../core/view/built-in.ts";
import { inMemoryHost } from "../../support/in-memory-host.ts";
import { bot, openPlace } from "../../support/in-memory-place.ts";
import { intercepted } from "../../support/intercepted-host.ts";
import { type ModelPerson, modelPerson } from "../../support/model-person.ts";
import { createVirtualTime, type VirtualTime } from "../../support/virtual-time.ts";
import { incidentWith } from "../an-issue.ts";

export interface StageOptions {
  /** Files of the repository, and of the organization's own. */
  readonly files?: Readonly<Record<string, string>>;
  readonly shared?: Readonly<Record<string, string>>;
  readonly title?: string;
  /** The host does not tell who edited what. */
  readonly silent?: boolean;
}

/** One issue on the sandbox's GitHub, seen as a look sees it. */
export interface Stage {
  readonly address: Address;
  readonly time: VirtualTime;
  readonly world: {
    readonly host: Host;
    readonly identity: { login: string; writer: string; webUrl: string };
    readonly clock: VirtualTime;
    readonly runbooks: RunbookReader;
  };
  /** Which methods of the host were called. */
  readonly calls: string[];
  readonly people: Readonly<Record<"ann" | "bob", ModelPerson>>;
  /** Puts a file on the default branch, or takes it away. */
  commit(files: Record<string, string | null>): void;
  observe(seen?: Address["seen"]): Promise<Observation>;
}

export const minuteMs = 60_000;

export function openStage(options: StageOptions = {}): Stage {
  const time = createVirtualTime(Date.parse("2026-08-01T12:00:00Z"));
  const people = { ann: "write", bob: "write" };
  const place = openPlace({ people, files: options.files ?? {} }, time.now);
  const { model, repository, installation } = place;
  if (options.shared !== undefined) {
    const files = { ...options.shared };
    commitFiles(model, addRepository(model, "acme/.github"), { files });
  }
  const issue = { title: options.title ?? "Something is broken", body: "", labels: [] };
  const { number } = openIssue(model, { login: "ann" }, repository, issue);
  const calls: string[] = [];
  const real = inMemoryHost({ model, actor: { login: bot, installation: installation.id } });
  const known = options.silent
    ? { ...real, readEditor: async () => undefined, readRevisions: async () => [] }
    : real;
  const host = intercepted(known, {
    by: "stage",
    log: [],
    intercept: (call, send) => {
      calls.push(call.method);
      return send();
    },
  });
  const address: Address = {
    installation: installation.id,
    repository: repository.id,
    name: "acme/web",
    issue: number,
    seen: {},
  };
  const identity = { login: bot, writer: "app:1", webUrl: "https://github.example" };
  const runbooks = runbookReader(host, time, builtInRunbooks());
  const person = (login: string) => modelPerson(model, repository, { login, issue: number });
  return {
    address,
    time,
    world: { host, identity, clock: time, runbooks },
    calls,
    people: { ann: person("ann"), bob: person("bob") },
    commit: (files) => void commitFiles(model, repository, { files }),
    observe: async (seen = {}) => ({
      address: { ...address, seen },
      issue: await host.readIssue(address),
      comments: await host.readComments(address),
      card: { kind: "none" },
      settings: { config: defaultConfig, templates, templateProblems: [] },
      known: undefined,
    }),
  };
}

export const effect = {
  to: "c700",
  stamp: "2026-08-01T12:01:00Z/c/700/1",
  by: "bob",
} as const;

/** An incident that follows a runbook whose steps stand like this. */
export function followingIncident(
  commentId: number,
  states: readonly StepState[],
  more: Partial<Incident> = {},
): Incident {
  const runbook: FollowedRunbook = {
    name: "own",
    title: "Own",
    commentId,
    stamp: effect.stamp,
    steps: states.map((state, at) => ({
      text: `step ${at + 1}`,
      state,
      ...(state !== "open" && { by: "bob" }),
    })),
  };
  return incidentWith({ runbook, ...more });
}

export function recordOf(incident: Incident, owed: readonly Owed[] = []): IncidentRecord {
  return {
    schema: 1,
    generation: 2,
    writer: "app:1",
    floor: "2026-08-01T12:00:00Z/i/1/0",
    seenUntil: "2026-08-01T12:00:00Z",
    processed: [],
    gestures: { page: 1, lastId: 0 },
    shown: { labels: [], assignees: [], state: "open" },
    putBack: [],
    yielded: [],
    incident,
    owed,
    notices: [],
  };
}
