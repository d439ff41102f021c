import { expect, test } from "vitest";
import { createLog, describeError } from "../../src/app/log.ts";

const now = () => new Date("2026-11-22T02:30:00Z");

function logWith(secrets: readonly string[]) {
  const lines: string[] = [];
  const log = createLog({ level: "info", now, secrets, write: (line) => lines.push(line) });
  return { log, lines };
}

test("a secret is in no line, wherever it comes from", () => {
  const url = "https://hooks.example.com/T0P-secret?sig=qu3ry";
  const odd = 'quo"ted\nsecret';
  const { log, lines } = logWith([url, odd, "0123456789abcdef"]);
  log.warn(describeError(new Error(`${url} said no`)), `told ${url}`);
  log.info({ [odd]: odd, deep: { key: "xx0123456789abcdefxx" } }, "fields");
  expect(lines.join("\n")).not.toMatch(/T0P|qu3ry|quo|0123456789abcdef/);
  expect(lines.map((line) => JSON.parse(line).message)).toEqual(["told [redacted]", "fields"]);
});

test("of two secrets of which one begins like the other, nothing is left", () => {
  const { log, lines } = logWith(["secret-one", "secret-one-and-more"]);
  log.info({}, "secret-one-and-more");
  expect(JSON.parse(lines[0] ?? "").message).toBe("[redacted]");
});

test("what is too short to be a secret garbles no line", () => {
  const { log, lines } = logWith(["", "me", "level"]);
  log.info({}, "somebody");
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    time: "2026-11-22T02:30:00.000Z",
    level: "info",
    message: "somebody",
  });
});
