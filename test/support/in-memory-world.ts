import { createInMemory } from "../../src/adapters/database/in-memory.ts";
import { hmacSeal } from "../../src/adapters/seal/hmac-seal.ts";
import { addressOfDelivery } from "../../src/app/address-of-delivery.ts";
import { type FollowersGiven, followersOf } from "../../src/app/followers.ts";
import { knownLabels } from "../../src/app/known-labels.ts";
import type { Address, MustHaveSeen } from "../../src/reconcile/address.ts";
import type { Memory } from "../../src/reconcile/memory-port.ts";
import type { Host } from "../../src/reconcile/ports.ts";
import type { World } from "../../src/reconcile/world.ts";
import { addAccount } from "../../src/sandbox/github/model/people.ts";
import type { Delivery } from "../../src/sandbox/github/model/records.ts";
import { durableJobs } from "./durable-jobs.ts";
import { inMemoryHost } from "./in-memory-host.ts";
import { bot, openPlace, type Place, type PlaceOptions } from "./in-memory-place.ts";
import { type IncidentProcess, startProcess } from "./incident-process.ts";
import type { HostCall, Intercept } from "./intercepted-host.ts";
import { type ModelCoder, modelCoder } from "./model-coder.ts";
import { type ModelPerson, modelPerson } from "./model-person.ts";
import { PlaceReader } from "./place-reader.ts";
import { createVirtualTime, type VirtualTime } from "./virtual-time.ts";

/** What a world has outside GitHub; whatever is missing is not set up. */
export type Outside = Pick<World, "pager" | "webhooks" | "chat">;

export interface WorldOptions extends PlaceOptions {
  /** What lies outside GitHub, made anew for each world. */
  readonly outside?: () => Outside;
  /** Signs cards. */
  readonly keys?: readonly string[];
  /** No App: each look is a workflow run of its own, which remembers nothing of the others. */
  readonly action?: boolean;
  /** On the GitHub of that world, which goes on hearing of what happens there. */
  readonly beside?: Place;
  /** Milliseconds for which lists do not show a new comment. */
  readonly lagMs?: number;
  readonly replicas?: number;
  /** Stands between the loop and GitHub. */
  readonly intercept?: Intercept;
  /** What becomes of each delivery on its way; held ones wait in `held`. */
  readonly passage?: (delivery: Delivery) => "send" | "drop" | "twice" | "hold";
  /** Which replica takes a delivery; in turn unless given. */
  readonly choose?: (among: number) => number;
  /** Told when a look has ended, before its job counts as done. */
  readonly onLookEnd?: (key: string) => void;
  /** Calls that were held back by `intercept`, to be let go one by one. */
  readonly letOneGo?: () => boolean;
  /** Brings the world back after a process died. */
  readonly recover?: (world: IncidentWorld) => Promise<void>;
  /** Done twice when the world has come to rest, as two resyncs would; it runs to rest again. */
  readonly atRest?: (world: IncidentWorld) => void;
}

const start = Date.parse("2026-11-22T02:30:00Z");
/** People act this far apart, so that times stay the same however long a look takes. */
const stepMs = 5 * 60_000;
const callMs = 250;
const mostTurns = 1_500;

/** A whole GitHub with our App on it, in one process and in virtual time. */
export class IncidentWorld extends PlaceReader {
  readonly time: VirtualTime;
  readonly memory: Memory;
  readonly outside: Outside;
  /** What a database would hold of the queue. */
  readonly jobs = durableJobs();
  /** Every call of the host's port, in order. */
  readonly calls: HostCall[] = [];
  /** What the loop said was not possible. */
  readonly reports: string[] = [];
  /** What looks threw that was no Again or Stop; `settle` fails on it. */
  readonly errors: unknown[] = [];
  readonly processes: IncidentProcess[] = [];
  readonly held: Delivery[] = [];
  readonly #options: WorldOptions;
  readonly #host: Host;
  readonly #name: string;
  #started = 0;
  #given = 0;

  constructor(options: WorldOptions, time: VirtualTime) {
    super(options.beside ?? openPlace(options, time.now));
    this.time = time;
    this.#name = options.beside === undefined ? "first" : "beside";
    this.#options = options;
    this.outside = options.outside?.() ?? {};
    this.memory = createInMemory(time.now);
    this.#host = inMemoryHost({
      model: this.model,
      actor: { login: bot, installation: this.installation.id },
      lag: () => options.lagMs ?? 0,
    });
    if (options.beside === undefined) this.model.onDelivery = (delivery) => this.#pass(delivery);
  }

  /** Somebody of the given role; may read unless `people` says otherwise. */
  person(login: string): ModelPerson {
    if (!this.model.accounts.has(login.toLowerCase())) addAccount(this.model, login);
    return modelPerson(this.model, this.repository, { login, issue: 1 });
  }

  /** The same person with git. */
  coder(login: string): ModelCoder {
    return modelCoder(this.model, this.repository, login);
  }

  /** Moves to the next whole five minutes, lets people act, and runs everything to rest. */
  async step<T>(act: () => T): Promise<T> {
    const since = this.time.now().getTime() - start;
    this.time.advance(stepMs - (since % stepMs));
    this.time.runDue();
    const result = act();
    await this.settle();
    return result;
  }

  /** Lets so many days go by; whatever falls due meanwhile is done at its time. */
  async days(count: number): Promise<void> {
    const end = this.time.now().getTime() + count * 24 * 3_600_000;
    const leftMs = () => end - this.time.now().getTime();
    // What was put off may be done late: time does not wait for it, and never goes back.
    while (leftMs() > 0 && this.time.runNextBefore(end)) await this.settle();
    this.time.advance(Math.max(0, leftMs()));
  }

  /** Runs everything that waits, in virtual time; fails when it does not come to rest. */
  async settle(): Promise<void> {
    await this.#toRest();
    for (let round = 0; round < 2 && this.#options.atRest !== undefined; round += 1) {
      this.#options.atRest(this);
      await this.#toRest();
    }
  }

  deliver({ event, payload }: Delivery): void {
    const judge = {
      labels: knownLabels(this.memory, (error) => this.errors.push(error)),
      ourLogin: () => bot,
      now: this.time.now,
    };
    const address = addressOfDelivery({ event, payload }, judge);
    if (typeof address !== "string") this.enqueue(address);
    void followersOf({ event, payload }, { ...judge, open: this.#open() }).then(
      (addresses) => {
        for (const follower of addresses) this.enqueue(follower);
      },
      (error: unknown) => this.errors.push(error),
    );
  }

  /** Every incident counts as open and as waiting: what the app remembers of them is a cache. */
  #open(): FollowersGiven["open"] {
    const place = { ...this.#place(), issues: [...this.repository.issues.keys()], following: [] };
    return {
      place: async (id) => (id === this.repository.id ? place : undefined),
      following: async () => place.issues.map((issue) => ({ ...this.#place(), issue })),
    };
  }

  #place(): Pick<Address, "installation" | "repository" | "name"> {
    const { repository, installation } = this;
    const name = `${repository.owner.login}/${repository.name}`;
    return { installation: installation.id, repository: repository.id, name };
  }

  /** Asks for a look at one issue, as a timer or a resync would. */
  look(issue: number, seen: MustHaveSeen = {}): void {
    this.enqueue({ ...this.#place(), issue, seen });
  }

  enqueue(address: Address): void {
    this.jobs.add(address);
    const running = this.processes.filter((one) => one.alive());
    if (running.length === 0) return;
    const index = this.#options.choose?.(running.length) ?? this.#given++ % running.length;
    running[index]?.enqueue(address);
  }

  /** Looks at every issue with the incident label or our marker, as a resync does. */
  resync(): void {
    for (const { number, labels, body } of this.repository.issues.values()) {
      const labeled = labels.some(({ name }) => name.toLowerCase() === "incident");
      const isOurs = labeled || body?.includes("<!-- allclear:");
      if (isOurs && this.issue(number).pull === null) this.look(number, { follow: true });
    }
  }

  /** Starts processes until as many run as there should be. */
  async start(): Promise<void> {
    const { processes } = this;
    processes.splice(0, processes.length, ...processes.filter((one) => one.alive()));
    while (processes.length < (this.#options.replicas ?? 1)) processes.push(await this.#startOne());
  }

  #startOne(): Promise<IncidentProcess> {
    const { onLookEnd, intercept, keys = [] } = this.#options;
    this.#started += 1;
    return startProcess({
      name: `process-${this.#started}`,
      time: this.time,
      host: this.#host,
      memory: this.memory,
      forgetful: this.#options.action === true,
      jobs: this.jobs,
      identity: {
        login: bot,
        ...(this.#options.action === true
          ? { writer: "action", run: `${this.#name}-${this.#started}` }
          : { writer: `app:${this.installation.app.id}` }),
        webUrl: this.model.links.html,
      },
      seal: hmacSeal(keys),
      clock: this.#options.clock === true,
      outside: this.outside,
      log: this.calls,
      intercept: async (call, send) => {
        this.time.advance(callMs);
        return intercept === undefined ? send() : intercept(call, send);
      },
      onLookEnd: onLookEnd ?? (() => {}),
      onError: (error) => this.errors.push(error),
      report: (what) => this.reports.push(what),
    });
  }

  #pass(delivery: Delivery): void {
    const passage = this.#options.passage?.(delivery) ?? "send";
    if (passage === "hold") this.held.push(delivery);
    if (passage === "send" || passage === "twice") this.deliver(delivery);
    if (passage === "twice") this.deliver(delivery);
  }

  async #toRest(): Promise<void> {
    for (let turn = 0; turn < mostTurns; turn += 1) {
      await everyPromise();
      if (this.errors.length > 0) throw this.errors[0];
      if (this.processes.some((one) => !one.alive())) await this.#recover();
      else if (this.#options.letOneGo?.() === true) continue;
      else if (!(await this.#isBusy())) return;
      else if (!this.time.runNext()) throw new Error("A look neither ends nor waits.");
    }
    const last = this.calls.slice(-8).map(({ method }) => method);
    throw new Error(`The world did not come to rest; last: ${last.join(", ")}`);
  }

  async #recover(): Promise<void> {
    if (this.#options.recover === undefined) throw new Error("A process died unexpectedly.");
    await this.#options.recover(this);
  }

  async #isBusy(): Promise<boolean> {
    const busy = await Promise.all(this.processes.map((one) => one.busy()));
    return busy.includes(true);
  }
}

export async function openIncidentWorld(
  options: WorldOptions = {},
  time: VirtualTime = createVirtualTime(start),
): Promise<IncidentWorld> {
  const world = new IncidentWorld(options, time);
  await world.start();
  return world;
}

/** Lets every promise that needs no timer come to its end. */
function everyPromise(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
