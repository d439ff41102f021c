import { expect, test } from "vitest";
import { Again, Stop } from "../../src/reconcile/failure.ts";
import {
  type IncidentWorld,
  openIncidentWorld,
  type WorldOptions,
} from "../support/in-memory-world.ts";

const people = { alice: "write", bob: "triage", rita: "read" };

/** An incident on an issue that rita, who may only read, has opened. */
async function incident(options: WorldOptions = {}): Promise<IncidentWorld> {
  const world = await openIncidentWorld({ people, ...options });
  await world.step(() => world.person("rita").opens({ title: "Down" }));
  await world.step(() => world.person("alice").labels("incident"));
  return world;
}

test("what was yielded to one person is heard again from another who may", async () => {
  const world = await incident();
  const [alice, rita] = [world.person("alice"), world.person("rita")];
  await world.step(() => rita.closes());
  await world.step(() => rita.closes());
  expect(world.record()?.incident.status).toBe("triage");
  await world.step(() => alice.reopens());
  await world.step(() => alice.closes());
  expect(world.record()?.incident.status).toBe("resolved");
});

test("reopening by command opens an issue whose closing was once yielded to", async () => {
  const world = await incident();
  const [alice, rita] = [world.person("alice"), world.person("rita")];
  await world.step(() => rita.closes());
  await world.step(() => rita.closes());
  await world.step(() => alice.says("/sev 2\n/resolve it was a cable"));
  await world.step(() => alice.says('/reopen-incident reason="the errors are back"'));
  expect(world.issue().state).toBe("open");
});

test("a command counts on an incident whose label was taken off for good", async () => {
  const world = await incident();
  const alice = world.person("alice");
  await world.step(() => alice.unlabels("incident"));
  await world.step(() => alice.unlabels("incident"));
  await world.step(() => alice.says("/cancel false-positive"));
  expect(world.record()?.incident.status).toBe("dismissed");
});

test("a gesture whose event is late is neither undone nor lost", async () => {
  let hidden = 0;
  const world = await incident({
    intercept: async (call, send) => {
      const answer = await send();
      if (call.method !== "readGestures" || hidden === 0) return answer;
      hidden -= 1;
      const page = answer as { gestures: { kind: string }[] };
      return { ...page, gestures: page.gestures.filter(({ kind }) => kind !== "closed") };
    },
  });
  await world.step(() => {
    hidden = 2;
    world.person("alice").closes();
    world.person("bob").says("/note looking at the logs");
  });
  expect(world.record()?.incident.status).toBe("resolved");
  expect(world.issue().state).toBe("closed");
});

test.each([
  ["/resolve we rolled back the deployment", "resolved"],
  ["/cancel false-positive", "dismissed"],
])("closing with the comment %s is one request", async (text, status) => {
  const world = await incident();
  const alice = world.person("alice");
  await world.step(() => alice.says("/sev 2"));
  const before = world.answers().length;
  await world.step(() => {
    alice.closes();
    alice.says(text);
  });
  expect(world.record()?.incident.status).toBe(status);
  expect(world.answers()).toHaveLength(before);
});

test("a person who was assigned before a card was restored can be unassigned after it", async () => {
  const world = await incident();
  const alice = world.person("alice");
  await world.step(() => alice.says("/lead @bob"));
  const [card] = world.cardComments();
  await world.step(() => alice.edits(card?.id ?? 0, "oops"));
  await world.step(() => alice.unassigns("bob"));
  expect(world.record()?.incident.roles).toEqual({});
  expect(world.assignees()).toEqual([]);
});

test("one answer that was lost does not hold up the labels of later commands", async () => {
  let lost = false;
  const world: IncidentWorld = await incident({
    intercept: async (call, send) => {
      const isAnswer = call.method === "createComment" && String(call.args[1]).includes("SEV3");
      if (lost || !isAnswer) return send();
      lost = true;
      throw new Again("502", { lost: true });
    },
  });
  const alice = world.person("alice");
  await world.step(() => {
    alice.says("/sev 3");
    alice.says("/sev 2");
  });
  expect(world.labels()).toContain("severity: SEV2");
  expect(world.answers().filter((text) => text.includes("SEV2"))).not.toEqual([]);
});

test("an issue that is invisible for seconds after its delivery still gets its card", async () => {
  let visibleFrom = 0;
  const world: IncidentWorld = await openIncidentWorld({
    people,
    intercept: async (call, send) => {
      if (call.method === "readIssue" && world.time.now().getTime() < visibleFrom) {
        throw new Stop("gone", "Not Found");
      }
      return send();
    },
  });
  await world.step(() => {
    visibleFrom = world.time.now().getTime() + 3_000;
    world.person("alice").opens({ title: "Down", labels: ["incident"] });
  });
  expect(world.record()?.incident.status).toBe("triage");
});

test("two incidents asked for in one comment are two incidents", async () => {
  const world = await incident();
  await world.step(() =>
    world.person("alice").says("/incident declare Mail is late\n/incident declare Search is empty"),
  );
  expect(world.issue(2).title).toBe("Mail is late");
  expect(world.issue(3).title).toBe("Search is empty");
  expect(world.answers().at(-1)).toMatch(/#2[\s\S]*#3/);
});

test("whoever confirms a report by assigning themselves leads it", async () => {
  const world = await openIncidentWorld({ people });
  await world.step(() =>
    world.person("rita").opens({ title: "Down", labels: ["incident"], byForm: true }),
  );
  expect(world.record()).toBeUndefined();
  await world.step(() => world.person("bob").assigns("bob"));
  expect(world.record()?.incident.roles).toEqual({ commander: "bob" });
  expect(world.record()?.incident.milestones.acknowledgedAt).toBeDefined();
});
