import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Delivery } from "../github/model/records.ts";
import { signedHeaders } from "../github/webhooks.ts";
import { type Child, startChild } from "./child.ts";
import { atLeast, type Figure, type Section } from "./figure.ts";
import { flood } from "./flood.ts";
import { readCpuMs, requireProc } from "./proc.ts";
import { median } from "./quantile.ts";
import type { ServerSettings } from "./server-settings.ts";
import { openPlace, type Place } from "./stage.ts";

const rounds = 5;
const limits = { connections: 16, count: 20_000, withinMs: 2_000 };

/** How fast deliveries that mean nothing to us are answered: most of what an App receives. */
export const deliveries: Section = {
  name: "deliveries",
  title: "Deliveries that are no incident, signed, on loopback, each server a process of its own",
  async measure() {
    requireProc();
    const caught: Delivery[] = [];
    const place = await openPlace({ onDelivery: (delivery) => caught.push(delivery) });
    const folder = await mkdtemp(join(tmpdir(), "allclear-bench-"));
    try {
      return await compare(place, { folder, delivery: await plainComment(place, caught) });
    } finally {
      await place.clear();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Given = { readonly folder: string; readonly delivery: Delivery };

async function plainComment(
  { ada, repository }: Place,
  caught: readonly Delivery[],
): Promise<Delivery> {
  const { number } = await ada.opens(repository, { title: "A wish", body: "A darker theme." });
  await ada.comments({ repository, number }, "I would like that too. ".repeat(20));
  const delivery = caught.findLast(({ event }) => event === "issue_comment");
  if (delivery === undefined) throw new Error("the stand-in delivered no comment");
  return delivery;
}

interface Server {
  readonly what: string;
  readonly start: (place: Place, folder: string) => Promise<Child>;
}

const servers = [
  {
    what: "Allclear, whole app with its database",
    start: ({ variables }, folder) =>
      startChild({ program: "main.ts", folder, variables: { ...variables, LOG_LEVEL: "info" } }),
  },
  { what: "bare Probot, empty handler", start: startOther("sandbox/bench/serve-probot-child.ts") },
  { what: "plain node:http, same HMAC", start: startOther("sandbox/bench/serve-plain-child.ts") },
] as const satisfies readonly Server[];

function startOther(program: string): Server["start"] {
  return async ({ sandbox }, folder) => {
    const settings: ServerSettings = {
      host: "127.0.0.1",
      port: await freePort(),
      secret: sandbox.webhookSecret,
      privateKey: sandbox.privateKey,
      appId: sandbox.app.id,
    };
    return startChild({ program, folder, argument: JSON.stringify(settings) });
  };
}

/** Probot takes 0 for 3000, so a port must be known before. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}

interface Rate {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

async function compare(place: Place, { folder, delivery }: Given): Promise<readonly Figure[]> {
  const running: Child[] = [];
  try {
    for (const server of servers) running.push(await server.start(place, folder));
    const rates = running.map((): Rate[] => []);
    // In turn, so that what disturbs the machine disturbs all of them; the first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [at, child] of running.entries()) {
        const rate = await measureRate(place, child, delivery);
        if (round > 0) rates[at]?.push(rate);
      }
    }
    return figures(rates);
  } finally {
    await Promise.all(running.map((child) => child.end()));
  }
}

async function measureRate({ sandbox }: Place, child: Child, delivery: Delivery): Promise<Rate> {
  const body = JSON.stringify(delivery.payload);
  const request = {
    url: `${child.url}/api/github/webhooks`,
    headers: signedHeaders(sandbox.app, delivery, body),
    body,
  };
  const before = await readCpuMs(child.pid);
  const { answered, ms } = await flood(request, limits);
  const cpuMs = (await readCpuMs(child.pid)) - before;
  return { perSecond: (answered / ms) * 1000, cpuMicros: (cpuMs / answered) * 1000 };
}

function figures(rates: readonly (readonly Rate[])[]): readonly Figure[] {
  const perSecond = rates.map((some) => Math.round(median(some.map((rate) => rate.perSecond))));
  const [ours = 0, probot = 0] = perSecond;
  return servers.map(({ what }, at) => ({
    what,
    value: perSecond[at] ?? 0,
    unit: "/s",
    ...(at === 0 && { target: { ...atLeast(probot, ours), says: "≥ Probot" } }),
    aside: `${Math.round(median((rates[at] ?? []).map((rate) => rate.cpuMicros)))} µs of CPU each`,
  }));
}
