import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { routes } from "../../src/sandbox/github/http/routes.ts";

const facts = readFileSync(new URL("../../src/sandbox/FACTS.md", import.meta.url), "utf8");
const rows = facts
  .split("\n")
  .filter((line) => /^\| (GET|POST|PUT|PATCH|DELETE) \//.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()));

test("FACTS.md lists exactly the routes that the stand-in serves", () => {
  const listed = rows.map(([, call]) => call).sort();
  expect(listed).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
});

test("FACTS.md counts its own table rightly", () => {
  const measured = rows.filter((cells) => cells.length === 7);
  const answered = measured.filter(([, , , , needed]) => needed === "yes").length;
  const missing = measured.filter(([, , , emulate]) => emulate?.includes("no such route")).length;
  expect(facts.replace(/\s+/g, " ")).toContain(
    `of the ${measured.length} routes that the stand-in had then, it answers **${answered} as we ` +
      `need them** and ${measured.length - answered} not, ${missing} of those because it has no such route`,
  );
});

describe("what only real GitHub can show", () => {
  const unverified = facts.split("\n").filter((line) => /^\|.*_not verified_/.test(line));
  const named = (line: string) => /`npm run test:live -- ([a-z-]+)`/.exec(line)?.[1];
  const live = readdirSync(new URL("../live/", import.meta.url))
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => file.replace(".test.ts", ""));

  test("every fact marked as not verified names a live test that is there", () => {
    expect(unverified.length).toBeGreaterThan(10);
    expect(unverified.filter((line) => !live.includes(named(line) ?? ""))).toEqual([]);
  });

  test("every live test settles a fact that is marked as not verified", () => {
    const wanted = unverified.map(named);
    expect(live.filter((name) => !wanted.includes(name))).toEqual([]);
  });
});
