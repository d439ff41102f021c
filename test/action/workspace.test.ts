import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
let folder: string;
let outside: string;
beforeEach(async () => {
  shop = await openShop();
  [folder = "", outside = ""] = ["workspace", "outside"].map((name) =>
    mkdtempSync(join(tmpdir(), `allclear-${name}-`)),
  );
});
afterEach(async () => {
  for (const one of [folder, outside]) rmSync(one, { recursive: true });
  await shop.sandbox.close();
});

const report = (into: string) =>
  shop.run({ inputs: { mode: "report", "output-folder": into }, folder });

test("files are written into folders that are made for them", async () => {
  expect((await report("a/b")).status).toBe(0);
  expect(readFileSync(join(folder, "a/b/statistics.json"), "utf8")).toContain("{");
});

test("a link to a folder within the workspace may be used", async () => {
  mkdirSync(join(folder, "real"));
  symlinkSync("real", join(folder, "linked"));
  expect((await report("linked")).status).toBe(0);
  expect(existsSync(join(folder, "real/statistics.csv"))).toBe(true);
});

test.each(["linked", "linked/deeper/still"])(
  "a folder behind a link that leads away is neither made nor written: %s",
  async (into) => {
    symlinkSync(outside, join(folder, "linked"));
    const { status, log } = await report(into);
    expect(status).toBe(1);
    expect(log).toContain("leads out of the working directory");
    expect(existsSync(join(outside, "statistics.json"))).toBe(false);
    expect(existsSync(join(outside, "deeper"))).toBe(false);
  },
);

test("a link that leads to nothing yet makes nothing there", async () => {
  symlinkSync(join(outside, "new"), join(folder, "linked"));
  expect((await report("linked")).status).toBe(1);
  expect(existsSync(join(outside, "new"))).toBe(false);
});

test.each(["/statistics.json", "/new.json"])(
  "a file that is a link is not written through: %s",
  async (target) => {
    mkdirSync(join(folder, "report"));
    symlinkSync(outside + target, join(folder, "report/statistics.json"));
    const { status, log } = await report("report");
    expect(status).toBe(1);
    expect(log).toContain("report/statistics.json is a link");
    expect(existsSync(outside + target)).toBe(false);
  },
);
