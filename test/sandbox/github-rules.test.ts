import { beforeEach, describe, expect, test } from "vitest";
import { addApp, installApp } from "../../src/sandbox/github/model/apps.ts";
import { addAssignees } from "../../src/sandbox/github/model/assign-issue.ts";
import { deleteComment } from "../../src/sandbox/github/model/delete-comment.ts";
import { editComment } from "../../src/sandbox/github/model/edit-comment.ts";
import { addLabels } from "../../src/sandbox/github/model/label-issue.ts";
import { listComments } from "../../src/sandbox/github/model/list-comments.ts";
import { listEvents, listIssues } from "../../src/sandbox/github/model/list-issues.ts";
import { lockIssue } from "../../src/sandbox/github/model/lock-issue.ts";
import { openIssue } from "../../src/sandbox/github/model/open-issue.ts";
import { addAccount, addMember, addOrganization } from "../../src/sandbox/github/model/people.ts";
import { pinComment } from "../../src/sandbox/github/model/pin-comment.ts";
import { postComment } from "../../src/sandbox/github/model/post-comment.ts";
import { react } from "../../src/sandbox/github/model/react.ts";
import { readPermission } from "../../src/sandbox/github/model/read-permission.ts";
import type { Actor, Delivery, Repository } from "../../src/sandbox/github/model/records.ts";
import { addRepository, setCollaborator } from "../../src/sandbox/github/model/repositories.ts";
import { snapshot } from "../../src/sandbox/github/model/snapshot.ts";
import { updateIssue } from "../../src/sandbox/github/model/update-issue.ts";
import { createWorld, type World } from "../../src/sandbox/github/model/world.ts";

let world: World;
let web: Repository;
let bot: Actor;
let deliveries: Delivery[];
let time: number;
const tina: Actor = { login: "tina" };
const stranger: Actor = { login: "stranger" };

beforeEach(() => {
  time = Date.parse("2026-08-01T09:00:00.700Z");
  deliveries = [];
  world = createWorld({
    now: () => new Date(time),
    onDelivery: (delivery) => deliveries.push(delivery),
  });
  addOrganization(world, "acme", { customRoles: { oncall: "triage" } });
  for (const login of ["tina", "stranger", "carla"]) addAccount(world, login);
  web = addRepository(world, "acme/web");
  setCollaborator(web, "tina", "triage");
  setCollaborator(web, "carla", "oncall");
  const app = addApp(world, {
    slug: "allclear",
    owner: addAccount(world, "maker"),
    publicKey: "",
    permissions: { issues: "write" },
    events: ["issues", "issue_comment"],
  });
  const account = world.accounts.get("acme") ?? addAccount(world, "acme");
  bot = { login: "allclear[bot]", installation: installApp(world, app, { account }).id };
  deliveries = [];
});

const told = () => deliveries.map(({ event, action }) => `${event}.${action}`);
const first = () => ({ repository: web, number: 1 });
const events = () => listEvents(world, bot, first()).page(0, 100);
const thread = (since?: string) => listComments(world, bot, first(), { since }).page(0, 5_000);

describe("issues", () => {
  test("opening with labels tells of the opening, then of each label", () => {
    openIssue(world, tina, web, { title: "Down", labels: ["bug", "documentation"] });
    expect(told()).toEqual(["issues.opened", "issues.labeled", "issues.labeled"]);
    expect(deliveries[1]?.payload).toMatchObject({ label: { name: "bug" } });
  });

  test("a label of somebody without triage is dropped, unless a form puts it there", () => {
    openIssue(world, stranger, web, { title: "By hand", labels: ["bug"] });
    openIssue(world, stranger, web, { title: "By form", labels: ["bug"], byForm: true });
    const labels = snapshot(world)[0]?.issues.map((issue) => issue.labels);
    expect(labels).toEqual([[], ["bug"]]);
  });

  test("a label that is already there makes neither event nor delivery", () => {
    openIssue(world, tina, web, { title: "Down", labels: ["bug"] });
    deliveries = [];
    addLabels(world, bot, first(), ["Bug"]);
    expect(told()).toEqual([]);
    expect(events()).toHaveLength(1);
  });

  test("an unknown label is made grey for the App and refused to somebody with triage", () => {
    openIssue(world, tina, web, { title: "Down" });
    expect(addLabels(world, bot, first(), ["new"])).toMatchObject([{ color: "ededed" }]);
    expect(() => addLabels(world, tina, first(), ["newer"])).toThrow("permission to create labels");
  });

  test("an over-long body is refused when opening, and ignored with 200 when changing", () => {
    const long = "x".repeat(65_537);
    expect(() => openIssue(world, tina, web, { title: "Down", body: long })).toThrow("Validation");
    openIssue(world, tina, web, { title: "Down", body: "short" });
    expect(updateIssue(world, bot, first(), { body: long }).body).toBe("short");
  });

  test("closing and reopening are recorded with reason and actor", () => {
    openIssue(world, tina, web, { title: "Down" });
    updateIssue(world, bot, first(), { state: "closed", stateReason: "not_planned" });
    updateIssue(world, tina, first(), { state: "open" });
    expect(events()).toMatchObject([
      { event: "closed", state_reason: "not_planned", actor: { login: "allclear[bot]" } },
      { event: "reopened", actor: { login: "tina" } },
    ]);
  });

  test("people without access are not assigned, and nobody is told", () => {
    openIssue(world, tina, web, { title: "Down" });
    const { assignees } = addAssignees(world, bot, first(), ["stranger", "tina", "nobody"]);
    expect(assignees.map((one) => one.login)).toEqual(["tina"]);
  });

  test("times are whole seconds, and `since` includes its own second", () => {
    openIssue(world, tina, web, { title: "Down" });
    const list = (since: string) => listIssues(world, bot, web, { state: "all", since }).total;
    expect(list("2026-08-01T09:00:00Z")).toBe(1);
    expect(list("2026-08-01T09:00:01Z")).toBe(0);
  });
});

describe("comments", () => {
  beforeEach(() => {
    openIssue(world, tina, web, { title: "Down" });
    deliveries = [];
  });

  test("an edited comment comes again with `since`, in its old place", () => {
    const { id } = postComment(world, bot, first(), "card");
    time += 60_000;
    postComment(world, tina, first(), "/ack");
    time += 60_000;
    editComment(world, bot, { repository: web, id }, "card, edited");
    expect(thread("2026-08-01T09:02:00Z").map((one) => one.body)).toEqual(["card, edited"]);
    expect(thread().map((one) => one.body)).toEqual(["card, edited", "/ack"]);
  });

  test("ids grow beyond 32 bits", () => {
    const { id } = postComment(world, tina, first(), "hello");
    expect(id).toBeGreaterThan(2 ** 32);
  });

  test("what the App writes is told as well, with the bot as sender", () => {
    postComment(world, bot, first(), "card");
    expect(deliveries[0]?.payload).toMatchObject({
      action: "created",
      sender: { login: "allclear[bot]", type: "Bot" },
      comment: { performed_via_github_app: { slug: "allclear" } },
    });
  });

  test("a stranger cannot edit or delete what others wrote", () => {
    const at = { repository: web, id: postComment(world, bot, first(), "card").id };
    expect(() => editComment(world, stranger, at, "mine")).toThrow("Must have");
    expect(() => deleteComment(world, stranger, at)).toThrow("Must have");
  });

  test("an App cannot comment on a locked issue", () => {
    setCollaborator(web, "tina", "write");
    lockIssue(world, tina, first(), true);
    expect(() => postComment(world, bot, first(), "card")).toThrow("locked");
    postComment(world, tina, first(), "still talking");
    expect(thread()).toHaveLength(1);
  });

  test("the 2,501st comment is refused, and edits go on working", () => {
    for (let count = 0; count < 2_500; count += 1) postComment(world, tina, first(), "+1");
    expect(() => postComment(world, tina, first(), "+1")).toThrow("Validation Failed");
    const id = thread()[0]?.id ?? 0;
    expect(editComment(world, bot, { repository: web, id }, "card").body).toBe("card");
  });

  test("the same reaction twice is one reaction", () => {
    const at = { repository: web, id: postComment(world, tina, first(), "/ack").id };
    expect(react(world, bot, at, "rocket").created).toBe(true);
    expect(react(world, bot, at, "rocket").created).toBe(false);
    expect(thread()[0]?.reactions).toMatchObject({ rocket: 1, total_count: 1 });
  });

  test("an issue has room for one pinned comment", () => {
    const [one, two] = ["one", "two"].map((body) => postComment(world, bot, first(), body).id);
    pinComment(world, bot, { repository: web, id: one ?? 0 });
    pinComment(world, bot, { repository: web, id: two ?? 0 });
    expect(snapshot(world)[0]?.issues[0]?.comments.map(({ pinned }) => pinned)).toEqual([
      false,
      true,
    ]);
  });
});

describe("authority", () => {
  test.each([
    ["tina", "read", "triage"],
    ["carla", "read", "oncall"],
    ["stranger", "read", "read"],
    ["acme-boss", "admin", "admin"],
    ["member", "read", "read"],
  ])("%s has permission %s and role_name %s", (login, permission, role) => {
    for (const member of ["acme-boss", "member"]) addAccount(world, member);
    addMember(world, "acme", "acme-boss", { role: "admin" });
    addMember(world, "acme", "member");
    expect(readPermission(world, bot, web, login)).toMatchObject({ permission, role_name: role });
  });

  test.each(["nobody", "allclear[bot]"])("%s is not a user", (login) => {
    expect(() => readPermission(world, bot, web, login)).toThrow("is not a user");
  });

  test("a private repository does not exist for who has no access", () => {
    addRepository(world, "acme/secret", { private: true });
    const secret = [...world.repositories.values()].find((one) => one.private) ?? web;
    expect(() => listIssues(world, stranger, secret)).toThrow("Not Found");
  });

  test("an App writes nothing where it is not installed", () => {
    const other = addRepository(world, "other/web");
    expect(() => openIssue(world, bot, other, { title: "x" })).toThrow("not accessible");
    expect(snapshot(world).at(-1)?.issues).toEqual([]);
  });
});

test("the same acts under the same seed make the same world, down to every id", () => {
  const build = () => {
    const seen: Delivery[] = [];
    const again = createWorld({
      now: () => new Date(0),
      onDelivery: (delivery) => seen.push(delivery),
    });
    const repository = addRepository(again, "acme/web");
    openIssue(again, { login: "acme" }, repository, { title: "Down", labels: ["bug"] });
    postComment(again, { login: "acme" }, { repository, number: 1 }, "/ack");
    return { seen, state: snapshot(again), issues: repository.issues };
  };
  expect(build()).toEqual(build());
});
