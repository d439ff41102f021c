import { describe, expect, it } from "vitest";
import { builtInRunbooks } from "../../../src/adapters/runbooks/built-in-runbooks.ts";
import { runbookName } from "../../../src/core/runbook/runbook.ts";
import { Stop } from "../../../src/reconcile/failure.ts";
import { findRunbook } from "../../../src/reconcile/runbooks/enquire-runbook.ts";
import { runbookReader } from "../../../src/reconcile/runbooks/runbook-reader.ts";
import { minuteMs, openStage, type Stage } from "./stage.ts";

const text = (title: string) => `# ${title}\n## Investigation\n- look\n`;
const named = async ({ world, address }: Stage) => {
  const { runbooks } = await world.runbooks.read(address);
  return Object.fromEntries(runbooks.map(({ name, title, from }) => [name, `${from}: ${title}`]));
};

describe("the runbooks of a repository", () => {
  it("are ours where there are no others, for one call each", async () => {
    const stage = openStage();
    const ours = builtInRunbooks().map(({ name }) => runbookName(name));
    expect(Object.keys(await named(stage)).toSorted()).toEqual(ours.toSorted());
    expect(stage.calls).toEqual(["listFolder", "listFolder"]);
  });

  it("are its own before the organization's before ours, each name once", async () => {
    const stage = openStage({
      files: { "runbooks/High CPU.md": text("own cpu"), "runbooks/only-here.md": text("here") },
      shared: { "runbooks/only-here.md": text("there"), "runbooks/shared.md": text("shared") },
    });
    expect(await named(stage)).toMatchObject({
      "high-cpu": "repository: own cpu",
      "only-here": "repository: here",
      shared: "organization: shared",
      "bad-deploy": "built-in: Bad deploy",
    });
  });

  it("are believed for a minute", async () => {
    const stage = openStage();
    await named(stage);
    stage.commit({ "runbooks/new.md": text("new") });
    stage.time.advance(minuteMs - 1);
    expect(await named(stage)).not.toHaveProperty("new");
    stage.time.advance(1);
    expect(await named(stage)).toHaveProperty("new");
  });

  it("leave out what is broken and say why, where ours takes its place", async () => {
    const stage = openStage({
      files: {
        "runbooks/high-cpu.md": "---\nservices: [\n---\n# T\n",
        "runbooks/odd.md": "# Odd\n## Investigation\n- look\n",
        "runbooks/🔥.md": text("fire"),
        "runbooks/README.md": "# How we write runbooks",
        "runbooks/script.sh": "echo",
      },
      shared: { "runbooks/empty.md": "" },
    });
    const { runbooks, problems } = await stage.world.runbooks.read(stage.address);
    expect(runbooks.find(({ name }) => name === "high-cpu")?.from).toBe("built-in");
    const wheres = problems.map((problem) => problem.split(": ")[0]);
    expect(wheres).toEqual([
      "runbooks/high-cpu.md",
      ...Array(3).fill("runbooks/odd.md"),
      "runbooks/🔥.md",
      "acme/.github, runbooks/empty.md",
    ]);
  });

  it("are at most forty files of one folder", async () => {
    const files = Array.from({ length: 45 }, (_, at) => [`runbooks/r${10 + at}.md`, text(`${at}`)]);
    const stage = openStage({ files: Object.fromEntries(files) });
    const { runbooks, problems } = await stage.world.runbooks.read(stage.address);
    expect(runbooks.filter(({ from }) => from === "repository")).toHaveLength(40);
    expect(problems).toContain("runbooks/: 45 files; only the first 40 are read");
  });

  it("survive a file that GitHub does not hand over, and not a repository that is gone", async () => {
    const stage = openStage({ files: { "runbooks/a.md": text("a"), "runbooks/b.md": text("b") } });
    const failing = (reason: "refused" | "gone") =>
      runbookReader(
        {
          listFolder: (...given) => stage.world.host.listFolder(...given),
          readOwnersFile: (...given) => stage.world.host.readOwnersFile(...given),
          readFile: async (address, path) => {
            if (path.endsWith("a.md")) throw new Stop(reason, "no such luck");
            return stage.world.host.readFile(address, path);
          },
        },
        stage.time,
        [],
      );
    const { runbooks, problems } = await failing("refused").read(stage.address);
    expect(runbooks.map(({ name }) => name)).toEqual(["b"]);
    expect(problems).toContain("runbooks/a.md: no such luck");
    await expect(failing("gone").read(stage.address)).rejects.toThrow(Stop);
  });
});

describe("asking for a runbook by name", () => {
  it.each([
    ["high-cpu", "high-cpu"],
    ["HIGH CPU", "high-cpu"],
    ["high-cpu.md", "high-cpu"],
    ["Database outage", "database-outage"],
    ["cert", "certificate-expiry"],
    ["queue-backlgo", "queue-backlog"],
  ])("%s finds %s", async (typed, name) => {
    const { world, address } = openStage();
    expect(await findRunbook(typed, address, world)).toEqual({ kind: "found", name });
  });

  it.each([
    ["what nobody wrote", "teleportation-failure-of-the-bridge", 8],
    ["nothing but signs", "-- -->", 8],
    ["a beginning of several", "own", 2],
  ])("%s is unknown", async (_what, typed, count) => {
    const files = { "runbooks/own-a.md": text("a"), "runbooks/own-b.md": text("b") };
    const { world, address } = openStage(typed === "own" ? { files } : {});
    const found = await findRunbook(typed, address, world);
    expect(found.kind === "unknown" && found.names).toHaveLength(count);
  });
});
