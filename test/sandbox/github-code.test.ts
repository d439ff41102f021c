import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { walkTree } from "../../src/sandbox/github/git/tree.ts";
import { headOf } from "../../src/sandbox/github/model/code/find-commit.ts";
import type { Installation, Repository } from "../../src/sandbox/github/model/records.ts";
import type { Person } from "../../src/sandbox/github/person.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";

let sandbox: Sandbox;
let repository: Repository;
let installation: Installation;
let wendy: Person;
const acme = "acme/web";
const api = `/repos/${acme}`;

beforeEach(async () => {
  sandbox = await createSandbox();
  sandbox.organization("acme");
  repository = sandbox.repository(acme, {
    collaborators: { wendy: "write", rita: "read" },
    files: { "src/pay.ts": "1\n", ".github/workflows/ci.yml": "on: push\n" },
  });
  installation = sandbox.install("acme");
  wendy = sandbox.person("wendy");
});

afterEach(() => sandbox.close());

const headSha = (branch = "main") => headOf(repository, branch)?.sha ?? "";

/** The status and the message of a request by a token. */
async function ask(token: string, request: string, body?: unknown) {
  const [method = "", path = ""] = request.split(" ");
  const answer = await fetch(sandbox.url + api + path, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json: Record<string, unknown> = text === "" ? {} : JSON.parse(text);
  return { status: answer.status, message: String(json.message ?? ""), json };
}

const asApp = (permissions?: Record<string, string>) =>
  sandbox.tokens.forInstallation(
    installation,
    permissions && { permissions: { metadata: "read", ...permissions } },
  ).token;

describe("refs", () => {
  test.each([
    ["without refs/", { ref: "heads/new" }, "must start with 'refs/'"],
    ["with a space", { ref: "refs/heads/a b" }, "not a valid ref name"],
    ["with two dots", { ref: "refs/heads/a..b" }, "not a valid ref name"],
    ["that ends in .lock", { ref: "refs/heads/a.lock" }, "not a valid ref name"],
    ["below a branch", { ref: "refs/heads/main/new" }, "Reference update failed"],
    ["of an unknown object", { sha: "0".repeat(40) }, "Object does not exist"],
    ["of half a name", { sha: "0000" }, "exactly 40 characters"],
    ["that is there", { ref: "refs/heads/main" }, "Reference already exists"],
  ])("are not made %s", async (_, wrong, why) => {
    const wish = { ref: "refs/heads/new", sha: headSha(), ...wrong };
    const { status, message } = await ask(wendy.token, "POST /git/refs", wish);
    expect({ status, message }).toEqual({ status: 422, message: expect.stringContaining(why) });
  });

  test("go back only by force", async () => {
    const before = headSha();
    const after = wendy.pushes(acme, { files: { more: "x\n" } });
    const back = await ask(wendy.token, "PATCH /git/refs/heads/main", { sha: before });
    expect([back.status, back.message]).toEqual([422, "Update is not a fast forward"]);
    expect(headSha()).toBe(after);
    await ask(wendy.token, "PATCH /git/refs/heads/main", { sha: before, force: true });
    expect(headSha()).toBe(before);
  });

  test("match by how their names begin", async () => {
    for (const branch of ["allclear/a", "allclear/b", "allclear2"]) {
      wendy.pushes(acme, { branch, files: {} });
    }
    const found = await wendy.asks("GET", `${api}/git/matching-refs/heads/allclear/`);
    expect(found).toMatchObject([
      { ref: "refs/heads/allclear/a" },
      { ref: "refs/heads/allclear/b" },
    ]);
  });

  test("of the default branch cannot be deleted", async () => {
    expect((await ask(wendy.token, "DELETE /git/refs/heads/main")).status).toBe(422);
  });
});

describe("what an App may not do", () => {
  const write = { contents: "write", pull_requests: "write" };

  test.each([
    ["POST /git/refs", { ref: "refs/heads/new", sha: "$head" }, "contents"],
    ["POST /git/blobs", { content: "x" }, "contents"],
    ["POST /git/trees", { tree: [{ path: "a", mode: "100644", content: "x" }] }, "contents"],
    ["POST /git/commits", { message: "x", tree: "$tree" }, "contents"],
    ["PATCH /git/refs/heads/main", { sha: "$head" }, "contents"],
    ["DELETE /git/refs/heads/other", undefined, "contents"],
    ["POST /merges", { base: "main", head: "other" }, "contents"],
    ["POST /pulls", { title: "x", head: "other", base: "main" }, "pull_requests"],
  ])("%s without its permission", async (request, body, permission) => {
    wendy.pushes(acme, { branch: "other", files: { more: "x\n" } });
    const tree = headOf(repository, "main")?.tree ?? "";
    const wish: unknown = JSON.parse(
      JSON.stringify(body ?? {})
        .replace("$head", headSha())
        .replace("$tree", tree),
    );
    const given = { ...write, [permission]: "read" };
    const { status, message } = await ask(asApp(given), request, wish);
    expect([status, message]).toEqual([403, "Resource not accessible by integration"]);
    expect((await ask(asApp(write), request, wish)).status).toBeLessThan(300);
  });

  describe("with workflows, unless it holds that permission", () => {
    const refusal =
      "refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` " +
      "without `workflows` permission";
    let old: string;
    let changed: string;

    beforeEach(() => {
      old = headSha();
      const files = { ".github/workflows/ci.yml": "on: pull_request\n" };
      changed = wendy.pushes(acme, { branch: "ci", files });
    });

    test.each([
      ["make a branch with other ones", "POST /git/refs", { ref: "refs/heads/x", sha: "$changed" }],
      ["move a branch to other ones", "PATCH /git/refs/heads/main", { sha: "$changed" }],
      ["merge other ones", "POST /merges", { base: "main", head: "ci" }],
    ])("%s", async (_, request, body) => {
      const wish: unknown = JSON.parse(JSON.stringify(body).replace("$changed", changed));
      const { status, message } = await ask(asApp(), request, wish);
      expect([status, message]).toEqual([403, refusal]);
      installation.permissions.workflows = "write";
      expect((await ask(asApp(), request, wish)).status).toBeLessThan(300);
    });

    test("which those of the default branch and of the ref itself are not", async () => {
      const same = { ref: "refs/heads/same", sha: old };
      expect((await ask(asApp(), "POST /git/refs", same)).status).toBe(201);
      await ask(wendy.token, "PATCH /git/refs/heads/main", { sha: changed });
      const moved = await ask(asApp(), "PATCH /git/refs/heads/same", { sha: changed });
      expect(moved.status).toBe(200);
    });

    test("and people may, who are asked for no such thing here", async () => {
      const wish = { ref: "refs/heads/x", sha: changed };
      expect((await ask(wendy.token, "POST /git/refs", wish)).status).toBe(201);
    });
  });
});

describe("rules of a branch", () => {
  const rule = (type: string, branches = "main") => repository.rules.push({ type, branches });

  test.each([
    ["pull_request", "Changes must be made through a pull request"],
    ["update", "Cannot update this protected ref"],
    ["required_signatures", "must have verified signatures"],
  ])("%s stops a push by the API", async (type, why) => {
    const sha = wendy.pushes(acme, { branch: "next", files: { more: "x\n" } });
    rule(type);
    const { status, message } = await ask(wendy.token, "PATCH /git/refs/heads/main", { sha });
    expect({ status, message }).toEqual({ status: 422, message: expect.stringContaining(why) });
  });

  test("pull_request lets a pull request through", async () => {
    const files = { more: "x\n" };
    const { number } = await wendy.proposes(acme, { title: "More", head: "next", files });
    rule("pull_request", "~DEFAULT_BRANCH");
    expect(await wendy.merges({ repository: acme, number })).toBe(headSha());
  });

  test("creation and deletion count for the branches they name", async () => {
    rule("creation", "release/*");
    rule("deletion", "~ALL");
    const wish = (ref: string) => ({ ref, sha: headSha() });
    const made = await ask(wendy.token, "POST /git/refs", wish("refs/heads/release/1"));
    expect(made.message).toContain("creations being restricted");
    expect((await ask(wendy.token, "POST /git/refs", wish("refs/heads/free"))).status).toBe(201);
    expect((await ask(wendy.token, "DELETE /git/refs/heads/free")).status).toBe(422);
  });

  test("are told for a branch that is not there yet", async () => {
    rule("creation", "allclear/**");
    expect(await wendy.asks("GET", `${api}/rules/branches/allclear%2Frollback-1`)).toMatchObject([
      { type: "creation", ruleset_source: acme },
    ]);
  });

  test("commits that GitHub makes for an App count as signed", async () => {
    rule("required_signatures", "signed");
    const tree = headOf(repository, "main")?.tree;
    const made = await ask(asApp(), "POST /git/commits", { message: "x", tree });
    expect(made.json).toMatchObject({ verification: { verified: true } });
    const wish = { ref: "refs/heads/signed", sha: made.json.sha };
    const files = await ask(asApp(), "POST /git/refs", wish);
    expect(files.status).toBe(201);
  });
});

describe("trees", () => {
  test("are cut where they are too large, and whole level by level", async () => {
    const files = Object.fromEntries([..."abcdef"].map((name) => [`lib/${name}.ts`, name]));
    wendy.pushes(acme, { files });
    repository.largestTree = 4;
    const cut = await ask(wendy.token, "GET /git/trees/main?recursive=1");
    expect(cut.json).toMatchObject({ truncated: true });
    expect(cut.json.tree).toHaveLength(4);
    const root = await ask(wendy.token, "GET /git/trees/main");
    expect(root.json).toMatchObject({ truncated: false });
    const paths = (root.json.tree as { path: string }[]).map(({ path }) => path);
    expect(paths).toEqual([".github", "README.md", "lib", "src"]);
  });

  test("take over a whole directory, and lose one with its last file", async () => {
    const { tree: base_tree } = headOf(repository, "main") ?? {};
    const listed = await ask(wendy.token, "GET /git/trees/main");
    const src = (listed.json.tree as { path: string; sha: string }[]).find(
      ({ path }) => path === "src",
    );
    const made = await ask(wendy.token, "POST /git/trees", {
      base_tree,
      tree: [
        { path: "copy", mode: "040000", type: "tree", sha: src?.sha },
        { path: "src/pay.ts", mode: "100644", type: "blob", sha: null },
      ],
    });
    const paths = [...walkTree(repository.git, String(made.json.sha))].map(({ path }) => path);
    expect(paths).toEqual([".github/workflows/ci.yml", "README.md", "copy/pay.ts"]);
  });

  test.each([
    ["an entry to delete that is not there", { path: "none", sha: null, mode: "100644" }],
    ["a path that leaves the tree", { path: "../x", content: "x", mode: "100644" }],
    ["a mode that git does not know", { path: "x", content: "x", mode: "100600" }],
    ["a blob where a tree is meant", { path: "x", mode: "040000", sha: "$blob" }],
  ])("are refused with %s", async (_, entry) => {
    const { json } = await ask(wendy.token, "POST /git/blobs", { content: "x" });
    const tree: unknown = JSON.parse(JSON.stringify([entry]).replace("$blob", String(json.sha)));
    const { status } = await ask(wendy.token, "POST /git/trees", { base_tree: headSha(), tree });
    expect(status).toBe(422);
  });
});

describe("commits", () => {
  test("stand to each other as git says", async () => {
    const before = headSha();
    wendy.pushes(acme, { branch: "side", files: { side: "x\n" } });
    wendy.pushes(acme, { files: { more: "x\n" } });
    const status = async (spec: string) => {
      const { json } = await ask(wendy.token, `GET /compare/${spec}`);
      return [json.status, json.ahead_by, json.behind_by];
    };
    expect(await status("main...main")).toEqual(["identical", 0, 0]);
    expect(await status(`${before}...main`)).toEqual(["ahead", 1, 0]);
    expect(await status(`main...${before}`)).toEqual(["behind", 0, 1]);
    expect(await status("main...acme:side")).toEqual(["diverged", 1, 1]);
  });

  test("are listed with the pull request's own time, author and path", async () => {
    wendy.pushes(acme, { files: { a: "1\n" }, at: new Date("2026-01-01T00:00:00Z") });
    const ada = sandbox.person("ada");
    ada.pushes(acme, { files: { b: "1\n" }, at: new Date("2026-01-02T00:00:00Z") });
    const list = async (query: string) => {
      const found = await wendy.asks("GET", `${api}/commits?${query}`);
      return (found as { commit: { message: string } }[]).map(({ commit }) => commit.message);
    };
    expect(await list("author=ada")).toEqual(["Change b"]);
    expect(await list("path=a")).toEqual(["Change a"]);
    expect(await list("until=2026-01-01T12:00:00Z")).toEqual(["Change a"]);
    expect(await list("since=2026-01-01T12:00:00Z&until=2026-01-02T00:00:00Z")).toEqual([
      "Change b",
    ]);
  });

  test("of the same story have the same names, whoever tells it when", async () => {
    const names = async () => {
      const told = await createSandbox({ now: () => new Date("2026-11-22T02:30:00.123Z") });
      told.organization("acme");
      const { git } = told.repository(acme, { collaborators: { wendy: "write" } });
      const { number } = await told
        .person("wendy")
        .proposes(acme, { title: "Fix", head: "fix", files: { a: "x\n" } });
      await told.person("wendy").merges({ repository: acme, number });
      await told.close();
      return [...git.refs.values()];
    };
    expect(await names()).toEqual(await names());
  });
});
