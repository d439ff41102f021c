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

async function compare(place: Place, given: Given): Promise<readonly Figure[]> {
  const settings = (): Omit<ServerSettings, "port"> => ({
    host: "127.0.0.1",
    secret: place.webhookSecret,
    privateKey: place.sandbox.privateKey,
    appId: place.sandbox.app.id,
  });
  return [];
}
