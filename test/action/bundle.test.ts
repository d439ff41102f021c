import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Bundle, bundleAction } from "../../action/bundle.ts";
import { licensesOf } from "../../action/licenses.ts";

const folder = new URL("../../action/dist/", import.meta.url);
let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundleAction();
});

describe("action/dist", () => {
  test("is what the sources give: otherwise run `npm run build` and commit it", () => {
    expect(readdirSync(folder).sort()).toEqual([...bundle.files.keys()].sort());
    const stale = [...bundle.files].filter(
      ([name, text]) => readFileSync(new URL(name, folder), "utf8") !== text,
    );
    expect(stale.map(([name]) => name)).toEqual([]);
  });

  test("is the same however often it is made", async () => {
    expect((await bundleAction()).files).toEqual(bundle.files);
  });

  test("has at most 1.5 MB", () => {
    expect(Buffer.byteLength(bundle.files.get("index.js") ?? "")).toBeLessThan(1_500_000);
  });

  test("holds neither a database nor a queue, nor the server", () => {
    const unwanted =
      /node_modules\/(@electric-sql|pg|pg-[a-z-]+|probot|prom-client|undici|esbuild)\/|^src\/(app|sandbox|main)/;
    expect(bundle.sources.length).toBeGreaterThan(300);
    expect(bundle.sources.filter((source) => unwanted.test(source))).toEqual([]);
  });

  test("holds our texts", () => {
    const text = bundle.files.get("index.js") ?? "";
    for (const file of readdirSync(new URL("../../runbooks/", import.meta.url))) {
      if (file.endsWith(".md")) expect(text).toContain(JSON.stringify(file).slice(1, -1));
    }
    expect(text).toContain("{{#drill}}");
  });

  test("reads nothing beside it", () => {
    expect(bundle.files.get("index.js")).not.toMatch(/\.\.\/(templates|runbooks)/);
  });

  test("names no folder of the machine it was made on", () => {
    const root = new URL("../../", import.meta.url).pathname;
    expect(bundle.files.get("index.js")).not.toContain(root);
  });
});

describe("licenses.txt", () => {
  test("names every package that is in the bundle, with version and text", () => {
    const text = bundle.files.get("licenses.txt") ?? "";
    const inside = bundle.sources.flatMap(
      (source) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? [],
    );
    expect(new Set(inside).size).toBeGreaterThan(30);
    const heads = [...text.matchAll(/^(\S+) \d+\.\d+\.\d+\S* \([\w.() -]+\)$/gm)];
    expect(new Set(heads.map(([, name]) => name))).toEqual(new Set(inside));
    expect(text.match(/Permission (is hereby granted|to use, copy)|Redistribution/g)?.length).toBe(
      heads.length,
    );
  });

  test.each([
    [{}, "got no license"],
    [{ license: "MIT" }, "got no text of its license"],
  ])("is not made for a package that says only %j", (said, expected) => {
    const root = mkdtempSync(join(tmpdir(), "allclear-licenses-"));
    try {
      const home = join(root, "node_modules/nobodys");
      mkdirSync(home, { recursive: true });
      const manifest = { name: "nobodys", version: "1.0.0", ...said };
      writeFileSync(join(home, "package.json"), JSON.stringify(manifest));
      expect(() => licensesOf(["node_modules/nobodys/a.js"], root)).toThrow(
        `nobodys@1.0.0: ${expected}`,
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
