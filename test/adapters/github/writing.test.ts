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

const issuePath = "/repos/acme/shop/issues/42";
const commentPath = "/repos/acme/shop/issues/comments/5";
const notFound = { message: "Not Found" };
const stillCalledSo = () =>
  nock(api).get("/repositories/4711").reply(200, { id: 4711, full_name: "acme/shop" });

describe("writing to a thread", () => {
  it("posts a comment and gives it back", async () => {
    nock(api).post(`${issuePath}/comments`, { body: "hello" }).reply(201, comment(5));
    expect(await nockedHost().host.createComment(address, "hello")).toMatchObject({ id: 5 });
  });

  it("closes an issue with its reason", async () => {
    const sent = { state: "closed", state_reason: "not_planned" };
    nock(api).patch(issuePath, sent).reply(200, issue(sent));
    const change = { state: "closed", stateReason: "not_planned" } as const;
    expect(await nockedHost().host.editIssue(address, change)).toMatchObject({
      state: "closed",
      stateReason: "not_planned",
    });
  });

  it("answers with who is really assigned", async () => {
    nock(api)
      .post(`${issuePath}/assignees`, { assignees: ["mona", "stranger"] })
      .reply(201, issue({ assignees: [user("mona")] }));
    expect(await nockedHost().host.assign(address, ["mona", "stranger"])).toEqual(["mona"]);
  });

  it("takes a label off by its encoded name, and is content when it is not on", async () => {
    const path = `${issuePath}/labels/${encodeURIComponent("severity: SEV1/x")}`;
    nock(api).delete(path).reply(404, { message: "Label does not exist" });
    stillCalledSo();
    const { host, lines } = nockedHost();
    await host.removeLabel(address, "severity: SEV1/x");
    expect(nock.isDone()).toBe(true);
    expect(lines).toEqual([]);
  });

  it.each([
    ["an edit", "patch", commentPath],
    ["a reaction", "post", `${commentPath}/reactions`],
  ] as const)("looks again when the comment of %s is not there", async (_, method, path) => {
    nock(api)[method](path).reply(404, notFound);
    stillCalledSo();
    const { host } = nockedHost();
    const act = method === "patch" ? host.editComment(address, 5, "x") : host.react(address, 5);
    expect(await outcomeOf(act)).toEqual({ again: "backoff", lost: false });
  });

  it("is content when our rocket is there already", async () => {
    nock(api).post(`${commentPath}/reactions`, { content: "rocket" }).reply(200, { id: 1 });
    await nockedHost().host.react(address, 5);
    expect(nock.isDone()).toBe(true);
  });
});

describe("labels of the repository", () => {
  const label = { name: "Drill", color: "ededed", description: "Practice" };
  const listed = (names: string[], link?: string) =>
    [200, names.map((name) => ({ name })), link ? { link } : {}] as const;

  it("are listed once, and only a missing one is created", async () => {
    const page = (number: number) =>
      nock(api).get("/repos/acme/shop/labels").query({ per_page: 100, page: number });
    page(1).reply(...listed(["bug"], `<${api}/x?page=2>; rel="next"`));
    page(2).reply(...listed(["incident"]));
    nock(api).post("/repos/acme/shop/labels", label).reply(201, label);
    const { host, calls } = nockedHost();
    await host.ensureLabel(address, { ...label, name: "INCIDENT" });
    await host.ensureLabel(address, label);
    await host.ensureLabel(address, label);
    expect(calls.map(({ method }) => method)).toEqual(["GET", "GET", "POST"]);
  });

  it("may have been made by somebody else meanwhile", async () => {
    nock(api)
      .get(/labels/)
      .reply(...listed([]));
    const exists = { message: "Validation Failed", errors: [{ code: "already_exists" }] };
    nock(api).post("/repos/acme/shop/labels").reply(422, exists);
    expect(await outcomeOf(nockedHost().host.ensureLabel(address, label))).toHaveProperty("value");
  });

  it("are refused when GitHub refuses them", async () => {
    nock(api)
      .get(/labels/)
      .reply(...listed([]));
    const invalid = { message: "Validation Failed", errors: [{ code: "invalid", field: "color" }] };
    nock(api).post("/repos/acme/shop/labels").reply(422, invalid);
    expect(await outcomeOf(nockedHost().host.ensureLabel(address, label))).toEqual({
      stop: "refused",
    });
  });

  it("are listed again when the list could not be read", async () => {
    nock(api)
      .get(/labels/)
      .reply(502);
    nock(api)
      .get(/labels/)
      .reply(...listed(["Drill"]));
    const { host } = nockedHost();
    expect(await outcomeOf(host.ensureLabel(address, label))).toMatchObject({ again: "backoff" });
    expect(await outcomeOf(host.ensureLabel(address, label))).toHaveProperty("value");
  });
});

describe("pinning a comment", () => {
  it.each([403, 404, 410, 422])(
    "is unsupported after a %i, for an hour without a call",
    async (status) => {
      const refused = { message: status === 403 ? "Resource not accessible by integration" : "No" };
      nock(api).put(`${commentPath}/pin`).reply(status, refused);
      stillCalledSo();
      const { host, clock, calls } = nockedHost();
      expect(await outcomeOf(host.pin(address, 5))).toEqual({ stop: "unsupported" });
      const sent = calls.length;
      clock.advance(59 * 60_000);
      expect(await outcomeOf(host.pin(address, 5))).toEqual({ stop: "unsupported" });
      expect(calls).toHaveLength(sent);
      clock.advance(60_000);
      nock(api).put(`${commentPath}/pin`).reply(200, comment(5));
      expect(await outcomeOf(host.pin(address, 5))).toHaveProperty("value");
    },
  );

  it("is tried again soon when GitHub was only down", async () => {
    nock(api).put(`${commentPath}/pin`).reply(503);
    nock(api).put(`${commentPath}/pin`).reply(200, comment(5));
    const { host } = nockedHost();
    expect(await outcomeOf(host.pin(address, 5))).toMatchObject({ again: "backoff" });
    expect(await outcomeOf(host.pin(address, 5))).toHaveProperty("value");
  });
});
