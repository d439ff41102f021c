import { describe, expect, it } from "vitest";
import { runbookMarker, runbookMarkerIn } from "../../../src/core/runbook/marker.ts";
import { ticksIn } from "../../../src/core/runbook/ticks.ts";
import { postRunbook } from "../../../src/reconcile/runbooks/post-runbook.ts";
import { incidentWith } from "../an-issue.ts";
import { effect, openStage, type Stage } from "./stage.ts";

const own = "---\nservices: [shop]\n---\n# Own\n## Investigation\n- Run `x`\n- Look\n";

async function post(stage: Stage, name?: string, incident = incidentWith()) {
  const asked = { ...effect, ...(name !== undefined && { name }) };
  return postRunbook({ effect: asked, observation: await stage.observe(), incident }, stage.world);
}

describe("posting a runbook", () => {
  it("posts the best match with its reason, and tells what was posted", async () => {
    const stage = openStage({ title: "Certificate expired on api.example.com" });
    const events = await post(stage);
    const [comment] = (await stage.observe()).comments;
    const { stamp, by } = effect;
    expect(events).toMatchObject([
      { kind: "RunbookPosted", name: "certificate-expiry", commentId: comment?.id, stamp, by },
    ]);
    expect(comment?.body).toContain('Chosen because the title says "certificate" and "expired"');
    expect(runbookMarkerIn(comment?.body ?? "")).toEqual({
      to: "c700",
      name: "certificate-expiry",
    });
    expect(ticksIn(comment?.body ?? "").size).toBe(17);
  });

  it("posts the one asked for, without a reason", async () => {
    const stage = openStage({ files: { "runbooks/own.md": own } });
    expect(await post(stage, "own")).toMatchObject([{ name: "own", steps: ["Run x", "Look"] }]);
    const [comment] = (await stage.observe()).comments;
    expect(comment?.body).not.toContain("Chosen because");
  });

  it("goes by the services of the incident", async () => {
    const stage = openStage({ files: { "runbooks/own.md": own } });
    const incident = incidentWith({ services: ["shop"] });
    expect(await post(stage, undefined, incident)).toMatchObject([{ name: "own" }]);
  });

  it("posts once, whoever asks again after a crash", async () => {
    const stage = openStage({ title: "CPU at 100%" });
    const first = await post(stage);
    expect(await post(stage)).toEqual(first);
    expect((await stage.observe()).comments).toHaveLength(1);
  });

  it("tells of the steps that lie there when the file has become another one since", async () => {
    const stage = openStage({ files: { "runbooks/own.md": own } });
    await post(stage, "own");
    stage.commit({ "runbooks/own.md": "# Own\n## Investigation\n- Only this\n" });
    stage.time.advance(120_000);
    expect(await post(stage, "own")).toMatchObject([{ title: "Own", steps: ["Run x", "Look"] }]);
    stage.commit({ "runbooks/own.md": null });
    stage.time.advance(120_000);
    expect(await post(stage, "own")).toMatchObject([{ title: "own", steps: ["Run x", "Look"] }]);
  });

  it("does not take somebody else's comment with our marker for ours", async () => {
    const stage = openStage({ title: "CPU at 100%" });
    stage.people.ann.says(`- [x] **1.** a\n\n${runbookMarker({ to: "c700", name: "high-cpu" })}`);
    await post(stage);
    expect((await stage.observe()).comments).toHaveLength(2);
  });

  it.each([
    ["nothing matches", "Wrong currency on invoices", undefined],
    ["the one asked for is gone", "CPU at 100%", "vanished"],
  ])("does nothing when %s", async (_when, title, name) => {
    const stage = openStage({ title });
    expect(await post(stage, name)).toEqual([]);
    expect((await stage.observe()).comments).toEqual([]);
  });

  it("does nothing when the best match is followed already", async () => {
    const stage = openStage({ title: "CPU at 100%" });
    const { stamp } = effect;
    const runbook = { name: "high-cpu", title: "High CPU", commentId: 1, stamp, steps: [] };
    expect(await post(stage, undefined, incidentWith({ runbook }))).toEqual([]);
    expect((await stage.observe()).comments).toEqual([]);
  });
});
