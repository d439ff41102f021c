import { expect } from "vitest";
import { postmortemOf, reminderIn } from "../../../src/core/card/markers.ts";
import { reviewIn } from "../../../src/core/postmortem/lint/review-marker.ts";
import { people, type Story, type StoryWorld } from "../story.ts";

const options = { people, postmortems: true };

/** The postmortem's number: the only issue of ours that names an incident. */
function postmortem(world: StoryWorld): number {
  for (const [number, { body }] of world.repository.issues) {
    if (postmortemOf(body ?? "") !== undefined) return number;
  }
  return expect.fail("There is no postmortem.");
}

function bodyOf(world: StoryWorld, number: number): string {
  return world.issue(number).body ?? "";
}

/** Writes something below every heading that still asks for it. */
function filled(body: string): string {
  const sentence = "The pool of connections was too small for the load of the evening.";
  return body
    .replaceAll(/^_.*_$/gm, sentence)
    .replace("Detected: unknown, nobody said when", "Detected: 2026-11-22 02:33 UTC");
}

export const resolvedToPostmortem: Story = {
  title: "resolving opens the postmortem; it closes the incident once it says everything",
  options,
  play: async (world) => {
    const [alice, bob, carol] = [world.person("alice"), world.person("bob"), world.person("carol")];
    await world.step(() => alice.opens({ title: "Checkout down", labels: ["incident"] }));
    await world.step(() => alice.says("/sev 2\n/lead\n/scribe @bob\n/impact nobody could pay"));
    await world.step(() => alice.says("/action Alert on pool usage @carol due=5d type=detect"));
    await world.step(() => bob.says("TODO: Write a runbook for the pool @bob due=6d"));
    await world.step(() => carol.says("TODO: is not the scribe's word"));
    await world.step(() => alice.says("/mitigated larger pool\n/resolve the pool was too small"));
    expect(world.issue().state).toBe("closed");

    const number = postmortem(world);
    expect(world.labels(number)).toEqual(["postmortem"]);
    expect(world.assignees(number)).toEqual(["alice"]);
    expect(bodyOf(world, number)).toContain("Alert on pool usage");
    expect(bodyOf(world, number)).toContain("Write a runbook for the pool");
    expect(bodyOf(world, number)).not.toContain("is not the scribe");
    expect(world.card()).toContain(`#${number}`);

    const closer = carol.on(number);
    await world.step(() => closer.closes());
    expect(world.issue(number).state).toBe("open");
    expect(world.answers(number).at(-1)).toContain("I reopened the postmortem");

    await world.step(() => {
      const text = filled(bodyOf(world, number));
      alice.on(number).rewrites({ body: text.replace("- [ ] **1.**", "- [x] **1.**") });
    });
    expect(world.record()?.incident.actionItems[0]?.state).toBe("done");
    await world.step(() => carol.on(number).says('/wontdo 2 reason="the pool is going away"'));
    expect(world.record()?.incident.actionItems[1]?.state).toBe("dropped");
    expect(bodyOf(world, number)).toContain("won't do");
    expect(world.comments(number).filter(({ body }) => reviewIn(body) !== undefined)).toHaveLength(
      1,
    );
    await world.step(() => carol.on(number).closes());
    expect(world.issue(number).state).toBe("closed");
    expect(world.record()?.incident.postmortem?.state).toBe("done");
    expect(world.labels()).toContain("status: closed");
  },
};

export const remindedToDone: Story = {
  title: "whoever owes something is reminded at each step once, until it is done",
  options: { ...options, config: "version: 1\nreminders: { every: 1d, quietHours: none }" },
  play: async (world) => {
    const alice = world.person("alice");
    await world.step(() => alice.opens({ title: "Checkout down", labels: ["incident"] }));
    await world.step(() => alice.says("/sev 3\n/lead\n/action Alert on the pool @bob due=3d"));
    await world.step(() => alice.says("/resolve the pool was too small"));
    const number = postmortem(world);
    const reminders = () =>
      world.comments(number).flatMap(({ body }) => (reminderIn(body) === undefined ? [] : body));
    expect(reminders()).toEqual([]);
    await world.days(2.7);
    expect(reminders().filter((text) => text.includes("@alice"))).toHaveLength(2);
    expect(reminders().filter((text) => text.includes("@bob"))).toHaveLength(1);
    await world.days(1);
    expect(reminders().filter((text) => text.includes("@bob"))).toHaveLength(2);
    await world.step(() => world.person("bob").on(number).says("/done 1"));
    await world.step(() =>
      world
        .person("carol")
        .on(number)
        .says('/postmortem waive reason="it was a drill in all but name"'),
    );
    expect(world.issue(number).state).toBe("closed");
    expect(world.labels()).toContain("status: closed");
    const before = reminders().length;
    await world.days(5);
    expect(reminders()).toHaveLength(before);
  },
};

export const trackedItems: Story = {
  title: "action items with issues of their own stay in step in every direction",
  options: { ...options, config: "version: 1\naction: { track: true }" },
  play: async (world) => {
    const alice = world.person("alice");
    await world.step(() => alice.opens({ title: "Checkout down", labels: ["incident"] }));
    await world.step(() => alice.says("/sev 2\n/lead\n/action Alert on the pool @alice due=5d"));
    await world.step(() => alice.says("/resolve the pool was too small"));
    const number = postmortem(world);
    const tracked = () => world.record()?.incident.actionItems.map((item) => item.tracked?.number);
    expect(tracked()).toEqual([number + 1]);
    expect(bodyOf(world, number)).toContain(`#${number + 1}`);

    await world.step(() => alice.on(number + 1).closes());
    expect(world.record()?.incident.actionItems[0]?.state).toBe("done");
    expect(bodyOf(world, number)).toContain("- [x] **1.**");
    await world.step(() =>
      alice
        .on(number)
        .rewrites({ body: bodyOf(world, number).replace("[x] **1.**", "[ ] **1.**") }),
    );
    expect(world.record()?.incident.actionItems[0]?.state).toBe("open");
    expect(world.issue(number + 1).state).toBe("open");
    await world.step(() => alice.says("/done 1"));
    expect(world.issue(number + 1).state).toBe("closed");
    expect(bodyOf(world, number)).toContain("- [x] **1.**");

    await world.step(() => {
      const row = "- [ ] Test the failover with real load @bob due 2026-12-24";
      const body = bodyOf(world, number).replace(/^(- \[x\] \*\*1\.\*\*.*)$/m, `$1\n${row}`);
      alice.on(number).rewrites({ body });
    });
    expect(world.record()?.incident.actionItems[1]).toMatchObject({
      number: 2,
      text: "Test the failover with real load",
      owner: "bob",
      due: "2026-12-24",
      state: "open",
    });
    expect(tracked()).toEqual([number + 1, number + 2]);
  },
};

export const knownBefore: Story = {
  title: "a new incident that an open action item knew of says so",
  options: { ...options, config: "version: 1\nservices: [{ name: checkout }]" },
  play: async (world) => {
    const alice = world.person("alice");
    await world.step(() =>
      alice.opens({ title: "Checkout: pool exhausted", labels: ["incident"] }),
    );
    await world.step(() => alice.says("/sev 2\n/service checkout"));
    await world.step(() => alice.says("/action Enlarge the connection pool of checkout"));
    await world.step(() => alice.says("/resolve restarted"));
    await world.days(41);
    const again = await world.step(() =>
      alice.opens({
        title: "Checkout connection pool exhausted again",
        body: "The connection pool of checkout is at its limit.",
        labels: ["incident"],
      }),
    );
    expect(world.answers(again).filter((text) => text.includes("41 days"))).toHaveLength(1);
  },
};

/** The same without an App: every look is a workflow run that remembers nothing. */
export const actionAlone: Story = {
  ...resolvedToPostmortem,
  title: "the Action alone: a whole incident in runs that remember nothing of each other",
  options: { ...options, action: true },
};
