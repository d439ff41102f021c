import { describe, expect, test } from "vitest";
import { parseComment } from "../../../../src/core/thread/parse-comment.ts";

const said = { at: "2026-08-01T12:00:00Z", timezone: "Europe/Berlin", by: "rita" };
const read = (line: string) =>
  parseComment(line, { prefixes: [], bareVerbs: true }, said).map(({ command }) => command);
const page = (more = {}) => ({ kind: "PageResponders", ...more });
const oncall = (more = {}) => ({ kind: "Ask", topic: "oncall", ...more });

describe("/page", () => {
  test.each([
    ["/page", page()],
    ["/sos", page()],
    ["/Escalate ", page()],
    ["/incident page", page()],
  ])("%s pages by the policy that applies", (line, command) =>
    expect(read(line)).toEqual([command]),
  );

  test.each([
    ["/page checkout", page({ policy: "checkout" })],
    ["/page Checkout.", page({ policy: "Checkout" })],
    ["/page check_out-2\u200b", page({ policy: "check_out-2" })],
    ['/page checkout reason="all is red"', page({ policy: "checkout", reason: "all is red" })],
    ["/page reason=“all is red” checkout", page({ policy: "checkout", reason: "all is red" })],
    ['/page checkout reason=""', page({ policy: "checkout" })],
  ])("%s names a policy", (line, command) => expect(read(line)).toEqual([command]));

  test.each([
    ["/page nobody can pay", page({ reason: "nobody can pay" })],
    ["/page the database is down", page({ reason: "the database is down" })],
    ["/page checkout is down", page({ reason: "checkout is down" })],
    ['/page nobody can pay reason="since 9"', page({ reason: "nobody can pay; since 9" })],
    ['/page reason="nobody can pay"', page({ reason: "nobody can pay" })],
    ["/sos help!", page({ reason: "help!" })],
    ["/page 助けて", page({ reason: "助けて" })],
    ["/page -x", page({ reason: "-x" })],
    ["/page checkout:eu", page({ reason: "checkout:eu" })],
    [`/page ${"a".repeat(31)}`, page({ reason: "a".repeat(31) })],
    ["/page ask @jane", page({ reason: "ask @jane" })],
  ])("%s gives a reason, which is no policy", (line, command) =>
    expect(read(line)).toEqual([command]),
  );

  test.each([
    ["/page @jane", page({ login: "jane" })],
    ["/page @Jane-D_acme", page({ login: "Jane-D_acme" })],
    ["/page @jane, please", page({ login: "jane", reason: "please" })],
    [
      "/page \u200b@jane\u00a0the database is down",
      page({ login: "jane", reason: "the database is down" }),
    ],
    ['/page @jane reason="all is red"', page({ login: "jane", reason: "all is red" })],
    ["/page @jane ask @bob about it", page({ login: "jane", reason: "ask @bob about it" })],
  ])("%s pages one person", (line, command) => expect(read(line)).toEqual([command]));

  test.each([
    ["/page @acme/on-call", "@acme/on-call"],
    ["/page @", "@"],
    ["/page @ jane", "@"],
    ["/page @-jane", "@-jane"],
    ["/page @jane's phone", "@jane's"],
    [`/page @${"j".repeat(41)}`, `@${"j".repeat(41)}`],
    ["/page @jane @bob all is red", "@jane @bob all is red"],
    ["/page @jane and @bob", "@jane and @bob"],
    ["/page @jane @acme/on-call", "@jane @acme/on-call"],
  ])("%s is not understood, since somebody might sleep on", (line, came) => {
    expect(read(line)).toEqual([
      {
        kind: "Misread",
        came,
        expected: expect.stringMatching(/^one person /),
        example: "/page @jane the database is down",
      },
    ]);
  });
});

describe("/oncall", () => {
  test.each([
    ["/oncall", oncall()],
    ["/who", oncall()],
    ["/incident responders", oncall()],
    ["/oncall checkout", oncall({ services: ["checkout"] })],
    ["/Oncall api, web api", oncall({ services: ["api", "web"] })],
  ])("%s", (line, command) => expect(read(line)).toEqual([command]));

  test.each([
    ["/who is it?", "is it?"],
    ["/oncall @jane", "@jane"],
    ["/oncall service=api", "service=api"],
    ["/oncall ,", ","],
    [`/oncall ${Array.from({ length: 51 }, (_, index) => `s${index}`)}`, expect.any(String)],
  ])("%s is not understood", (line, came) => {
    expect(read(line)).toEqual([
      {
        kind: "Misread",
        came,
        expected: "names of services, at most 50, or nothing",
        example: "/oncall api",
      },
    ]);
  });

  test("without the hyphen is what a hint offers to those who write it with one", () => {
    expect(read("/on-call")).toMatchObject([{ kind: "Misread" }]);
  });
});
