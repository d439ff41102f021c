import { expect, test } from "vitest";
import { askedWait } from "../../../src/adapters/webhook/retry-after.ts";

const now = new Date("2030-01-01T12:00:00Z");

test.each([
  ["seconds", { "retry-after": "30" }, 30_000],
  ["none at all, which is a second", { "retry-after": "0" }, 1000],
  ["some hours, which is an hour", { "retry-after": "20000" }, 3_600_000],
  ["a date", { "retry-after": "Tue, 01 Jan 2030 12:01:00 GMT" }, 60_000],
  [
    "a date, by the clock of the host",
    { "retry-after": "Tue, 01 Jan 2030 15:00:10 GMT", date: "Tue, 01 Jan 2030 15:00:00 GMT" },
    10_000,
  ],
])("An answer may ask to wait for %s", (_, headers, wait) => {
  expect(askedWait(headers, now)).toBe(wait);
});

test.each([
  ["nothing", undefined],
  ["an empty text", ""],
  ["a negative number", "-5"],
  ["a fraction", "1.5"],
  ["a number in words", "soon"],
  ["something close to a date", "Mon, 99 Jan"],
  ["a date that is over", "Tue, 01 Jan 2030 11:00:00 GMT"],
  ["the next century", "Tue, 01 Jan 2130 11:00:00 GMT"],
  ["two days", "172800"],
  ["more seconds than there are", "9".repeat(400)],
])("An answer that asks for %s counts as one that does not ask", (_, text) => {
  const wait = askedWait(text === undefined ? {} : { "retry-after": text }, now);
  expect(wait).toBeUndefined();
});
