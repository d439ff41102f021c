import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { issueWith } from "../../reconcile/an-issue.ts";
import {
  address,
  api,
  comment,
  issue,
  nockedHost,
  outcomeOf,
  startNock,
  user,
} from "./nocked-host.ts";

beforeEach(startNock);

const issuePath = "/repos/acme/shop/issues/42";
const next = (page: number) => ({
  link:
    `<https://elsewhere.example/repositories/4711/whatever?page=${page}>; rel="next", ` +
    `<https://elsewhere.example/?page=9>; rel="last"`,
});

describe("reading an issue", () => {
  it("turns GitHub's issue into ours", async () => {
    nock(api)
      .get(issuePath)
      .reply(200, issue({ state: "closed", state_reason: "completed", pinned_comment: { id: 5 } }));
    expect(await nockedHost().host.readIssue(address)).toEqual({
      id: 9001,
      nodeId: "I_9001",
      number: 42,
      title: "Checkout is down",
      body: "since 02:30",
      state: "closed",
      stateReason: "completed",
      labels: ["incident"],
      assignees: ["mona"],
      author: { login: "hubot", id: 5, bot: true },
      createdAt: "2026-11-22T02:31:00Z",
      updatedAt: "2026-11-22T02:32:00Z",
      locked: false,
      isPullRequest: false,
      comments: 3,
      pinnedCommentId: 5,
      url: "https://github.com/acme/shop/issues/42",
    });
  });

  it("bears a deleted author, an empty body, labels as text and times with an offset", async () => {
    const odd = {
      user: null,
      body: null,
      assignees: null,
      labels: ["incident", { name: null }],
      created_at: "2026-11-22T03:31:00.000+01:00",
      pull_request: {},
    };
    nock(api).get(issuePath).reply(200, issue(odd));
    expect(await nockedHost().host.readIssue(address)).toMatchObject({
      author: { login: "ghost", id: 0, bot: false },
      body: "",
      assignees: [],
      labels: ["incident"],
      createdAt: "2026-11-22T02:31:00Z",
      isPullRequest: true,
    });
  });

  it("asks with the last ETag and serves the kept issue on 304", async () => {
    const { host, calls } = nockedHost();
    nock(api).get(issuePath).reply(200, issue(), { etag: '"one"' });
    nock(api).get(issuePath).matchHeader("if-none-match", '"one"').reply(304);
    const fresh = await host.readIssue(address);
    expect(await host.readIssue(address)).toEqual(fresh);
    expect(calls.map(({ status }) => status)).toEqual([200, 304]);
  });

  it("does not serve one installation's kept answer to another", async () => {
    const { host } = nockedHost();
    nock(api)
      .get(issuePath)
      .reply(200, issue({ title: "mine" }), { etag: '"one"' });
    nock(api, { badheaders: ["if-none-match"] })
      .get(issuePath)
      .reply(200, issue({ title: "theirs" }));
    await host.readIssue(address);
    expect((await host.readIssue({ ...address, installation: 8 })).title).toBe("theirs");
  });

  it("keeps no answer it could not read", async () => {
    const { host } = nockedHost();
    nock(api).get(issuePath).reply(200, "<html>", { "content-type": "text/html", etag: '"bad"' });
    nock(api, { badheaders: ["if-none-match"] })
      .get(issuePath)
      .reply(200, issue());
    expect(await outcomeOf(host.readIssue(address))).toEqual({ again: "backoff", lost: false });
    expect((await host.readIssue(address)).number).toBe(42);
  });
});

describe("reading comments", () => {
  it("follows pages on our own host, a hundred at a time, and gives each comment once", async () => {
    const since = "2026-11-22T02:00:00Z";
    const page = (number: number) =>
      nock(api).get(`${issuePath}/comments`).query({ per_page: 100, page: number, since });
    page(1).reply(200, [comment(3), comment(1)], next(2));
    page(2).reply(200, [comment(3), comment(7, { reactions: { rocket: 2 } })]);
    const comments = await nockedHost().host.readComments(address, since);
    expect(comments.map(({ id, rockets }) => [id, rockets])).toEqual([
      [1, 0],
      [3, 0],
      [7, 2],
    ]);
  });

  it("gives undefined for a comment that is not there", async () => {
    nock(api).get("/repos/acme/shop/issues/comments/8").reply(404, { message: "Not Found" });
    nock(api).get("/repositories/4711").reply(200, { id: 4711, full_name: "acme/shop" });
    const { host, lines } = nockedHost();
    expect(await host.readComment(address, 8)).toBeUndefined();
    expect(lines).toEqual([]);
  });
});

describe("reading gestures", () => {
  const event = (id: number, kind: string, more: object = {}) => ({
    id,
    event: kind,
    actor: user("mona"),
    created_at: "2026-11-22T02:34:00Z",
    ...more,
  });

  it("reads on from the remembered page, drops other kinds and names who did it", async () => {
    const page = (number: number) =>
      nock(api).get(`${issuePath}/events`).query({ per_page: 100, page: number });
    page(3).reply(
      200,
      [event(1, "labeled", { label: { name: "sev1" } }), event(2, "renamed")],
      next(4),
    );
    page(4).reply(200, [
      event(3, "assigned", { assignee: user("octo"), assigner: user("boss"), actor: user("octo") }),
      event(4, "closed", { actor: null }),
      event(5, "unassigned", { assignee: null, assigner: null }),
    ]);
    const at = "2026-11-22T02:34:00Z";
    expect(await nockedHost().host.readGestures(address, 3)).toEqual({
      page: 4,
      gestures: [
        { id: 1, kind: "labeled", by: { login: "mona", id: 4, bot: false }, at, subject: "sev1" },
        { id: 3, kind: "assigned", by: { login: "boss", id: 4, bot: false }, at, subject: "octo" },
        { id: 4, kind: "closed", by: { login: "ghost", id: 0, bot: false }, at },
        { id: 5, kind: "unassigned", by: { login: "mona", id: 4, bot: false }, at },
      ],
    });
  });

  it("steps back from a page beyond the end", async () => {
    nock(api).get(`${issuePath}/events`).query(true).reply(200, []);
    expect(await nockedHost().host.readGestures(address, 3)).toEqual({ gestures: [], page: 2 });
  });
});

describe("listing issues", () => {
  it("lists by label, newest first, without pull requests, at most a hundred", async () => {
    const numbered = (from: number, count: number, change: object = {}) =>
      Array.from({ length: count }, (_, index) => issue({ number: from - index, ...change }));
    const page = (number: number) =>
      nock(api).get("/repos/acme/shop/issues").query({
        labels: "incident",
        state: "open",
        sort: "created",
        direction: "desc",
        per_page: 100,
        page: number,
      });
    page(1).reply(200, [...numbered(300, 60), ...numbered(240, 40, { pull_request: {} })], next(2));
    page(2).reply(200, numbered(200, 100), next(3));
    const listed = await nockedHost().host.listIssues(address, {
      label: "incident",
      state: "open",
    });
    expect(listed).toHaveLength(100);
    expect(listed[0]?.number).toBe(300);
    expect(listed[99]?.number).toBe(161);
  });
});

describe("who edited a comment, and what it said before", () => {
  const ours = {
    id: 5,
    nodeId: "IC_5",
    body: "now",
    author: { login: "allclear[bot]", id: 1, bot: true },
    createdAt: "2026-11-22T02:33:00Z",
    updatedAt: "2026-11-22T02:33:00Z",
    url: "",
    rockets: 0,
  };
  const theirs = issueWith({ nodeId: "I_9001" });
  const answer = (body: object, status = 200, id = "IC_5") =>
    nock(api)
      .post("/graphql", (sent) => sent.variables.id === id)
      .reply(status, body);
  const node = (fields: object) => ({ data: { node: fields } });

  it.each([
    ["a person", { __typename: "User", login: "mona" }, "mona"],
    [
      "a bot, with the suffix REST gives it",
      { __typename: "Bot", login: "allclear" },
      "allclear[bot]",
    ],
    ["nobody where nobody edited, or who did has left", null, undefined],
  ])("names %s", async (_, editor, expected) => {
    answer(node({ editor }));
    expect(await nockedHost().host.readEditor(address, ours)).toBe(expected);
    answer(node({ editor }), 200, "I_9001");
    expect(await nockedHost().host.readIssueEditor(address, theirs)).toBe(expected);
  });

  it("gives earlier bodies, newest first, without the present one and deleted ones", async () => {
    const edit = (time: string, diff: string | null, more: object = {}) => ({
      editedAt: `2026-11-22T02:${time}Z`,
      diff,
      editor: { __typename: "User", login: "mona" },
      deletedAt: null,
      ...more,
    });
    const nodes = [
      edit("30:00", "first", { editor: null }),
      edit("40:00", "now"),
      edit("35:00", "second"),
      edit("34:00", "gone", { deletedAt: "2026-11-22T02:50:00Z" }),
      edit("33:00", null),
      null,
    ];
    answer(node({ userContentEdits: { nodes } }));
    expect(await nockedHost().host.readRevisions(address, ours)).toEqual([
      { body: "second", editedAt: "2026-11-22T02:35:00Z", by: "mona" },
      { body: "first", editedAt: "2026-11-22T02:30:00Z" },
    ]);
  });

  it.each([
    ["no GraphQL at all", { message: "Not Found" }, 404],
    ["a missing permission", { message: "Resource not accessible by integration" }, 403],
    ["an error in the answer", { data: null, errors: [{ type: "FORBIDDEN" }] }, 200],
    ["a comment that is not there", { data: { node: null }, errors: [{ type: "NOT_FOUND" }] }, 200],
    ["a comment never edited", node({ editor: null, userContentEdits: { nodes: [] } }), 200],
  ])("tells nothing with %s", async (_, body, status) => {
    const { host } = nockedHost();
    answer(body, status);
    answer(body, status);
    answer(body, status, "I_9001");
    expect(await host.readEditor(address, ours)).toBeUndefined();
    expect(await host.readRevisions(address, ours)).toEqual([]);
    expect(await host.readIssueEditor(address, theirs)).toBeUndefined();
  });

  it.each([
    ["GitHub is down", { message: "Bad gateway" }, 502],
    ["the budget is used up", { errors: [{ type: "RATE_LIMITED" }] }, 200],
  ])("comes again when %s, with nothing lost", async (_, body, status) => {
    answer(body, status);
    answer(body, status, "I_9001");
    const comesAgain = { again: expect.anything(), lost: false };
    expect(await outcomeOf(nockedHost().host.readEditor(address, ours))).toEqual(comesAgain);
    expect(await outcomeOf(nockedHost().host.readIssueEditor(address, theirs))).toEqual(comesAgain);
  });
});
