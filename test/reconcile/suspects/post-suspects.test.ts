import { describe, expect, test } from "vitest";
import { Again } from "../../../src/reconcile/failure.ts";
import { postSuspects, suspectsFor } from "../../../src/reconcile/suspects/post-suspects.ts";
import { incidentWith } from "../an-issue.ts";
import { minuteMs, openStage } from "../runbooks/stage.ts";

const begun = "2026-08-01T12:00:00Z";
const unread = "I could not read workflow runs of acme/web.";

/** An incident on a host where one list fails for ever, so many minutes after it was declared. */
function stageAfter(minutes: number) {
  const stage = openStage();
  stage.time.advance(minutes * minuteMs);
  const listFailedRuns = async () => {
    throw new Again("502");
  };
  const world = { ...stage.world, host: { ...stage.world.host, listFailedRuns } };
  const incident = incidentWith({ milestones: { declaredAt: begun } });
  const bodies = async () => (await stage.observe()).comments.map(({ body }) => body);
  return {
    stage,
    bodies,
    applying: async () => ({ observation: await stage.observe(), world, incident }),
  };
}

describe("the list nobody asked for", () => {
  const effect = { kind: "suspects", to: "i1" } as const;
  const rows = [{ ...effect, owedAt: begun }, effect];

  test.each(rows)("is tried again for two minutes: %o", async (owed) => {
    const { applying, bodies } = stageAfter(2);
    await expect(postSuspects(owed, await applying())).rejects.toThrow(Again);
    expect(await bodies()).toEqual([]);
  });

  test.each(rows)("then says what it lacks: %o", async (owed) => {
    const { applying, bodies } = stageAfter(3);
    await postSuspects(owed, await applying());
    expect(await bodies()).toEqual([expect.stringContaining(unread)]);
  });

  test("waits from when it was owed, however old the incident is", async () => {
    const { applying } = stageAfter(10);
    const owed = { ...effect, owedAt: "2026-08-01T12:09:00Z" };
    await expect(postSuspects(owed, await applying())).rejects.toThrow(Again);
  });
});

describe("the list that was asked for", () => {
  test("is tried again for two minutes, then says what it lacks", async () => {
    const { applying } = stageAfter(10);
    const asking = await applying();
    await expect(suspectsFor({}, "2026-08-01T12:08:00Z", asking)).rejects.toThrow(Again);
    const found = await suspectsFor({}, "2026-08-01T12:07:00Z", asking);
    expect(found.gaps).toEqual([
      { kind: "unreadable", repository: "acme/web", source: "workflow runs" },
    ]);
  });

  test("goes back from the start, not from when it was asked for", async () => {
    const { applying } = stageAfter(200);
    const asking = await applying();
    const found = await suspectsFor({ lookBackMs: 120 * minuteMs }, begun, asking);
    expect(found).toMatchObject({ since: "2026-08-01T10:00:00Z", until: begun });
  });
});
