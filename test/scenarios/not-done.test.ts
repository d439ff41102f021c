import { expect, test } from "vitest";
import { Stop } from "../../src/reconcile/failure.ts";
import { openIncidentWorld } from "../support/in-memory-world.ts";
import type { HostCall } from "../support/intercepted-host.ts";

test("what GitHub refuses is said on the card once, and everything else goes on", async () => {
  const refused: HostCall[] = [];
  const world = await openIncidentWorld({
    people: { alice: "write" },
    intercept: async (call, send) => {
      if (call.method !== "addLabels") return send();
      refused.push(call);
      throw new Stop("forbidden", "Resource not accessible by integration");
    },
  });
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Checkout is down", labels: ["incident"] }));
  await world.step(() => alice.says("/ack"));
  expect(world.card()).toContain("Resource not accessible by integration");
  expect(world.card()).toContain("investigating");
  const before = refused.length;
  world.look(1);
  await world.settle();
  expect(refused.length, "it is not tried again").toBe(before);
  expect(world.errors).toEqual([]);
});

test("a commander whom GitHub does not let us assign is named on the card", async () => {
  const world = await openIncidentWorld({ people: { alice: "write" } });
  const alice = world.person("alice");
  world.person("stranger");
  await world.step(() => alice.opens({ title: "Checkout is down", labels: ["incident"] }));
  await world.step(() => alice.says("/lead @stranger"));
  expect(world.record()?.incident.roles).toEqual({ commander: "stranger" });
  expect(world.card()).toContain("cannot be assigned here");
  await world.step(() => alice.says("/note still here"));
  expect(world.record()?.incident.roles).toEqual({ commander: "stranger" });
});
