import { test } from "vitest";
import { openIncidentWorld } from "../support/in-memory-world.ts";
import { otherStories, shortStories } from "./stories.ts";
test("dump", async () => {
  for (const story of [...shortStories, ...otherStories]) {
    const world = await openIncidentWorld(story.options);
    console.log("=================", story.title);
    try { await story.play(world); } catch (e) { console.log("FAILED", String(e).slice(0, 300)); }
    for (const number of world.repository.issues.keys()) {
      console.log(`--- #${number} ${world.issue(number).title} [${world.issue(number).state}] ${world.labels(number)} @${world.assignees(number)}\n${world.card(number)}`);
      for (const { by, text } of world.thread(number)) console.log(`   ${by}> ${text.replaceAll("\n", "\n      ")}`);
    }
    console.log(world.calls.length, "calls", world.calls.filter((c) => c.isWrite).length, "writes", world.reports);
  }
});
