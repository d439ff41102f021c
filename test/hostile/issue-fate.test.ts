import { describe, expect, test } from "vitest";
import { lockIssue } from "../../src/sandbox/github/model/lock-issue.ts";
import { nextId } from "../../src/sandbox/github/model/world.ts";
import { type IncidentWorld, openIncidentWorld } from "../support/in-memory-world.ts";
import { writesAtRest } from "../support/invariants.ts";
import { expectSound, openIncident, people } from "./sound.ts";

function lock(world: IncidentWorld, locked: boolean): void {
  lockIssue(world.model, { login: "carol" }, { repository: world.repository, number: 1 }, locked);
}

describe("a locked issue", () => {
  test("has its card and labels kept up to date, and what cannot be said is reported", async () => {
    const world = await openIncident();
    await world.step(() => lock(world, true));
    await world.step(() => world.person("alice").says("/sev 1\n/note behind closed doors"));
    expect(world.card()).toContain("SEV1");
    expect(world.labels()).toContain("severity: SEV1");
    expect(world.answers()).toHaveLength(1);
    expect(world.reports.join("\n")).toContain("was not possible");
    await world.step(() => lock(world, false));
    await world.step(() => world.person("bob").says("/sev 2\n/status identified"));
    expect(world.answers()).toHaveLength(2);
    await expectSound(world);
  });

  test("becomes an incident once it is unlocked", async () => {
    const world = await openIncidentWorld({ people });
    await world.step(() => world.person("alice").opens({ title: "Down" }));
    await world.step(() => lock(world, true));
    await world.step(() => world.person("alice").labels("incident"));
    expect(world.card()).toBe("");
    expect(await writesAtRest(world)).toEqual([expect.stringContaining("createComment")]);
    await world.step(() => lock(world, false));
    expect(world.card()).toContain("triage");
    await expectSound(world);
  });
});

describe("an issue that is gone", () => {
  test.each(["kept", "dropped"])("stops alone, with the database %s", async (database) => {
    const world = await openIncident();
    const alice = world.person("alice");
    await world.step(() => alice.opens({ title: "Other", labels: ["incident"] }));
    await world.step(() => alice.says("/sev 1"));
    if (database === "dropped") await world.memory.forgetEverything();
    await world.step(() => {
      alice.says("/note the last words");
      world.repository.issues.delete(1);
      world.look(1);
      alice.on(2).says("/sev 2");
    });
    expect(world.record(2)?.incident.severity).toBe("SEV2");
    expect(world.reports.filter((what) => !what.startsWith("stopped"))).toEqual([]);
    await expectSound(world);
  });
});

/** What a transfer from another repository leaves: a new id, no events, the same comments. */
function arrive(world: IncidentWorld, from: number, to: number): void {
  const { model, repository } = world;
  const old = world.issue(from);
  const comments = old.comments.map((comment) => ({ ...comment, pin: null }));
  const id = nextId(model, "issue");
  const issue = { ...old, id, number: to, comments, events: [], pinnedComment: null };
  repository.issues.delete(from);
  repository.issues.set(to, issue);
  repository.nextNumber = to + 1;
  for (const comment of comments) {
    model.comments.set(comment.id, { repository, issue, comment });
  }
}

test.each([{ keys: [] }, { keys: ["a key of the tests, long enough"] }])(
  "an incident that was transferred goes on in its new place, once: $keys",
  async ({ keys }) => {
    const world = await openIncident({ keys });
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => alice.opens({ title: "Other", labels: ["incident"] }));
    await world.step(() => alice.says("/sev 2\n/note the cache is cold"));
    await world.step(() => bob.says("/lead"));
    const other = world.cardComments(2)[0]?.body;
    const said = world.answers(1).length;
    await world.step(() => {
      arrive(world, 1, 7);
      world.look(7);
    });
    expect(world.cardComments(7)).toHaveLength(1);
    expect(world.record(7)?.incident).toMatchObject({
      severity: "SEV2",
      status: "investigating",
      roles: { commander: "bob" },
    });
    await world.step(() => bob.on(7).says("/sev 1"));
    expect(world.record(7)?.incident.severity).toBe("SEV1");
    expect(world.answers(7)).toHaveLength(said + 1);
    expect(world.cardComments(2)[0]?.body).toBe(other);
    expect(await writesAtRest(world)).toEqual([]);
  },
);
