import { describe, expect, test } from "vitest";
import { assess, commit } from "./history-place.ts";
import { SmallRepository } from "./small-repository.ts";

describe("what this incident tried before", () => {
  const attempt = (branch: string, state: "open" | "merged" | "closed") => ({
    repository: "acme/web",
    branch,
    pull: 12,
    url: "https://github.com/acme/web/pull/12",
    state,
  });

  async function withAttempts(...states: ("open" | "merged" | "closed")[]) {
    const world = new SmallRepository();
    const sha = world.push({ a: "1" });
    const { id } = world.at.repository;
    const name = `allclear/rollback-${id}-7-${sha.slice(0, 12)}`;
    const attempts = states.map((state, index) => {
      return attempt(index === 0 ? name : `${name}-${index + 1}`, state);
    });
    return { name, finding: await assess(world, { ...commit(sha), attempts }) };
  }

  test("nothing: the plain name", async () => {
    const { name, finding } = await withAttempts();
    expect(finding).toMatchObject({ kind: "ready", plan: { branch: name } });
  });

  test("closed without merging: the next number", async () => {
    const { name, finding } = await withAttempts("closed", "closed");
    expect(finding).toMatchObject({ kind: "ready", plan: { branch: `${name}-3` } });
  });

  test.each(["open", "merged"] as const)("%s: that one is the answer", async (state) => {
    const { finding } = await withAttempts("closed", state);
    expect(finding).toEqual({
      kind: "exists",
      repository: "acme/web",
      pull: 12,
      url: "https://github.com/acme/web/pull/12",
      state,
    });
  });

  test("going back to a commit is something else than undoing it", async () => {
    const world = new SmallRepository();
    const sha = world.push({ a: "1" });
    world.push({ a: "2" });
    world.at.repository.git.refs.set("tags/v1", sha);
    const undo = `allclear/rollback-${world.at.repository.id}-7-${sha.slice(0, 12)}`;
    const attempts = [attempt(undo, "open")];
    const finding = await assess(world, { target: { kind: "tag", name: "v1" }, attempts });
    expect(finding).toMatchObject({ kind: "ready" });
  });
});
