import { expect } from "vitest";
import { headOf } from "../../../src/sandbox/github/model/code/find-commit.ts";
import { pullsOf } from "../../../src/sandbox/github/model/pulls/pull-request.ts";
import { people, type Story, type StoryWorld } from "../story.ts";

const cart = "export const limit = 10;\n\n\n\nexport const currency = 'EUR';\n";
const files = { "src/cart.ts": cart, "src/pay.ts": "export const retries = 3;\n" };
const options = { people, files };

/** A change that breaks something lands, and then the incident is declared; both as issue 1. */
async function withCulprit(world: StoryWorld): Promise<number> {
  const [alice, coder] = [world.person("alice"), world.coder("alice")];
  await world.step(() => {
    alice.opens({ title: "Checkout is down" });
    coder.deploys("success");
  });
  const number = await world.step(() =>
    coder.lands("Cache carts", { "src/cart.ts": cart.replace("10", "0") }),
  );
  await world.step(() => coder.deploys("success"));
  await world.step(() => alice.labels("incident"));
  return number;
}

export const rolledBack: Story = {
  title: "a rollback is one draft pull request, followed until it is deployed",
  options,
  play: async (world) => {
    const [alice, coder] = [world.person("alice"), world.coder("alice")];
    const culprit = await withCulprit(world);
    await world.step(() => alice.says(`/rollback #${culprit}`));
    const ours = pullsOf(world.repository).filter(({ author }) => author.type === "Bot");
    expect(ours.map(({ pull, state }) => [state, pull.draft, pull.base.ref])).toEqual([
      ["open", true, "main"],
    ]);
    const number = ours[0]?.number ?? 0;
    expect(world.fileAt("src/cart.ts", ours[0]?.pull.head.ref)).toBe(cart);
    expect(world.answers().join("\n")).toContain(`#${number}`);
    expect(world.record()?.incident.mitigations).toMatchObject([{ state: "draft" }]);
    await world.step(() => coder.reports(ours[0]?.pull.head.ref ?? "", "success"));
    expect(world.record()?.incident.mitigations).toMatchObject([{ checks: "passed" }]);
    await world.step(() => coder.merges(number));
    expect(world.fileAt("src/cart.ts")).toBe(cart);
    expect(world.record()?.incident.mitigations).toMatchObject([{ state: "merged" }]);
    expect(world.answers().join("\n")).not.toContain("/mitigated");
    await world.step(() => coder.deploys("success"));
    expect(world.record()?.incident.mitigations).toMatchObject([{ state: "deployed" }]);
    expect(world.answers().filter((text) => text.includes("/mitigated"))).toHaveLength(1);
    expect(world.branches().filter((name) => name.includes("scratch"))).toEqual([]);
    expect(world.issue().state).toBe("open");
  },
};

export const rolledBackByMerge: Story = {
  title: "a change that later ones built upon is taken out by git's own merge",
  options,
  play: async (world) => {
    const [alice, coder] = [world.person("alice"), world.coder("alice")];
    const culprit = await withCulprit(world);
    await world.step(() => {
      const later = { "src/cart.ts": cart.replace("10", "0").replace("EUR", "USD") };
      return coder.pushes(later, { message: "Sell in dollars" });
    });
    await world.step(() => alice.says(`/rollback #${culprit}`));
    const [ours] = pullsOf(world.repository).filter(({ author }) => author.type === "Bot");
    expect(world.fileAt("src/cart.ts", ours?.pull.head.ref)).toBe(cart.replace("EUR", "USD"));
    expect(world.branches().filter((name) => name.includes("scratch"))).toEqual([]);
  },
};

export const rollbackRefused: Story = {
  title: "a rollback in conflict opens nothing, names the files and offers what is clean",
  options,
  play: async (world) => {
    const [alice, bob, coder] = [world.person("alice"), world.person("bob"), world.coder("alice")];
    const culprit = await withCulprit(world);
    await world.step(() => {
      const later = { "src/cart.ts": cart.replace("10", "5") };
      return coder.pushes(later, { message: "Raise the limit" });
    });
    await world.step(() => bob.says(`/rollback #${culprit}`));
    expect(world.answers().at(-1)).toContain("write access");
    await world.step(() => alice.says(`/rollback #${culprit}`));
    expect(world.answers().at(-1)).toMatch(/conflict in `src\/cart\.ts`/);
    expect(world.answers().at(-1)).toMatch(/Tried and clean: `\/rollback [0-9a-f]+\.\.[0-9a-f]+`/);
    await world.step(() => alice.says("/rollback #99"));
    expect(world.answers().at(-1)).toContain("no pull request");
    await world.step(() => alice.says(`/rollback #${culprit} --dry-run`));
    const ours = pullsOf(world.repository).filter(({ author }) => author.type === "Bot");
    expect(ours).toEqual([]);
    expect(world.branches().filter((name) => name.startsWith("allclear/"))).toEqual([]);
    expect(world.record()?.incident.mitigations).toBeUndefined();
  },
};

export const restoredLastGood: Story = {
  title: "going back to the last good deployment keeps nothing of what came after",
  options,
  play: async (world) => {
    const [alice, coder] = [world.person("alice"), world.coder("alice")];
    await withCulprit(world);
    await world.step(() => coder.pushes({ "src/new.ts": "export {};\n" }));
    await world.step(() => alice.says("/note started earlier\n/rollback last-good"));
    const [ours] = pullsOf(world.repository).filter(({ author }) => author.type === "Bot");
    const branch = ours?.pull.head.ref ?? "";
    // The deployment of the culprit itself had worked, before the incident was declared.
    expect(world.fileAt("src/new.ts", branch)).toBeUndefined();
    expect(headOf(world.repository, branch)?.parents).toEqual([
      headOf(world.repository, "main")?.sha,
    ]);
  },
};

export const rollbackClosedAndAgain: Story = {
  title: "a rollback closed unmerged may be asked for again, an open one is pointed to",
  options,
  play: async (world) => {
    const [alice, coder] = [world.person("alice"), world.coder("alice")];
    const culprit = await withCulprit(world);
    await world.step(() => alice.says(`/rollback #${culprit}`));
    await world.step(() => alice.says(`/rollback #${culprit}`));
    const ours = () => pullsOf(world.repository).filter(({ author }) => author.type === "Bot");
    expect(ours()).toHaveLength(1);
    await world.step(() => coder.closesPull(ours()[0]?.number ?? 0));
    await world.step(() => alice.says(`/rollback #${culprit}`));
    expect(ours().map(({ state }) => state)).toEqual(["closed", "open"]);
    expect(ours()[1]?.pull.head.ref).toBe(`${ours()[0]?.pull.head.ref}-2`);
  },
};

export const hotfixed: Story = {
  title: "a hotfix starts from what is deployed and says how it is taken back",
  options,
  play: async (world) => {
    const [alice, coder] = [world.person("alice"), world.coder("alice")];
    await withCulprit(world);
    const deployed = headOf(world.repository, "main")?.sha;
    await world.step(() => coder.pushes({ "src/new.ts": "export {};\n" }));
    await world.step(() => alice.says("/hotfix Raise the limit, fixes #1 @carol"));
    const [ours] = pullsOf(world.repository).filter(({ author }) => author.type === "Bot");
    const number = ours?.number ?? 0;
    expect(headOf(world.repository, ours?.pull.head.ref ?? "")?.parents).toEqual([deployed]);
    expect(ours?.pull.draft).toBe(true);
    // As it stands, and once somebody has pushed and written how to take it back.
    await world.step(() =>
      coder.pushes({ "src/cart.ts": cart }, { branch: ours?.pull.head.ref ?? "" }),
    );
    expect(world.checks().at(-1)).toMatch(/rollback-plan: failure/);
    const plan = "Revert the merge and deploy; no data changes.";
    await world.step(() => coder.rewritesPull(number, `## Rollback plan\n\n${plan}`));
    expect(world.checks().at(-1)).toMatch(/rollback-plan: success/);
    await world.step(() => coder.merges(number));
    expect(world.issue().state).toBe("open");
    expect(world.record()?.incident.mitigations).toMatchObject([{ state: "merged" }]);
  },
};
