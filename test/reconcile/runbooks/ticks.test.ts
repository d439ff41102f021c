import { describe, expect, it } from "vitest";
import type { Owed } from "../../../src/core/card/record.ts";
import type { Incident } from "../../../src/core/incident/incident.ts";
import type { StepState } from "../../../src/core/incident/mitigation.ts";
import { ticksIn } from "../../../src/core/runbook/ticks.ts";
import { Again } from "../../../src/reconcile/failure.ts";
import { readTicks } from "../../../src/reconcile/runbooks/read-ticks.ts";
import { writeTicks } from "../../../src/reconcile/runbooks/write-ticks.ts";
import {
  followingIncident,
  minuteMs,
  openStage,
  recordOf,
  type Stage,
  type StageOptions,
} from "./stage.ts";

const checklist = "- [ ] **1.** a\n- [ ] **2.** b\n- [ ] **3.** c";

interface Scene extends Stage {
  readonly commentId: number;
  body(): Promise<string>;
  /** Somebody clicks a box, a minute later. */
  click(who: "ann" | "bob", step: number): Promise<void>;
  asked(
    incident: Incident,
    given?: { owed?: boolean; by?: string; readAt?: string },
  ): Promise<readonly string[]>;
  write(incident: Incident): Promise<void>;
}

async function openScene(options: StageOptions = {}): Promise<Scene> {
  const stage = openStage(options);
  const { id: commentId } = await stage.world.host.createComment(stage.address, checklist);
  const { host } = stage.world;
  const body = async () => (await host.readComment(stage.address, commentId))?.body ?? "";
  const owedTicks: Owed = { kind: "ticks", commentId, since: 2 };
  return {
    ...stage,
    commentId,
    body,
    click: async (who, step) => {
      stage.time.advance(minuteMs);
      const before = await body();
      const box = new RegExp(`\\[(.)\\](?= \\*\\*${step}\\.)`);
      const mark = box.exec(before)?.[1] === " " ? "[x]" : "[ ]";
      stage.people[who].edits(commentId, before.replace(box, mark).replaceAll("\n", "\r\n"));
    },
    asked: async (incident, { owed = false, by, readAt } = {}) => {
      const edited = by === undefined ? {} : { edited: [{ commentId, by }] };
      const record = recordOf(incident, owed ? [owedTicks] : []);
      const read = await readTicks(
        await stage.observe(edited),
        { ...record, ...(readAt !== undefined && { readAt }) },
        stage.world,
      );
      return read.map(({ command, by: { login }, gesture }) => {
        expect(gesture).toMatch(new RegExp(`^tick:${commentId}:\\d+$`));
        return command.kind === "MarkStep" ? `${login} ${command.step} ${command.to}` : "?";
      });
    },
    write: async (incident) =>
      writeTicks(commentId, incident, { observation: await stage.observe(), world: stage.world }),
  };
}

const ticks = (body: string) => [...ticksIn(body).values()].map((on) => (on ? "x" : " ")).join("");

/** An incident whose steps stand like this, and know since when. */
function standing({ commentId }: Scene, ...states: readonly StepState[]): Incident {
  return followingIncident(commentId, states);
}

describe("ticks by hand", () => {
  it("are requests by whom the delivery names, where nobody else edited it", async () => {
    const scene = await openScene();
    await scene.click("ann", 2);
    scene.calls.length = 0;
    expect(await scene.asked(standing(scene, "open", "open", "open"), { by: "carol" })).toEqual([
      "carol 2 done",
    ]);
    expect(scene.calls).toEqual(["readIssue", "readComments", "readRevisions"]);
  });

  it("are requests by whom the host names, where the delivery was lost", async () => {
    const scene = await openScene();
    await scene.click("ann", 2);
    expect(await scene.asked(standing(scene, "open", "open", "open"))).toEqual(["ann 2 done"]);
  });

  it("are nobody's where nobody tells", async () => {
    const scene = await openScene({ silent: true });
    await scene.click("ann", 2);
    expect(await scene.asked(standing(scene, "open", "open", "open"))).toEqual(["ghost 2 done"]);
  });

  it("are stamped by the comment, its last edit and the step", async () => {
    const scene = await openScene();
    await scene.click("ann", 3);
    const record = recordOf(standing(scene, "open", "open", "open"));
    const [asked] = await readTicks(await scene.observe(), record, scene.world);
    expect(asked).toMatchObject({
      verb: "step",
      stamp: `2026-08-01T12:01:00Z/c/${scene.commentId}/3`,
      command: { commentId: scene.commentId },
    });
  });

  it("can be taken back by hand", async () => {
    const scene = await openScene();
    await scene.click("ann", 1);
    await scene.click("ann", 1);
    expect(await scene.asked(standing(scene, "done", "open", "open"))).toEqual(["ann 1 open"]);
  });

  it("are read until the incident knows them, and no longer", async () => {
    const scene = await openScene();
    await scene.click("ann", 1);
    expect(await scene.asked(standing(scene, "open", "open", "open"))).toHaveLength(1);
    expect(await scene.asked(standing(scene, "done", "open", "open"))).toEqual([]);
    expect(await scene.asked(standing(scene, "skipped", "open", "open"))).toEqual([]);
  });

  it("of several people are told apart, each by the edit that ticked it", async () => {
    const scene = await openScene();
    await scene.click("ann", 1);
    await scene.write(standing(scene, "done", "done", "open"));
    scene.time.advance(minuteMs);
    await scene.click("ann", 3);
    await scene.click("ann", 1);
    expect(await scene.asked(standing(scene, "done", "done", "open"))).toEqual([
      "ann 1 open",
      "ann 3 done",
    ]);
  });

  it("of two people are each their own, though the delivery names one of them", async () => {
    for (const by of ["ann", "bob", undefined]) {
      const scene = await openScene();
      await scene.click("ann", 1);
      await scene.click("bob", 2);
      const incident = standing(scene, "open", "open", "open");
      const hint = by === undefined ? {} : { by };
      expect(await scene.asked(incident, hint)).toEqual(["ann 1 done", "bob 2 done"]);
    }
  });

  it("are not those of who edited the comment later, and moved no box", async () => {
    const scene = await openScene();
    await scene.click("ann", 1);
    scene.time.advance(minuteMs);
    scene.people.bob.edits(scene.commentId, `${await scene.body()}\n\nPlease go on below.`);
    const incident = standing(scene, "open", "open", "open");
    expect(await scene.asked(incident, { by: "bob" })).toEqual(["ann 1 done"]);
  });

  it("of two people are somebody's where the host does not tell whose", async () => {
    const scene = await openScene({ silent: true });
    await scene.click("ann", 1);
    expect(await scene.asked(standing(scene, "open", "open", "open"), { by: "ann" })).toEqual([
      "ann 1 done",
    ]);
    await scene.click("bob", 2);
    const incident = standing(scene, "open", "open", "open");
    expect(await scene.asked(incident, { by: "bob" })).toEqual(["ghost 1 done", "ghost 2 done"]);
    // One of the two is known by now.
    const later = standing(scene, "done", "open", "open");
    expect(await scene.asked(later, { by: "bob" })).toEqual(["bob 2 done"]);
  });

  it("that came between our reading and our writing are still theirs", async () => {
    const scene = await openScene();
    const observation = await scene.observe();
    await scene.click("ann", 3);
    const incident = standing(scene, "done", "open", "open");
    await writeTicks(scene.commentId, incident, { observation, world: scene.world });
    expect(ticks(await scene.body())).toBe("x x");
    expect(await scene.asked(incident)).toEqual(["ann 3 done"]);
  });
});

describe("what no person ticked", () => {
  it("is a comment as we posted it, whatever the incident knows", async () => {
    const scene = await openScene();
    expect(await scene.asked(standing(scene, "done", "skipped", "open"))).toEqual([]);
  });

  it("is a box we still owe, while somebody ticks another one", async () => {
    const scene = await openScene();
    await scene.click("ann", 2);
    const incident = standing(scene, "done", "open", "open");
    expect(await scene.asked(incident, { owed: true, by: "ann" })).toEqual(["ann 2 done"]);
  });

  it("is a box GitHub never let us write, long after", async () => {
    const scene = await openScene();
    await scene.click("ann", 2);
    expect(await scene.asked(standing(scene, "done", "done", "open"), { by: "ann" })).toEqual([]);
  });

  it("is a tick that was taken back in words and is not yet shown", async () => {
    const scene = await openScene();
    await scene.click("ann", 1);
    const incident = standing(scene, "open", "open", "open");
    const readAt = "2026-08-01T12:05:00Z";
    expect(await scene.asked(incident, { owed: true, readAt })).toEqual([]);
    const setBy = { "step 1": "2026-08-01T12:04:00Z/c/900/1" };
    expect(await scene.asked({ ...incident, setBy })).toEqual([]);
  });

  it("is what we wrote ourselves", async () => {
    const scene = await openScene();
    scene.time.advance(minuteMs);
    await scene.write(standing(scene, "done", "open", "open"));
    expect(await scene.asked(standing(scene, "open", "open", "open"))).toEqual([]);
  });

  it("is a box that lacks a tick we owe, where the host does not tell", async () => {
    const scene = await openScene({ silent: true });
    await scene.click("ann", 2);
    const incident = standing(scene, "done", "open", "open");
    expect(await scene.asked(incident, { owed: true })).toEqual(["ghost 2 done"]);
  });

  it("is a comment of a runbook that is not followed", async () => {
    const scene = await openScene();
    await scene.click("ann", 2);
    const other = followingIncident(scene.commentId + 1, ["open", "open", "open"]);
    expect(await scene.asked(other)).toEqual([]);
  });
});

describe("writing ticks", () => {
  it("brings the boxes in step, once", async () => {
    const scene = await openScene();
    const incident = standing(scene, "done", "skipped", "failed");
    await scene.write(incident);
    expect(await scene.body()).toBe(
      "- [x] **1.** a\n- [x] **2. skipped** b\n- [ ] **3. failed** c",
    );
    scene.calls.length = 0;
    await scene.write(incident);
    expect(scene.calls).not.toContain("editComment");
  });

  it("leaves a box alone that somebody ticked since it was read", async () => {
    const scene = await openScene();
    const observation = await scene.observe();
    await scene.click("ann", 1);
    const incident = standing(scene, "open", "done", "open");
    await writeTicks(scene.commentId, incident, { observation, world: scene.world });
    expect(ticks(await scene.body())).toBe("xx ");
  });

  it("looks again when the comment was edited and this look has not read it", async () => {
    const scene = await openScene();
    const observation = { ...(await scene.observe()), comments: [] };
    await scene.click("ann", 1);
    const incident = standing(scene, "open", "done", "open");
    const writing = () =>
      writeTicks(scene.commentId, incident, { observation, world: scene.world });
    await expect(writing()).rejects.toThrow(Again);
    scene.time.advance(15 * minuteMs);
    await writing();
    expect(ticks(await scene.body())).toBe(" x ");
  });

  it("does nothing about a comment that is gone, or another runbook's", async () => {
    const scene = await openScene();
    await writeTicks(scene.commentId, followingIncident(1, ["done"]), {
      observation: await scene.observe(),
      world: scene.world,
    });
    expect(await scene.body()).toBe(checklist);
    const gone = followingIncident(999, ["done"]);
    await writeTicks(999, gone, { observation: await scene.observe(), world: scene.world });
    expect(await scene.body()).toBe(checklist);
  });
});
