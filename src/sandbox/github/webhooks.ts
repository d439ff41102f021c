import { createHmac } from "node:crypto";
import type { App, Delivery } from "./model/records.ts";
import { notFound } from "./model/refusal.ts";
import { nextId, stamp, type World } from "./model/world.ts";

/** GitHub waits this long for a receiver and never tries again by itself. */
const patience = 10_000;
/** Keeps a long bench from growing without end. */
const mostRecords = 20_000;
const longestAnswerKept = 1_000;

/** What happened to one delivery, as the deliveries API tells it. */
export interface DeliveryRecord {
  delivery: Delivery;
  url: string;
  headers: Record<string, string>;
  deliveredAt: string;
  /** How long the receiver took, in seconds. */
  seconds: number;
  status: string;
  statusCode: number;
  answerHeaders: Record<string, string>;
  answerBody: string;
}

export interface DeliveryLog {
  records: () => readonly DeliveryRecord[];
  /** Sends a delivery once more under the same GUID; throws 404 for an unknown id. */
  redeliver: (deliveryId: number) => void;
}

/** What happens to a delivery on its way; `hold` keeps it until `release`. */
export type Passage = "send" | "drop" | "twice" | "hold" | { afterMilliseconds: number };

export interface Webhooks extends DeliveryLog {
  deliver: (delivery: Delivery) => void;
  /** Decides how each delivery travels; sends all of them unless replaced. */
  passage: (delivery: Delivery) => Passage;
  /** Sends what was held, in the given order (or only some of it; the rest is gone). */
  release: (order?: (held: readonly Delivery[]) => readonly Delivery[]) => void;
  /** Resolves once nothing is under way. */
  idle: () => Promise<void>;
  /** Drops what has not been sent yet. */
  close: () => void;
}

/** Sends the world's deliveries to each App's hook address over real HTTP. */
export function createWebhooks(world: World): Webhooks {
  const records: DeliveryRecord[] = [];
  const held: Delivery[] = [];
  const work = createWork();

  function start(delivery: Delivery): void {
    const app = world.apps.get(delivery.appId);
    if (!app?.hook.url) return;
    const sending = post(world, app, delivery, app.hook.url).then((record) => {
      records.push(record);
      if (records.length > mostRecords) records.shift();
    });
    work.follow(sending);
  }

  const webhooks: Webhooks = {
    passage: () => "send",
    deliver(delivery) {
      const passage = webhooks.passage(delivery);
      if (passage === "drop") return;
      if (passage === "hold") held.push(delivery);
      else if (typeof passage === "object") {
        work.later(passage.afterMilliseconds, () => start(delivery));
      } else start(delivery);
      if (passage === "twice") start(delivery);
    },
    release(order = (all) => all) {
      for (const delivery of order(held.splice(0))) start(delivery);
    },
    records: () => records,
    redeliver(deliveryId) {
      const record = records.find((one) => one.delivery.id === deliveryId);
      if (!record) throw notFound();
      start({ ...record.delivery, id: nextId(world, "delivery"), redelivery: true });
    },
    idle: () => work.idle(),
    close() {
      work.cancel();
      held.length = 0;
    },
  };
  return webhooks;
}

/** What is under way: requests, and timers that will start some. */
function createWork() {
  const underWay = new Set<Promise<void>>();
  const timers = new Map<NodeJS.Timeout, () => void>();

  function follow(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  return {
    follow,
    later(milliseconds: number, act: () => void): void {
      const wait = new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          timers.delete(timer);
          act();
          resolve();
        }, milliseconds);
        timers.set(timer, resolve);
      });
      follow(wait);
    },
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    /** Forgets the timers; what is already sent goes on. */
    cancel(): void {
      for (const [timer, resolve] of timers) {
        clearTimeout(timer);
        resolve();
      }
      timers.clear();
    },
  };
}

/** The headers GitHub puts on a delivery, signed over exactly these bytes. */
export function signedHeaders(app: App, delivery: Delivery, body: string): Record<string, string> {
  const mac = (algorithm: string) =>
    `${algorithm}=${createHmac(algorithm, app.hook.secret).update(body).digest("hex")}`;
  return {
    accept: "*/*",
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/5a5d0a7",
    "x-github-delivery": delivery.guid,
    "x-github-event": delivery.event,
    "x-github-hook-id": String(app.hook.id),
    "x-github-hook-installation-target-id": String(app.id),
    "x-github-hook-installation-target-type": "integration",
    ...(app.hook.secret
      ? { "x-hub-signature": mac("sha1"), "x-hub-signature-256": mac("sha256") }
      : {}),
  };
}

async function post(
  world: World,
  app: App,
  delivery: Delivery,
  url: string,
): Promise<DeliveryRecord> {
  const body = JSON.stringify(delivery.payload);
  const headers = signedHeaders(app, delivery, body);
  const startedAt = performance.now();
  const outcome = await attempt(url, headers, body);
  return {
    delivery,
    url,
    headers,
    deliveredAt: stamp(world),
    seconds: Math.round((performance.now() - startedAt) / 10) / 100,
    ...outcome,
  };
}

type Outcome = Pick<DeliveryRecord, "status" | "statusCode" | "answerHeaders" | "answerBody">;

async function attempt(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<Outcome> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    const text = await answer.text();
    return {
      status: answer.ok ? "OK" : answer.statusText || "Invalid HTTP Response",
      statusCode: answer.status,
      answerHeaders: Object.fromEntries(answer.headers),
      answerBody: text.slice(0, longestAnswerKept),
    };
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    return {
      status: late ? "timed out" : "failed to connect to host",
      statusCode: late ? 504 : 502,
      answerHeaders: {},
      answerBody: "",
    };
  }
}
