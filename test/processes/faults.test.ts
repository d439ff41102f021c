import { beforeAll, expect, test } from "vitest";
import type { Fault } from "../../src/sandbox/github/http/faults.ts";
import { differences } from "../crash/disturbed.ts";
import { createRandom } from "../support/random.ts";
import { type HttpWorld, openHttpWorld } from "./http-world.ts";
import { missingAtEnd, outcomeOf } from "./outcome.ts";
import { permissions, script } from "./script.ts";

const seed = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 2 ** 32));
/** One request in so many is disturbed. */
const every = 6;

const secondary = {
  message: "You have exceeded a secondary rate limit. Please wait a few minutes.",
};
const abuse = { message: "You have triggered an abuse detection mechanism." };

const faults: Readonly<Record<string, Fault>> = {
  "500": { kind: "answer", status: 500, body: { message: "Server Error" } },
  "502, not applied": { kind: "answer", status: 502, applied: false },
  "502, applied": { kind: "answer", status: 502, applied: true },
  "503": { kind: "answer", status: 503 },
  "401": { kind: "answer", status: 401, body: { message: "Bad credentials" } },
  "403, secondary limit, Retry-After": {
    kind: "answer",
    status: 403,
    body: secondary,
    headers: { "retry-after": "6" },
  },
  "403, secondary limit": { kind: "answer", status: 403, body: secondary },
  "403, abuse wording": { kind: "answer", status: 403, body: abuse },
  "429": {
    kind: "answer",
    status: 429,
    body: { message: "Too many requests" },
    headers: { "retry-after": "6" },
  },
  "connection reset, not applied": { kind: "reset", applied: false },
  "connection reset, applied": { kind: "reset", applied: true },
  "truncated JSON": { kind: "truncated" },
  "HTML with 200, not applied": { kind: "html", applied: false },
  "HTML with 200, applied": { kind: "html", applied: true },
};

let undisturbed: unknown;
beforeAll(async () => {
  const world = await playScript(() => undefined);
  expect(missingAtEnd(world)).toEqual([]);
  undisturbed = outcomeOf(world);
  await world.close();
});

test.each(Object.entries(faults))(
  `the incident ends the same with one answer in ${every} being: %s; FAULT_SEED=${seed}`,
  async (_, fault) => {
    const random = createRandom(seed);
    let given = 0;
    const world = await playScript(() => {
      if (random.below(every) > 0) return undefined;
      given += 1;
      return fault;
    });
    expect(given).toBeGreaterThan(5);
    expect(missingAtEnd(world)).toEqual([]);
    expect(differences(outcomeOf(world), undisturbed)).toEqual([]);
    world.disturb(() => undefined);
    const before = world.writes().length;
    await world.look();
    await world.settle();
    expect(world.writes().slice(before)).toEqual([]);
    await world.close();
  },
  60_000,
);

async function playScript(fault: () => Fault | undefined): Promise<HttpWorld> {
  const world = await openHttpWorld(permissions);
  world.disturb(fault);
  const ada = world.person("ada");
  await world.step(() => ada.opens({ title: "Checkout is down" }));
  await world.step(() => ada.labels("incident"));
  for (const lines of script) {
    await world.step(() => {
      for (const { who, says } of lines) world.person(who).says(says);
    });
  }
  return world;
}
