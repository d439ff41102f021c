import { setTimeout as delay } from "node:timers/promises";
import { createLog } from "../../src/app/log.ts";
import { webhookPath } from "../../src/app/receiver.ts";
import { type RunningApp, startApp } from "../../src/app/start-app.ts";
import { keyOf } from "../../src/reconcile/address.ts";
import { configPath } from "../../src/reconcile/settings.ts";
import type { Faults } from "../../src/sandbox/github/http/faults.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { environmentOf } from "../app/app-on-sandbox.ts";
import { quietly } from "../support/in-memory-place.ts";
import { type ModelCoder, modelCoder } from "../support/model-coder.ts";
import { type ModelPerson, modelPerson } from "../support/model-person.ts";
import { PlaceReader } from "../support/place-reader.ts";
import { createVirtualTime, type VirtualTime } from "../support/virtual-time.ts";

import { writesOf } from "./stage.ts";

const start = Date.parse("2026-11-22T02:30:00Z");
const stepMs = 5 * 60_000;
/** Longer than the absence of a write is doubted, and than GitHub asks to wait. */
const leapMs = 30_000;
const mostLeaps = 1_000;
const limitMs = 30_000;

/** The real app on the sandbox over real HTTP, in virtual time and with its database in memory. */
export class HttpWorld extends PlaceReader {
  readonly time: VirtualTime;
  readonly sandbox: Sandbox;
  /** What the app said it could not do. */
  readonly reports: string[] = [];
  /** How often the app was started. */
  starts = 0;
  #app: RunningApp | undefined;
  #restart = false;
  #dead = false;
  #leaps = 0;
  /** Issues whose last look is to come again. */
  readonly #again = new Set<number>();
  #faults: Faults = () => undefined;

  constructor(sandbox: Sandbox, time: VirtualTime) {
    super(placeOf(sandbox));
    this.sandbox = sandbox;
    this.time = time;
    sandbox.github.faults = (request) => {
      if (!request.actor.startsWith("allclear")) return undefined;
      return this.#dead ? { kind: "reset" } : this.#faults(request);
    };
  }

  /** Stands between the app and GitHub from now on. */
  disturb(faults: Faults): void {
    this.#faults = faults;
  }

  /** Nothing the app does from now on takes effect; it is started again before the next rest. */
  die(): void {
    this.#dead = true;
    this.#restart = true;
  }

  person(login: string): ModelPerson {
    this.sandbox.person(login);
    return modelPerson(this.model, this.repository, { login, issue: 1 });
  }

  coder(login: string): ModelCoder {
    this.sandbox.person(login);
    return modelCoder(this.model, this.repository, login);
  }

  /** Moves to the next whole five minutes, lets people act, and runs everything to rest. */
  async step<T>(act: () => T): Promise<T> {
    const since = this.time.now().getTime() - start;
    this.time.advance(stepMs - (since % stepMs));
    const result = act();
    await this.settle();
    return result;
  }

  /** Alarms of a real queue ring by the real clock. */
  async days(count: number): Promise<void> {
    throw new Error(`Nobody can wait ${count} days here: such stories are played in process.`);
  }

  async settle(): Promise<void> {
    const end = Date.now() + limitMs;
    this.#leaps = 0;
    while (Date.now() < end && this.#leaps < mostLeaps) {
      await this.sandbox.idle();
      if (this.#restart) await this.#startAgain();
      else if (await this.#isCalm()) return;
    }
    throw new Error(`The app did not come to rest in ${limitMs} ms, ${this.#leaps} leaps.`);
  }

  async start(): Promise<void> {
    const { time } = this;
    this.starts += 1;
    this.#app = await startApp({
      environment: environmentOf(this.sandbox),
      clock: { now: time.now },
      inMemory: true,
      minWriteGapMs: 0,
      resyncEveryMs: Number.POSITIVE_INFINITY,
      log: createLog({ level: "info", now: time.now, write: (line) => this.#hear(line) }),
    });
    this.sandbox.hookTo(this.#app.url + webhookPath);
  }

  async close(): Promise<void> {
    await this.#app?.stop(0);
    await this.sandbox.close();
  }

  /** What the app wrote on GitHub, in order. */
  writes(): readonly string[] {
    return writesOf(this);
  }

  /** What one more look at everything writes. */
  async writesAtRest(): Promise<readonly string[]> {
    const before = this.writes().length;
    await this.look();
    await this.settle();
    return this.writes().slice(before);
  }

  /** As a resync that found these issues: every one that may be an incident. */
  async look(): Promise<void> {
    for (const { number } of this.repository.issues.values()) await this.#lookAt(number);
  }

  async #lookAt(issue: number): Promise<void> {
    const { repository, installation } = this;
    const name = `${repository.owner.login}/${repository.name}`;
    const place = { installation: installation.id, repository: repository.id, name };
    const address = { ...place, issue, seen: {} };
    await this.#app?.engine.storage.queue.enqueue(keyOf(address), address);
  }

  async #startAgain(): Promise<void> {
    await this.#app?.stop(0);
    this.#restart = false;
    this.#dead = false;
    this.#again.clear();
    await this.start();
    await this.#app?.engine.resync.run();
  }

  /** What waits for a time waits no longer than a turn of the loop: the clock leaps to it. */
  async #isCalm(): Promise<boolean> {
    const depth = await this.#app?.engine.storage.queue.depth();
    if ((depth?.running ?? 0) > 0) await delay(2);
    else if (this.#again.size === 0) return this.#nothingTravels();
    else {
      this.#leaps += 1;
      this.time.advance(leapMs);
      for (const issue of this.#again) await this.#lookAt(issue);
    }
    return false;
  }

  /** The log says how each look ended: the depth of the queue also counts what is long overdue. */
  #hear(line: string): void {
    const { issue, result, message } = JSON.parse(line) as Partial<Record<string, unknown>>;
    if (typeof issue !== "number" || result === undefined) this.reports.push(String(message));
    else if (result === "done" || result === "stop") this.#again.delete(issue);
    else this.#again.add(issue);
  }

  async #nothingTravels(): Promise<boolean> {
    const before = this.sandbox.webhooks.records().length;
    await this.sandbox.idle();
    await delay(0);
    return this.sandbox.webhooks.records().length === before && !this.#restart;
  }
}

/** A world with these people, the app not yet started. */
export async function openHttpWorld(
  people: Readonly<Record<string, string>> = {},
): Promise<HttpWorld> {
  const time = createVirtualTime(start);
  const sandbox = await createSandbox({ now: time.now });
  sandbox.organization("acme");
  const files = { [configPath]: quietly() };
  sandbox.repository("acme/web", { collaborators: { ...people }, files });
  sandbox.install("acme");
  const world = new HttpWorld(sandbox, time);
  await world.start();
  return world;
}

function placeOf({ world }: Sandbox): ConstructorParameters<typeof PlaceReader>[0] {
  const [repository] = world.repositories.values();
  const [installation] = world.installations.values();
  if (repository === undefined || installation === undefined) throw new Error("An empty world.");
  return { model: world, repository, installation };
}
