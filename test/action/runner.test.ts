import { describe, expect, test } from "vitest";
import { addressOfEvent } from "../../action/event-address.ts";
import { readRunner, secretsOf, WrongRunner } from "../../action/runner.ts";
import { readEnvironment } from "../../src/app/environment.ts";

const variables = {
  GITHUB_REPOSITORY: "acme/shop",
  GITHUB_EVENT_NAME: "issues",
  GITHUB_EVENT_PATH: "event.json",
  GITHUB_API_URL: "https://api.github.com/",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_RUN_ID: "123",
  GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
  GITHUB_ACTOR: "dependabot[bot]",
};
const read = (change: Record<string, string> = {}, file = '{"issue":{"number":42}}') =>
  readRunner({ ...variables, ...change }, () => file);

describe("the runner", () => {
  test("is read into what the modes need", () => {
    expect(read({ GITHUB_REPOSITORY_ID: "77", STATE_KEYS: " 0123456789abcdef , " })).toEqual({
      repository: "acme/shop",
      repositoryId: 77,
      apiUrl: "https://api.github.com",
      serverUrl: "https://github.com",
      runId: 123,
      sha: variables.GITHUB_SHA,
      actor: "dependabot[bot]",
      stateKeys: ["0123456789abcdef"],
      outside: { pagerDutyKeys: new Map(), webhookUrls: new Map(), webhookKeys: [] },
      event: { name: "issues", payload: { issue: { number: 42 } } },
    });
  });

  test.each([
    { GITHUB_REPOSITORY: "" },
    { GITHUB_REPOSITORY: "a/b/c" },
    { GITHUB_API_URL: "https://user:pass@evil.example" },
    { GITHUB_SERVER_URL: "javascript:alert(1)" },
    { GITHUB_RUN_ID: "1; id" },
    { GITHUB_ACTOR: "a b" },
    { STATE_KEYS: "short" },
    { PAGERDUTY_KEYS: "checkout=short" },
    { PAGERDUTY_URL: "events.pagerduty.com" },
    { WEBHOOK_URLS: "https://teams.example.com" },
    { WEBHOOK_KEYS: "short" },
    { SLACK_TOKEN: "xoxp-1" },
  ])("%j is refused by name", (change) => {
    const [name = ""] = Object.keys(change);
    expect(() => read(change)).toThrow(WrongRunner);
    expect(() => read(change)).toThrow(name);
  });

  test("a key is never shown, and neither is what the event's file holds", () => {
    expect(() => read({ STATE_KEYS: "hunter2" })).toThrow(/^(?!.*hunter2)/s);
    expect(() => read({}, "{hunter2")).toThrow(/^(?!.*hunter2)/s);
    for (const name of ["PAGERDUTY_KEYS", "WEBHOOK_URLS", "WEBHOOK_KEYS", "SLACK_TOKEN"]) {
      expect(() => read({ [name]: "hunter2" })).toThrow(/^(?!.*hunter2)/s);
      expect(() => read({ [name]: "name=hunter2" })).toThrow(/^(?!.*hunter2)/s);
    }
  });

  const outside = {
    PAGERDUTY_KEYS: ` checkout=${"a".repeat(32)} `,
    PAGERDUTY_URL: "https://events.eu.pagerduty.com/v2/enqueue",
    WEBHOOK_URLS: "teams=https://a.example.com/1?sig=x,y\nmattermost=https://b.example.com/2",
    WEBHOOK_KEYS: `${"n".repeat(24)},${"o".repeat(24)}`,
    SLACK_TOKEN: "xoxb-1-a",
  };

  test("says what is set up outside GitHub, in the words that the App understands, too", () => {
    expect(read(outside).outside).toEqual(readEnvironment(outside).outside);
    expect(read(outside).outside.webhookUrls.size).toBe(2);
  });

  test("has every secret hidden", () => {
    expect(secretsOf(read({ ...outside, STATE_KEYS: "0123456789abcdef" }))).toEqual([
      "0123456789abcdef",
      "a".repeat(32),
      "https://a.example.com/1?sig=x,y",
      "https://b.example.com/2",
      "n".repeat(24),
      "o".repeat(24),
      "xoxb-1-a",
    ]);
  });
});

describe("an event", () => {
  const now = new Date("2026-11-22T03:00:00Z");
  const at = (name: string, payload: unknown) => addressOfEvent({ name, payload }, now);
  const issue = { number: 42, title: "$(id)", updated_at: "2026-11-22T02:35:14Z" };

  test("gives an address and identities, and nothing that was said", () => {
    const comment = { id: 9, body: "/ack", updated_at: "2026-11-22T02:35:15Z" };
    expect(at("issue_comment", { action: "created", issue, comment })).toEqual({
      issue: 42,
      seen: {
        toldAt: "2026-11-22T02:35:15Z",
        updatedAt: "2026-11-22T02:35:14Z",
        commentId: 9,
        named: [9],
      },
    });
  });

  test("tells who edited and what was deleted", () => {
    const comment = { id: 9, body: "x", updated_at: "2026-11-22T02:35:15Z" };
    const sender = { login: "mona" };
    expect(at("issue_comment", { action: "edited", issue, comment, sender })?.seen.edited).toEqual([
      { commentId: 9, by: "mona" },
    ]);
    expect(at("issue_comment", { action: "deleted", issue, comment })?.seen).toEqual({
      toldAt: "2026-11-22T03:00:00Z",
      deleted: [9],
    });
  });

  test.each(["schedule", "workflow_dispatch", "repository_dispatch", "push"])(
    "%s names no issue, whatever it holds",
    (name) => expect(at(name, { issue, client_payload: { issue: 1 } })).toBeUndefined(),
  );

  test.each([
    null,
    [],
    "x",
    1,
    {},
    { issue: null },
    { issue: { number: "42; id" } },
    { issue: { number: -1 } },
    { issue: { number: 1.5 } },
  ])("an event about an issue with the payload %j is refused", (payload) => {
    expect(() => at("issues", payload)).toThrow(/got no issue number/);
  });
});
