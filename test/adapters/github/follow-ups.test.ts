import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
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

const repository = "/repos/acme/shop";
const stillCalledSo = () =>
  nock(api).get("/repositories/4711").reply(200, { id: 4711, full_name: "acme/shop" });
const next = { link: `<${api}/x?page=2>; rel="next"` };

describe("issues of a label", () => {
  const list = (page: number) =>
    nock(api).get(`${repository}/issues`).query({
      labels: "postmortem",
      state: "all",
      sort: "created",
      direction: "desc",
      per_page: 100,
      page,
    });
  const numbered = (number: number, created_at: string) => issue({ number, created_at });

  it("are read no further back than asked", async () => {
    list(1).reply(200, [numbered(3, "2026-11-03T00:00:00Z")], next);
    list(2).reply(
      200,
      [numbered(2, "2026-11-02T00:00:00Z"), numbered(1, "2026-11-01T00:00:00Z")],
      next,
    );
    const { host, calls } = nockedHost();
    const filter = { label: "postmortem", createdSince: "2026-11-02T00:00:00Z", most: 500 };
    const found = await host.listLabeled(address, filter);
    expect(found.map(({ number }) => number)).toEqual([3, 2]);
    expect(calls).toHaveLength(2);
  });

  it("cost one call where the first page has as many as are wanted", async () => {
    list(1).reply(200, [issue({ number: 2 }), issue({ number: 1 })], next);
    const { host, calls } = nockedHost();
    expect(await host.listLabeled(address, { label: "postmortem", most: 2 })).toHaveLength(2);
    expect(calls).toHaveLength(1);
  });

  it("tell who closed them only where GitHub does, and never of an open one", async () => {
    const closed = { state: "closed", closed_at: "2026-11-03T00:00:00Z" };
    list(1).reply(200, [
      issue({ ...closed, number: 4, closed_by: user("mona") }),
      issue({ ...closed, number: 3, closed_by: null }),
      issue({ ...closed, number: 2 }),
      issue({ ...closed, number: 1, state: "open", closed_by: user("mona") }),
    ]);
    const found = await nockedHost().host.listLabeled(address, { label: "postmortem", most: 9 });
    expect(found.map(({ closedBy, closedAt }) => [closedBy?.login, closedAt])).toEqual([
      ["mona", "2026-11-03T00:00:00Z"],
      [undefined, "2026-11-03T00:00:00Z"],
      [undefined, "2026-11-03T00:00:00Z"],
      [undefined, undefined],
    ]);
  });
});

describe("comments of a repository", () => {
  const since = "2026-11-22T02:00:00Z";
  const list = (query: object) =>
    nock(api)
      .get(`${repository}/issues/comments`)
      .query({ sort: "updated", direction: "asc", per_page: 100, ...query });
  const on = (number: number, id: number, second: number) =>
    comment(id, {
      issue_url: `${api}/repos/acme/shop/issues/${number}`,
      updated_at: `2026-11-22T02:00:0${second}Z`,
    });

  it("are read on from the last instant, so that an edit between two pages hides none", async () => {
    list({ since, page: 1 }).reply(200, [on(1, 11, 1), on(2, 12, 2)], next);
    // Meanwhile 11 was edited: the second page by number would begin behind 13.
    list({ since: "2026-11-22T02:00:02Z", page: 1 }).reply(200, [
      on(2, 12, 2),
      on(3, 13, 3),
      on(1, 11, 4),
    ]);
    const found = await nockedHost().host.listCommentsSince(address, since);
    expect(found.map(({ issue: number, id }) => [number, id])).toEqual([
      [2, 12],
      [3, 13],
      [1, 11],
    ]);
  });

  it("are read by page where one second fills a page", async () => {
    list({ since, page: 1 }).reply(200, [on(1, 11, 0)], next);
    list({ since, page: 2 }).reply(200, [on(1, 12, 0)]);
    const found = await nockedHost().host.listCommentsSince(address, since);
    expect(found.map(({ id }) => id)).toEqual([11, 12]);
  });

  it("are not understood without the issue they stand on", async () => {
    list({ since, page: 1 }).reply(200, [comment(11)]);
    expect(await outcomeOf(nockedHost().host.listCommentsSince(address, since))).toEqual({
      again: "backoff",
      lost: false,
    });
  });
});

describe("a sub-issue", () => {
  const add = (status: number, message: string) =>
    nock(api)
      .post(`${repository}/issues/42/sub_issues`, { sub_issue_id: 9002 })
      .reply(status, status === 201 ? issue() : { message });
  const prefix = "An error occurred while adding the sub-issue to the parent issue. ";

  it.each([
    [201, "", "value"],
    [422, `${prefix}Issue may not contain duplicate sub-issues`, "value"],
    [
      422,
      `${prefix}Issue may not contain duplicate sub-issues and Sub issue may only have one parent`,
      "value",
    ],
    [422, `${prefix}Sub issue may only have one parent`, "unsupported"],
    [404, "Not Found", "unsupported"],
    [410, "Sub-issues are disabled for this repository", "unsupported"],
    [403, "Resource not accessible by integration", "forbidden"],
  ])("answered %i %s is %s", async (status, message, expected) => {
    add(status, message);
    stillCalledSo();
    const ended = await outcomeOf(nockedHost().host.addSubIssue(address, { id: 9002 }));
    expect("stop" in ended ? ended.stop : Object.keys(ended)[0]).toBe(expected);
  });
});

describe("an issue for somebody", () => {
  const wanted = { title: "Postmortem", body: "due", labels: ["postmortem"] };
  const assignees = ["mona", "stranger"];
  const sent = (more: object = {}) =>
    nock(api).post(`${repository}/issues`, { ...wanted, ...more });
  const refusal = {
    message: "Validation Failed",
    errors: [{ resource: "Issue", code: "invalid", field: "assignees", value: "stranger" }],
  };
  const open = () => nockedHost().host.openIssue(address, { ...wanted, assignees });

  it("who cannot be assigned is opened without, then given to the others", async () => {
    sent({ assignees }).reply(422, refusal);
    sent().reply(201, issue({ assignees: [] }));
    nock(api)
      .post(`${repository}/issues/42/assignees`, { assignees })
      .reply(201, issue({ assignees: [user("mona")] }));
    expect(await open()).toMatchObject({ number: 42, assignees: ["mona"] });
  });

  it.each([403, 502])("is not lost when assigning ends in %i", async (status) => {
    sent({ assignees }).reply(422, refusal);
    sent().reply(201, issue({ assignees: [] }));
    nock(api).post(`${repository}/issues/42/assignees`).reply(status, { message: "No" });
    expect(await open()).toMatchObject({ number: 42, assignees: [] });
  });

  it.each([
    [422, { message: "Validation Failed", errors: [{ field: "title" }] }, { stop: "refused" }],
    [502, { message: "assignees" }, { again: "backoff", lost: true }],
  ])("is sent once when the answer is %i", async (status, answer, expected) => {
    sent({ assignees }).reply(status, answer);
    expect(await outcomeOf(open())).toEqual(expected);
  });

  it("says nothing of assignees where there are none", async () => {
    sent().reply(201, issue());
    await nockedHost().host.openIssue(address, wanted);
    expect(nock.isDone()).toBe(true);
  });
});

describe("a check", () => {
  const annotations = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      path: "docs/postmortem.md",
      line: at + 1,
      level: "warning" as const,
      title: "t".repeat(300),
      message: "An action item needs an owner.",
    }));
  const check = {
    name: "allclear/postmortem",
    sha: "5f2a".repeat(10),
    conclusion: "neutral" as const,
    title: "Two open questions",
    summary: "text",
  };

  it.each([
    [0, ["POST undefined"]],
    [1, ["POST 1-1"]],
    [50, ["POST 1-50"]],
    [51, ["POST 1-50", "PATCH 51-51"]],
    [120, ["POST 1-50", "PATCH 51-100", "PATCH 101-120"]],
  ])("with %i annotations is sent in fifties", async (count, expected) => {
    const bodies: string[] = [];
    const note = (method: string) => (body: Sent) => {
      const shown = body.output.annotations;
      const lines = shown && `${shown[0]?.start_line}-${shown.at(-1)?.end_line}`;
      bodies.push(`${method} ${lines}`);
      expect(body.output).toMatchObject({ title: check.title, summary: check.summary });
      expect(shown?.every(({ title }) => title.length === 255) ?? true).toBe(true);
      return true;
    };
    nock(api).post(`${repository}/check-runs`, note("POST")).reply(201, { id: 77 });
    nock(api).patch(`${repository}/check-runs/77`, note("PATCH")).times(9).reply(200, { id: 77 });
    await nockedHost().host.reportCheck(address, { ...check, annotations: annotations(count) });
    expect(bodies).toEqual(expected);
  });
});

interface Sent {
  readonly output: {
    readonly annotations?: readonly {
      readonly start_line: number;
      readonly end_line: number;
      readonly title: string;
    }[];
  };
}
