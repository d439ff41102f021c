import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { address, api, nockedHost, outcomeOf, startNock, user } from "./nocked-host.ts";

beforeEach(startNock);

describe("who may do what", () => {
  const asked = (login: string) =>
    nock(api).get(`/repos/acme/shop/collaborators/${encodeURIComponent(login)}/permission`);

  it.each([
    ["admin", "admin", "admin"],
    ["maintain", "write", "maintain"],
    ["write", "write", "write"],
    ["triage", "read", "triage"],
    ["read, as everybody has on a public repository", "read", "read", "read"],
    ["none", "none", "none"],
    ["a custom role that writes", "write", "write", "incident-lead"],
    ["a custom role that administers", "admin", "write", "platform-admin"],
    ["a custom role that reads", "read", "read", "auditor"],
    ["a custom role without access", "none", "none", "visitor"],
    ["a role named like an inherited property", "read", "read", "constructor"],
  ])("%s", async (role, permission, authority, roleName = role) => {
    asked("mona").reply(200, { permission, role_name: roleName, user: user("mona") });
    expect(await nockedHost().host.permissionOf(address, "mona")).toEqual({
      authority,
      roleName,
      id: 4,
    });
  });

  it("is nobody when GitHub knows no such user or names none", async () => {
    const { host } = nockedHost();
    asked("robot[bot]").reply(404, { message: "robot[bot] is not a user" });
    nock(api).get("/repositories/4711").reply(200, { id: 4711, full_name: "acme/shop" });
    asked("nobody").reply(200, { permission: "write", role_name: "write", user: null });
    expect(await host.permissionOf(address, "robot[bot]")).toBeUndefined();
    expect(await host.permissionOf(address, "nobody")).toBeUndefined();
  });

  it("is asked again after a minute, not before, whatever the case of the login", async () => {
    const { host, clock } = nockedHost();
    asked("mona").reply(200, { permission: "admin", role_name: "admin", user: user("mona") });
    asked("mona").reply(200, { permission: "read", role_name: "read", user: user("mona") });
    const authority = async (login: string) => (await host.permissionOf(address, login))?.authority;
    expect(await authority("mona")).toBe("admin");
    clock.advance(59_000);
    expect(await authority("Mona")).toBe("admin");
    clock.advance(1000);
    expect(await authority("mona")).toBe("read");
  });

  it("fails without an answer instead of remembering one", async () => {
    const { host } = nockedHost();
    asked("mona").reply(502);
    asked("mona").reply(200, { permission: "admin", role_name: "admin", user: user("mona") });
    expect(await outcomeOf(host.permissionOf(address, "mona"))).toMatchObject({ again: "backoff" });
    expect(await host.permissionOf(address, "mona")).toMatchObject({ authority: "admin" });
  });
});

describe("reading files", () => {
  const path = ".github/allclear.yml";
  const contents = (repository: string) =>
    `/repos/${repository}/contents/${encodeURIComponent(path)}`;
  const file = (text: string) => ({
    type: "file",
    size: Buffer.byteLength(text),
    encoding: "base64",
    content: Buffer.from(text)
      .toString("base64")
      .replace(/(.{8})/g, "$1\n"),
  });
  const stillCalledSo = () =>
    nock(api).get("/repositories/4711").reply(200, { id: 4711, full_name: "acme/shop" });

  it("reads text beyond ASCII, and asks with the ETag next time", async () => {
    const { host } = nockedHost();
    nock(api).get(contents("acme/shop")).reply(200, file("name: Café ☕"), { etag: '"a"' });
    nock(api).get(contents("acme/shop")).matchHeader("if-none-match", '"a"').reply(304);
    expect(await host.readFile(address, path)).toBe("name: Café ☕");
    expect(await host.readFile(address, path)).toBe("name: Café ☕");
  });

  it.each([
    ["nothing", 404, { message: "Not Found" }],
    ["a folder", 200, [file("x")]],
    ["a submodule", 200, { type: "submodule", size: 0 }],
  ])("gives undefined where there is %s", async (_, status, body) => {
    nock(api).get(contents("acme/shop")).reply(status, body);
    stillCalledSo();
    expect(await nockedHost().host.readFile(address, path)).toBeUndefined();
  });

  it("refuses a file over a megabyte", async () => {
    const big = { type: "file", size: 1_000_001, encoding: "none", content: "" };
    nock(api).get(contents("acme/shop")).reply(200, big);
    expect(await outcomeOf(nockedHost().host.readFile(address, path))).toEqual({ stop: "refused" });
  });

  it("does not take a cut-off answer for a shorter file", async () => {
    nock(api)
      .get(contents("acme/shop"))
      .reply(200, '{"type":"file","size":9,"encoding":"base64","content":"bmF', {
        "content-type": "application/json",
      });
    expect(await outcomeOf(nockedHost().host.readFile(address, path))).toEqual({
      again: "backoff",
      lost: false,
    });
  });

  it.each([404, 403])(
    "asks for the owner's file once in five minutes after a %i",
    async (status) => {
      const { host, clock, calls } = nockedHost();
      const refused = { message: "Resource not accessible by integration" };
      nock(api).get(contents("acme/.github")).reply(status, refused);
      expect(await host.readOwnersFile(address, path)).toBeUndefined();
      expect(await host.readOwnersFile(address, path)).toBeUndefined();
      expect(calls).toHaveLength(1);
      clock.advance(5 * 60_000);
      nock(api).get(contents("acme/.github")).reply(200, file("a: 1"));
      expect(await host.readOwnersFile(address, path)).toBe("a: 1");
    },
  );

  it("reads what a file said at its last commits, newest first, without the gaps", async () => {
    nock(api)
      .get("/repos/acme/shop/commits")
      .query({ path, per_page: 10 })
      .reply(200, [{ sha: "c3" }, { sha: "c2" }, { sha: "c1" }]);
    const at = (ref: string) => nock(api).get(contents("acme/shop")).query({ ref });
    at("c3").reply(200, file("three"));
    at("c2").reply(404, { message: "Not Found" });
    at("c1").reply(200, file("one"));
    stillCalledSo();
    expect(await nockedHost().host.readHistory(address, path, 10)).toEqual(["three", "one"]);
  });

  it("finds no history in an empty repository", async () => {
    nock(api)
      .get("/repos/acme/shop/commits")
      .query(true)
      .reply(409, { message: "Git Repository is empty." });
    expect(await nockedHost().host.readHistory(address, path, 10)).toEqual([]);
  });
});
