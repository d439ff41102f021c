import { expect } from "vitest";
import { suspectsMarkerIn } from "../../../src/core/card/markers.ts";
import { runbookMarkerIn } from "../../../src/core/runbook/marker.ts";
import { people, type Story, type StoryWorld } from "../story.ts";

const config = `version: 1
services:
  - { name: checkout, paths: [src/checkout/], environments: [production] }
`;
const options = {
  people,
  config,
  followUps: true,
  files: {
    "src/checkout/cart.ts": "export const limit = 10;\n",
    "src/search/index.ts": "export const fuzzy = true;\n",
    "runbooks/search.md":
      "---\ntitle: Search is slow\nservices: [search]\nwords: [search]\n---\n" +
      "## Symptoms\n\n- slow results\n\n## Investigation\n\n- Look at `GET /search`\n\n" +
      "## Mitigation\n\n- Rebuild the index\n\n## Resolution\n\n- Tell the team\n",
  },
};

function suspects(world: StoryWorld): readonly string[] {
  return world.comments().flatMap(({ body }) => (suspectsMarkerIn(body) ? body : []));
}

function runbooks(world: StoryWorld) {
  return world.comments().filter(({ body }) => runbookMarkerIn(body) !== undefined);
}

export const declaredWithFollowUps: Story = {
  title: "a declaration lists what changed and hands over the runbook that fits",
  // On an issue without a card only a delivered comment is read.
  needsDeliveries: true,
  options,
  play: async (world) => {
    const [alice, coder] = [world.person("alice"), world.coder("alice")];
    await world.step(() =>
      alice.opens({ title: "Bad deploy: checkout errors right after the release" }),
    );
    await world.step(() =>
      coder.pushes({ "src/search/index.ts": "export const fuzzy = false;\n" }),
    );
    const culprit = await world.step(() =>
      coder.lands("Cache carts", { "src/checkout/cart.ts": "export const limit = 0;\n" }),
    );
    await world.step(() => coder.deploys("success"));
    await world.step(() => alice.says("/incident declare service=checkout"));
    expect(suspects(world)).toHaveLength(1);
    const [list = ""] = suspects(world);
    expect(list.slice(list.indexOf("1. "), list.indexOf("2. "))).toContain(`/rollback #${culprit}`);
    expect(runbooks(world).map(({ body }) => runbookMarkerIn(body)?.name)).toEqual(["bad-deploy"]);
    expect(world.record()?.incident.runbook).toMatchObject({ name: "bad-deploy" });
    expect(world.card()).toMatch(/0 of \d+ steps done/);
    await world.step(() => alice.says("/changes since=2h service=search"));
    expect(world.answers().at(-1)).toContain("src/search/index.ts");
  },
};

export const runbookFollowed: Story = {
  title: "a runbook is followed by word and by ticking, and the boxes say the same as the card",
  options,
  play: async (world) => {
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => alice.opens({ title: "Something is odd", labels: ["incident"] }));
    expect(runbooks(world)).toEqual([]);
    await world.step(() => bob.says("/step 1 done"));
    expect(world.answers().at(-1)).toContain("No runbook");
    await world.step(() => bob.says("/runbook nowhere"));
    expect(world.answers().at(-1)).toContain("`search`");
    await world.step(() => bob.says("/runbook search"));
    const [comment] = runbooks(world);
    expect(comment?.body.match(/- \[ \]/g)).toHaveLength(3);
    await world.step(() => bob.says("/step 1 done"));
    expect(runbooks(world)[0]?.body).toMatch(/- \[x\] \*\*1\./);
    await world.step(() => {
      const body = runbooks(world)[0]?.body.replace("- [ ] **2.", "- [x] **2.") ?? "";
      alice.edits(comment?.id ?? 0, body);
    });
    expect(world.record()?.incident.runbook?.steps).toMatchObject([
      { state: "done", by: "bob" },
      { state: "done", by: "alice" },
      { state: "open" },
    ]);
    await world.step(() => bob.says("/step 3 failed nobody answers"));
    expect(world.card()).toContain("2 of 3 steps done, **1 failed**");
    await world.step(() => bob.says("/service checkout"));
    expect(runbooks(world)).toHaveLength(1);
  },
};
