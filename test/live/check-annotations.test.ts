import { expect, test } from "vitest";
import { installation } from "./app.ts";
import { maintainer, repository } from "./github.ts";

interface Run {
  readonly id: number;
  readonly output: { readonly annotations_count: number };
}

function output(count: number) {
  const annotations = Array.from({ length: count }, (_, at) => ({
    path: "README.md",
    start_line: at + 1,
    end_line: at + 1,
    annotation_level: "notice",
    title: "Live check",
    message: `Number ${at + 1}.`,
  }));
  return { title: "Live check", summary: "Nothing is wrong.", annotations };
}

test("a check takes fifty annotations at once, and each update adds to them", async () => {
  const { default_branch: branch } = await maintainer().does<{ default_branch: string }>("GET", "");
  const { sha } = await maintainer().does<{ sha: string }>("GET", `/commits/${branch}`);
  const us = await installation();
  const check = { name: "live check", head_sha: sha, status: "completed", conclusion: "neutral" };
  const path = `/repos/${repository()}/check-runs`;
  expect((await us.asks("POST", path, { ...check, output: output(51) })).status).toBe(422);
  const run = await us.does<Run>("POST", "/check-runs", { ...check, output: output(50) });
  const more = await us.does<Run>("PATCH", `/check-runs/${run.id}`, { output: output(2) });
  expect(more.output.annotations_count).toBe(52);
});
