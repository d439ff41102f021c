import { expect, test } from "vitest";
import { checkAnswer, checkDelivery, checkRequest } from "../support/openapi.ts";

const issues = "/repos/acme/web/issues";

test.each([
  ["an unknown path", () => checkRequest("GET", "/repos/acme/web/incidents")],
  ["an unknown query parameter", () => checkRequest("GET", issues, { sice: "2026-08-01" })],
  ["a query value of the wrong kind", () => checkRequest("GET", issues, { page: "first" })],
  ["a path value of the wrong kind", () => checkRequest("GET", `${issues}/first/events`)],
  ["a body without what it needs", () => checkRequest("POST", issues, {}, { body: "no title" })],
  [
    "a key that GitHub does not know",
    () => checkRequest("PATCH", `${issues}/1`, {}, { tilte: "" }),
  ],
  ["a word outside the list", () => checkRequest("PATCH", `${issues}/1`, {}, { state: "done" })],
  ["an answer that lacks fields", () => checkAnswer("GET", `${issues}/1`, 200, { number: 1 })],
  ["a status nobody described", () => checkAnswer("GET", `${issues}/1`, 207, {})],
  ["a delivery that lacks fields", () => checkDelivery("issues", "opened", { action: "opened" })],
  ["an unknown delivery", () => checkDelivery("issues", "exploded", {})],
])("%s is a problem", (_, problems) => {
  expect(problems()).not.toEqual([]);
});

test("a proper request is none, by name or by id", () => {
  const query = { state: "all", per_page: 100, since: "2026-08-01T09:00:00Z" };
  expect(checkRequest("GET", issues, query)).toEqual([]);
  expect(checkRequest("GET", "/repositories/871000001/issues", query)).toEqual([]);
});
