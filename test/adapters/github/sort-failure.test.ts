import { describe, expect, it } from "vitest";
import { sortFailure } from "../../../src/adapters/github/sort-failure.ts";
import type { Trouble } from "../../../src/adapters/github/trouble.ts";
import { Again } from "../../../src/reconcile/failure.ts";

const now = new Date("2026-11-22T03:00:00Z");
const in90s = String(Date.parse("2026-11-22T03:01:30Z") / 1000);
const tomorrow = String(Date.parse("2026-11-23T03:00:00Z") / 1000);

const trouble = (change: Partial<Trouble>): Trouble => ({
  method: "POST",
  route: "/repos/{owner}/{repo}/issues/{issue_number}/comments",
  isWrite: true,
  repository: 4711,
  phase: "call",
  headers: {},
  message: "Something",
  codes: [],
  unreadable: false,
  ...change,
});

function sorted(change: Partial<Trouble>) {
  const { failure, limitedForMs } = sortFailure(trouble(change), now);
  const limit = limitedForMs === undefined ? "" : `, quiet for ${limitedForMs}`;
  return failure instanceof Again
    ? `again ${failure.afterMs ?? "by backoff"}${failure.lost ? ", lost" : ""}${limit}`
    : `stop ${failure.reason}${limit}`;
}

const moved = (id: number) => ({ location: `https://api.github.com/repositories/${id}/issues/42` });

const rows: readonly [string, Partial<Trouble>, string][] = [
  ["no answer to a write", {}, "again by backoff, lost"],
  ["no answer to a read", { isWrite: false }, "again by backoff"],
  ["no answer while a token was fetched", { phase: "token" }, "again by backoff"],
  ["500", { status: 500 }, "again by backoff, lost"],
  ["502", { status: 502 }, "again by backoff, lost"],
  ["502 to a read", { status: 502, isWrite: false }, "again by backoff"],
  ["503 with a time", { status: 503, headers: { "retry-after": "30" } }, "again 30000, lost"],
  ["a cut-off 201", { status: 201, unreadable: true }, "again by backoff, lost"],
  ["HTML with 200", { status: 200, unreadable: true, isWrite: false }, "again by backoff"],
  [
    "403 secondary limit with a time",
    {
      status: 403,
      message: "You have exceeded a secondary rate limit.",
      headers: { "retry-after": "90" },
    },
    "again 90000, quiet for 90000",
  ],
  [
    "403 secondary limit without a time",
    { status: 403, message: "You have exceeded a secondary rate limit." },
    "again 60000, quiet for 60000",
  ],
  [
    "403 in the older abuse words",
    { status: 403, message: "You have triggered an abuse detection mechanism." },
    "again 60000, quiet for 60000",
  ],
  ["403 with an empty body", { status: 403, message: "" }, "again 60000, quiet for 60000"],
  [
    "403 with nothing but a time",
    { status: 403, message: "Forbidden", headers: { "retry-after": "5" } },
    "again 5000, quiet for 5000",
  ],
  [
    "403 primary limit",
    {
      status: 403,
      message: "API rate limit exceeded for installation ID 7.",
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": in90s },
    },
    "again 90000, quiet for 90000",
  ],
  [
    "403 primary limit while our clock is an hour slow",
    {
      status: 403,
      message: "API rate limit exceeded",
      headers: {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": String(Date.parse("2026-11-22T04:01:00Z") / 1000),
        date: "Sun, 22 Nov 2026 04:00:00 GMT",
      },
    },
    "again 60000, quiet for 60000",
  ],
  [
    "429 primary limit with a reset a day away",
    { status: 429, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": tomorrow } },
    "again 3600000, quiet for 3600000",
  ],
  [
    "429 with seconds",
    { status: 429, headers: { "retry-after": "17" } },
    "again 17000, quiet for 17000",
  ],
  [
    "429 with a date",
    { status: 429, headers: { "retry-after": "Sun, 22 Nov 2026 03:00:45 GMT" } },
    "again 45000, quiet for 45000",
  ],
  [
    "429 with a date that has passed",
    { status: 429, headers: { "retry-after": "Sat, 21 Nov 2026 03:00:45 GMT" } },
    "again 1000, quiet for 1000",
  ],
  [
    "429 with a negative time",
    { status: 429, headers: { "retry-after": "-5" } },
    "again 60000, quiet for 60000",
  ],
  [
    "429 with a huge time",
    { status: 429, headers: { "retry-after": "99999999999999999999" } },
    "again 3600000, quiet for 3600000",
  ],
  ["429 with no time", { status: 429 }, "again 60000, quiet for 60000"],
  [
    "422 that is a limit in disguise",
    {
      status: 422,
      message: "Validation Failed; IssueComment data unprocessable was submitted too quickly",
    },
    "again 60000, quiet for 60000",
  ],
  [
    "403 for a missing permission",
    { status: 403, message: "Resource not accessible by integration" },
    "stop forbidden",
  ],
  [
    "403 for a missing permission on the last call of the hour",
    {
      status: 403,
      message: "Resource not accessible by integration",
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": in90s },
    },
    "stop forbidden",
  ],
  [
    "403 on a locked issue",
    { status: 403, message: "Unable to create comment because issue is locked." },
    "stop forbidden",
  ],
  [
    "403 on an archived repository",
    { status: 403, message: "Repository was archived so is read-only." },
    "stop forbidden",
  ],
  [
    "403 for a suspended installation",
    { status: 403, message: "This installation has been suspended", phase: "token" },
    "stop gone",
  ],
  ["401", { status: 401, message: "Bad credentials" }, "again by backoff"],
  ["404", { status: 404, message: "Not Found" }, "stop gone"],
  ["404 for the installation", { status: 404, phase: "token" }, "stop gone"],
  ["409", { status: 409 }, "again by backoff"],
  ["410", { status: 410, message: "This issue was deleted" }, "stop gone"],
  ["422", { status: 422, message: "Validation Failed" }, "stop refused"],
  ["451", { status: 451 }, "stop gone"],
  ["400", { status: 400 }, "stop refused"],
  ["413", { status: 413 }, "stop refused"],
  ["301 to the same repository", { status: 301, headers: moved(4711) }, "again by backoff"],
  ["301 to another repository", { status: 301, headers: moved(99) }, "stop gone"],
  ["307 without a target", { status: 307 }, "again by backoff"],
];

describe("what an answer of GitHub means for the loop", () => {
  it.each(rows)("%s", (_, change, expected) => {
    expect(sorted(change)).toBe(expected);
  });

  it("names the call, the status and GitHub's words", () => {
    const { failure } = sortFailure(trouble({ status: 404, message: "Not Found" }), now);
    expect(failure.message).toBe(
      "GitHub: 404 to POST /repos/{owner}/{repo}/issues/{issue_number}/comments (Not Found)",
    );
  });
});
