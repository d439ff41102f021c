import { createHmac } from "node:crypto";
import { createInMemory } from "../../src/adapters/database/in-memory.ts";
import { addressOfDelivery } from "../../src/adapters/github/address-of-delivery.ts";
import { decodeBlock } from "../../src/core/card/block.ts";
import type { IncidentRecord } from "../../src/core/card/record.ts";
import type { Address } from "../../src/reconcile/address.ts";
import type { Memory } from "../../src/reconcile/memory-port.ts";
import type { Identity, Seal } from "../../src/reconcile/ports.ts";
import { configPath } from "../../src/reconcile/settings.ts";
import { addApp, installApp } from "../../src/sandbox/github/model/apps.ts";
import { commitFiles } from "../../src/sandbox/github/model/commit-files.ts";
import { addAccount, addOrganization } from "../../src/sandbox/github/model/people.ts";
import type {
  Comment,
  Delivery,
  Installation,
  Issue,
  Repository,
} from "../../src/sandbox/github/model/records.ts";
import { addRepository, setCollaborator } from "../../src/sandbox/github/model/repositories.ts";
import { createLabel } from "../../src/sandbox/github/model/repository-labels.ts";
import { createWorld, type World as Model } from "../../src/sandbox/github/model/world.ts";
import { type DurableJobs, durableJobs } from "./durable-jobs.ts";
import { type IncidentProcess, startProcess } from "./incident-process.ts";
import { inMemoryHost } from "./in-memory-host.ts";
import type { HostCall, Intercept } from "./intercepted-host.ts";
import { type ModelPerson, modelPerson } from "./model-person.ts";
import { createVirtualTime, type VirtualTime } from "./virtual-time.ts";

export interface WorldOptions {
  /** The text of `.github/allclear.yml`. */
  readonly config?: string;
  /** Role names by login. */
  readonly people?: Readonly<Record<string, string>>;
  /** Signs cards. */
  readonly key?: string;
  readonly pinnedComments?: boolean;
  /** Milliseconds for which lists do not show a new comment. */
  readonly lagMs?: number;
  /** How long each call takes; nothing moves the clock otherwise but people and waiting. */
  readonly callMs?: number;
  readonly replicas?: number;
  readonly intercept?: Intercept;
  /** What becomes of each delivery on its way. */
  readonly passage?: (delivery: Delivery) => "send" | "drop" | "twice" | "hold";
  readonly onLookDone?: (key: string) => void;
}

/** A whole GitHub with our App on it, in one process and in virtual time. */
export interface IncidentWorld {
  readonly model: Model;
  readonly repository: Repository;
  readonly installation: Installation;
  readonly time: VirtualTime;
  readonly memory: Memory;
  readonly jobs: DurableJobs;
  /** Every call of the host's port. */
  readonly calls: readonly HostCall[];
  /** What the loop reported as not possible, and errors that are no Again or Stop. */
  readonly reports: readonly string[];
  readonly errors: readonly unknown[];
  readonly processes: readonly IncidentProcess[];
  /** Deliveries that were held back. */
  readonly held: Delivery[];
  /** Somebody of the given role; may read unless said otherwise. */
  person(login: string): ModelPerson;
  /** Moves to the next whole five minutes, lets people act, and runs everything to rest. */
  step<T>(act: () => T): Promise<T>;
  /** Runs everything that waits; fails when it does not come to rest. */
  settle(): Promise<void>;
  deliver(delivery: Delivery): void;
  look(issue: number, seen?: Address["seen"]): void;
  /** Looks at every issue with the incident label, without hints. */
  resync(): void;
  /** Starts a fresh process in the place of dead ones. */
  restart(): Promise<void>;
  issue(number?: number): Issue;
  comments(number?: number): readonly Comment[];
  labels(number?: number): readonly string[];
  assignees(number?: number): readonly string[];
  /** The comment that is the card. */
  cardComment(number?: number): Comment | undefined;
  /** What people see of it; empty without a card. */
  card(number?: number): string;
  record(number?: number): IncidentRecord | undefined;
  /** Comments as people see them, without hidden lines and the card. */
  thread(number?: number): readonly { by: string; text: string }[];
  /** The same of our own answers only. */
  answers(number?: number): readonly string[];
}

export const bot = "allclear[bot]";
const start = "2026-11-22T02:30:00.000Z";
const stepMs = 5 * 60_000;
const mostTurns = 5_000;

export async function openIncidentWorld(options: WorldOptions = {}): Promise<IncidentWorld> {
  const time = createVirtualTime(start);
  const place = openPlace(options, time);
  const { model, repository, installation } = place;
  const memory = createInMemory(time.now);
  const jobs = durableJobs();
  const calls: HostCall[] = [];
  const reports: string[] = [];
  const errors: unknown[] = [];
  const processes: IncidentProcess[] = [];
  const held: Delivery[] = [];
  let started = 0;
  let turn = 0;

  const intercept: Intercept = async (call, send) => {
    time.advance(options.callMs ?? 250);
    return options.intercept === undefined ? send() : options.intercept(call, send);
  };
  const host = inMemoryHost({
    model,
    actor: { login: bot, installation: installation.id },
    lag: () => options.lagMs ?? 0,
  });
  const identity: Identity = {
    login: bot,
    writer: `app:${installation.app.id}`,
    webUrl: model.links.html,
  };

  async function start1(): Promise<IncidentProcess> {
    started += 1;
    return startProcess({
      name: `process-${started}`,
      ...{ time, host, memory, jobs, identity, intercept },
      seal: sealWith(options.key),
      log: calls,
      ...(options.onLookDone !== undefined && { onLookDone: options.onLookDone }),
      onError: (error) => errors.push(error),
      report: (what) => reports.push(what),
    });
  }

  for (let count = 0; count < (options.replicas ?? 1); count += 1) processes.push(await start1());

  const enqueue = (address: Address) => {
    jobs.add(address);
    const running = processes.filter((one) => one.alive());
    running[turn++ % Math.max(1, running.length)]?.enqueue(address);
  };
  const addressOf = (issue: number, seen: Address["seen"] = {}): Address => ({
    installation: installation.id,
    repository: repository.id,
    name: `${repository.owner.login}/${repository.name}`,
    issue,
    seen,
  });
  const world: IncidentWorld = {
    ...{ model, repository, installation, time, memory, jobs, calls, reports, errors },
    processes,
    held,
    ...reading(repository),
    person: (login) => {
      if (!model.accounts.has(login.toLowerCase())) addAccount(model, login);
      return modelPerson(model, repository, { login, issue: 1 });
    },
    step: async (act) => {
      const now = time.now().getTime();
      time.advance(stepMs - ((now - Date.parse(start)) % stepMs));
      time.runDue();
      const result = act();
      await world.settle();
      return result;
    },
    settle: async () => {
      for (let count = 0; count < mostTurns; count += 1) {
        await drained();
        const busy = await Promise.all(processes.filter((one) => one.alive()).map((one) => one.busy()));
        if (!busy.includes(true)) return failOnErrors(errors);
        if (!time.runNext()) throw new Error("A look neither ends nor waits for anything.");
      }
      throw new Error(`The world did not come to rest; last: ${describeLast(calls)}`);
    },
    deliver: (delivery) => {
      const address = addressOfDelivery(delivery.payload);
      if (address === undefined || isOwnEcho(delivery)) return;
      enqueue({ ...address, seen: { ...address.seen, toldAt: time.now().toISOString() } });
    },
    look: (issue, seen) => enqueue(addressOf(issue, seen)),
    resync: () => {
      for (const issue of repository.issues.values()) {
        const labelled = issue.labels.some(({ name }) => name.toLowerCase() === "incident");
        if (labelled) enqueue(addressOf(issue.number));
      }
    },
    restart: async () => {
      const dead = processes.filter((one) => !one.alive());
      for (const one of dead) processes.splice(processes.indexOf(one), 1, await start1());
    },
  };
  model.onDelivery = (delivery) => {
    const passage = options.passage?.(delivery) ?? "send";
    if (passage === "hold") held.push(delivery);
    if (passage === "send" || passage === "twice") world.deliver(delivery);
    if (passage === "twice") world.deliver(delivery);
  };
  return world;
}

/** What we did ourselves needs no look, except an issue that we opened. */
function isOwnEcho({ event, action, payload }: Delivery): boolean {
  const sender = payload.sender as { login?: string } | undefined;
  return sender?.login === bot && !(event === "issues" && action === "opened");
}

function openPlace(options: WorldOptions, time: VirtualTime) {
  const model = createWorld({ now: time.now, pinnedComments: options.pinnedComments ?? true });
  addOrganization(model, "acme");
  const repository = addRepository(model, "acme/web");
  const files = {
    "README.md": "# web\n",
    ...(options.config !== undefined && { [configPath]: options.config }),
  };
  commitFiles(model, repository, { files, message: "Begin" });
  createLabel(model, { login: "acme" }, repository, { name: "incident", color: "b60205" });
  for (const [login, role] of Object.entries(options.people ?? {})) {
    addAccount(model, login);
    setCollaborator(repository, login, role);
  }
  const app = addApp(model, {
    slug: "allclear",
    owner: repository.owner,
    publicKey: "",
    permissions: {
      issues: "write",
      pull_requests: "write",
      contents: "write",
      checks: "write",
    },
    events: ["issues", "issue_comment", "pull_request"],
  });
  return { model, repository, installation: installApp(model, app, { account: repository.owner }) };
}

function reading(repository: Repository) {
  const issue = (number = 1): Issue => {
    const found = repository.issues.get(number);
    if (found === undefined) throw new Error(`There is no issue ${number}.`);
    return found;
  };
  const decoded = (comment: Comment, number: number) =>
    decodeBlock(comment.body, { repository: repository.id, issue: number });
  const cardComment = (number = 1) =>
    issue(number).comments.find(
      (comment) => comment.author.login === bot && decoded(comment, number).kind === "read",
    );
  const thread = (number = 1) => {
    const card = cardComment(number);
    return issue(number)
      .comments.filter((comment) => comment !== card)
      .map(({ author, body }) => ({ by: author.login, text: visible(body) }));
  };
  return {
    issue,
    comments: (number = 1) => issue(number).comments,
    labels: (number = 1) =>
      issue(number)
        .labels.map(({ name }) => name)
        .sort(),
    assignees: (number = 1) =>
      issue(number)
        .assignees.map(({ login }) => login)
        .sort(),
    cardComment,
    card: (number = 1) => visible(cardComment(number)?.body ?? ""),
    record: (number = 1) => {
      const comment = cardComment(number);
      const read = comment && decoded(comment, number);
      return read?.kind === "read" ? read.record : undefined;
    },
    thread,
    answers: (number = 1) =>
      thread(number)
        .filter(({ by }) => by === bot)
        .map(({ text }) => text),
  };
}

function visible(body: string): string {
  return body.replaceAll(/<!--.*?-->/gs, "").trim();
}

function sealWith(key: string | undefined): Seal {
  if (key === undefined) {
    return { configured: false, sign: () => undefined, verify: () => "unknown-key" };
  }
  const sign = (text: string) => createHmac("sha256", key).update(text).digest("hex");
  return {
    configured: true,
    sign,
    verify: (text, signature) => (sign(text) === signature ? "valid" : "invalid"),
  };
}

/** Lets every promise that needs no timer come to its end. */
function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function failOnErrors(errors: readonly unknown[]): void {
  const [first] = errors;
  if (first !== undefined) throw first;
}

function describeLast(calls: readonly HostCall[]): string {
  return calls
    .slice(-8)
    .map(({ method }) => method)
    .join(", ");
}
