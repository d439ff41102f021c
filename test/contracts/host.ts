import { beforeEach, describe, expect, test } from "vitest";
import type { Host } from "../../src/reconcile/ports.ts";
import { commitFiles } from "../../src/sandbox/github/model/commit-files.ts";
import { lockIssue } from "../../src/sandbox/github/model/lock-issue.ts";
import { addMember } from "../../src/sandbox/github/model/people.ts";
import { setCollaborator } from "../../src/sandbox/github/model/repositories.ts";
import { bot, type Place } from "../support/in-memory-place.ts";
import { type ModelPerson, modelPerson } from "../support/model-person.ts";
import { outcome } from "./outcome.ts";

/** A host, and the place behind it as only a test sees it: `acme/…` with our App installed. */
export interface HostUnderTest extends Place {
  readonly host: Host;
}

const path = ".github/on-call.yml";
const label = { name: "drill", color: "5319e7", description: "Practice" };

/** What every host promises; run over each. `open` gives an empty repository each time. */
export function hostContract(name: string, open: () => Promise<HostUnderTest>): void {
  describe(`the host of ${name}`, () => {
    let place: HostUnderTest;
    let host: Host;
    let alice: ModelPerson;

    const address = (issue = 1) => ({
      installation: place.installation.id,
      repository: place.repository.id,
      name: `acme/${place.repository.name}`,
      issue,
      seen: {},
    });
    const clockAt = (time: string) => {
      place.model.now = () => new Date(`2026-11-22T${time}Z`);
    };
    const person = (login: string) =>
      modelPerson(place.model, place.repository, { login, issue: 1 });

    beforeEach(async () => {
      place = await open();
      host = place.host;
      place.model.pinnedComments = true;
      setCollaborator(place.repository, "alice", "write");
      setCollaborator(place.repository, "rita", "read");
      clockAt("02:30:00");
      alice = person("alice");
      alice.opens({ title: "Checkout is down", body: "since 02:20", assignees: ["alice"] });
    });

    describe("reading an issue", () => {
      test("tells all we ask for", async () => {
        alice.labels("incident");
        expect(await host.readIssue(address())).toEqual({
          id: place.repository.issues.get(1)?.id,
          nodeId: expect.any(String),
          number: 1,
          title: "Checkout is down",
          body: "since 02:20",
          state: "open",
          labels: ["incident"],
          assignees: ["alice"],
          author: { login: "alice", id: idOf("alice"), bot: false },
          createdAt: "2026-11-22T02:30:00Z",
          updatedAt: "2026-11-22T02:30:00Z",
          locked: false,
          isPullRequest: false,
          comments: 0,
          url: `${place.model.links.html}/acme/${place.repository.name}/issues/1`,
        });
      });

      test("tells a closed issue's reason, a missing body, a pull request and the pin", async () => {
        alice.closes("not_planned");
        alice.opens({ title: "Empty" });
        alice.opens({ title: "Fix", isPullRequest: true });
        const id = alice.on(2).says("pin me");
        await host.pin(address(2), id);
        const issues = await Promise.all(
          [1, 2, 3].map((number) => host.readIssue(address(number))),
        );
        expect(issues[0]).toMatchObject({ state: "closed", stateReason: "not_planned" });
        expect(issues[1]).toMatchObject({ body: "", pinnedCommentId: id, comments: 1 });
        expect(issues[2]).toMatchObject({ isPullRequest: true });
      });

      test("stops at an issue that is not there", async () => {
        expect(await outcome(host.readIssue(address(99)))).toBe("stop: gone");
      });
    });

    describe("reading comments", () => {
      test("gives those updated at or after the instant, ascending, edits included", async () => {
        const first = alice.says("one");
        clockAt("02:31:00");
        const second = alice.says("two");
        clockAt("02:32:00");
        alice.says("three");
        alice.edits(first, "one, edited");
        const bodies = await host.readComments(address(), "2026-11-22T02:31:00Z");
        expect(bodies.map(({ body }) => body)).toEqual(["one, edited", "two", "three"]);
        const later = await host.readComments(address(), "2026-11-22T02:31:01Z");
        expect(later.map(({ id }) => id)).not.toContain(second);
      });

      test("tells all of a thread longer than a page", async () => {
        for (let count = 1; count <= 205; count += 1) alice.says(`${count}`);
        const bodies = (await host.readComments(address())).map(({ body }) => body);
        expect(bodies).toEqual(Array.from({ length: 205 }, (_, index) => `${index + 1}`));
      });

      test("tells author, times and rockets", async () => {
        const id = alice.says("launch");
        person("rita").reacts(id, "rocket");
        person("rita").reacts(id, "eyes");
        const [comment] = await host.readComments(address());
        expect(comment).toEqual({
          id,
          nodeId: expect.any(String),
          body: "launch",
          author: { login: "alice", id: idOf("alice"), bot: false },
          createdAt: "2026-11-22T02:30:00Z",
          updatedAt: "2026-11-22T02:30:00Z",
          url: expect.stringContaining(`#issuecomment-${id}`),
          rockets: 1,
        });
        expect(await host.readComment(address(), id)).toEqual(comment);
      });

      test("finds nothing where a comment was deleted or never was", async () => {
        const id = alice.says("oops");
        alice.deletes(id);
        expect(await host.readComment(address(), id)).toBeUndefined();
        expect(await host.readComment(address(), 12)).toBeUndefined();
      });
    });

    describe("reading gestures", () => {
      test("tells who did what to what, and nothing else", async () => {
        alice.labels("incident");
        alice.unlabels("incident");
        alice.assigns("rita");
        alice.unassigns("rita");
        alice.rewrites({ title: "Renamed" });
        alice.closes();
        alice.reopens();
        const { gestures, page } = await host.readGestures(address(), 1);
        expect(page).toBe(1);
        expect(gestures.map(({ kind, by, subject }) => [kind, by.login, subject])).toEqual([
          ["assigned", "alice", "alice"],
          ["labeled", "alice", "incident"],
          ["unlabeled", "alice", "incident"],
          ["assigned", "alice", "rita"],
          ["unassigned", "alice", "rita"],
          ["closed", "alice", undefined],
          ["reopened", "alice", undefined],
        ]);
      });

      test("goes on from the remembered page, which may have grown or not", async () => {
        for (let count = 0; count < 60; count += 1) {
          alice.labels("incident");
          alice.unlabels("incident");
        }
        const all = await host.readGestures(address(), 1);
        expect(all.gestures).toHaveLength(121);
        expect(all.page).toBe(2);
        const rest = await host.readGestures(address(), all.page);
        expect(rest.gestures).toEqual(all.gestures.slice(100));
        expect((await host.readGestures(address(), 3)).page).toBeLessThanOrEqual(2);
      });
    });

    test("lists issues by label, state and time, newest first, without pull requests", async () => {
      alice.labels("incident");
      clockAt("02:40:00");
      alice.opens({ title: "Second", labels: ["incident"] });
      alice.opens({ title: "Third" });
      alice.opens({ title: "Fix", labels: ["incident"], isPullRequest: true });
      alice.on(2).closes();
      const numbers = async (filter: Parameters<Host["listIssues"]>[1]) =>
        (await host.listIssues(address(), filter)).map(({ number }) => number);
      expect(await numbers({ state: "all" })).toEqual([3, 2, 1]);
      expect(await numbers({ state: "open", label: "incident" })).toEqual([1]);
      expect(await numbers({ state: "closed" })).toEqual([2]);
      expect(await numbers({ state: "all", since: "2026-11-22T02:40:00Z" })).toEqual([3, 2]);
      expect(await numbers({ state: "all", label: "unheard of" })).toEqual([]);
    });

    describe("writing comments", () => {
      test("writes and edits as the bot", async () => {
        const written = await host.createComment(address(), "hello\n");
        expect(written.author).toMatchObject({ login: bot, bot: true });
        const edited = await host.editComment(address(), written.id, "goodbye");
        expect(edited).toMatchObject({ id: written.id, body: "goodbye" });
        expect(await existing(written.id)).toEqual(edited);
      });

      test.each([
        ["a body over the limit", "x".repeat(65_537)],
        ["an empty body", "  "],
      ])("refuses %s", async (_, body) => {
        expect(await outcome(host.createComment(address(), body))).toBe("stop: refused");
      });

      test("may not write on a locked issue", async () => {
        lockIssue(
          place.model,
          { login: "acme" },
          { repository: place.repository, number: 1 },
          true,
        );
        expect(await outcome(host.createComment(address(), "hello"))).toBe("stop: forbidden");
      });

      test("comes again when the comment to edit or react to is gone", async () => {
        const { id } = await host.createComment(address(), "hello");
        person("alice").deletes(id);
        expect(await outcome(host.editComment(address(), id, "again"))).toBe("again");
        expect(await outcome(host.react(address(), id))).toBe("again");
      });

      test("reacts once, however often it is asked", async () => {
        const id = alice.says("/ack");
        await host.react(address(), id);
        await host.react(address(), id);
        expect(await existing(id)).toMatchObject({ rockets: 1 });
      });

      test("pins, and says where it cannot", async () => {
        const id = alice.says("the card");
        await host.pin(address(), id);
        expect(await host.readIssue(address())).toMatchObject({ pinnedCommentId: id });
        place.model.pinnedComments = false;
        expect(await outcome(host.pin(address(), id))).toBe("stop: unsupported");
      });
    });

    describe("writing issues", () => {
      test("changes what is named and answers with what is there", async () => {
        const closed = await host.editIssue(address(), {
          state: "closed",
          stateReason: "not_planned",
          title: "[drill] Checkout",
        });
        expect(closed).toMatchObject({
          state: "closed",
          stateReason: "not_planned",
          title: "[drill] Checkout",
          body: "since 02:20",
        });
        const opened = { state: "open", stateReason: "reopened" } as const;
        expect(await host.editIssue(address(), opened)).toMatchObject(opened);
      });

      test("answers with the old body when the new one is too long to be kept", async () => {
        const answered = await host.editIssue(address(), { body: "x".repeat(65_537) });
        expect(answered.body).toBe("since 02:20");
      });

      test("opens one with labels", async () => {
        const opened = await host.openIssue(address(), {
          title: "Payments fail",
          body: "text",
          labels: ["incident", "drill"],
        });
        expect(opened).toMatchObject({ number: 2, author: { login: bot, bot: true } });
        expect(await host.readIssue(address(2))).toEqual(opened);
        expect(opened.labels).toEqual(["incident", "drill"]);
      });
    });

    describe("writing labels and people", () => {
      test("creates a label that is missing and never changes one that is there", async () => {
        await host.ensureLabel(address(), label);
        await host.ensureLabel(address(), { ...label, name: "Drill", color: "000000" });
        const made = place.repository.labels.get("drill");
        expect(made).toMatchObject(label);
        expect(await host.readLabels(address())).toContain("drill");
      });

      test("adds and removes labels, twice without harm", async () => {
        await host.addLabels(address(), ["incident"]);
        await host.addLabels(address(), ["incident"]);
        await host.addLabels(address(), []);
        expect(await host.readIssue(address())).toMatchObject({ labels: ["incident"] });
        await host.removeLabel(address(), "incident");
        await host.removeLabel(address(), "incident");
        expect(await host.readIssue(address())).toMatchObject({ labels: [] });
      });

      test("answers with who is assigned: people without access are left out", async () => {
        const stranger = "stranger";
        expect(await host.assign(address(), ["rita", stranger])).toEqual(["alice", "rita"]);
        expect(await host.unassign(address(), ["alice", stranger])).toEqual(["rita"]);
      });
    });

    describe("people", () => {
      test.each(["read", "triage", "write", "maintain", "admin"] as const)(
        "may do as their role says: %s",
        async (role) => {
          setCollaborator(place.repository, "bob", role);
          const permission = { authority: role, roleName: role, id: idOf("bob") };
          expect(await host.permissionOf(address(), "bob")).toEqual(permission);
        },
      );

      test("of the organization have its base permission", async () => {
        addMember(place.model, "acme", "member");
        expect(await host.permissionOf(address(), "member")).toMatchObject({ authority: "read" });
      });

      test("that nobody knows, and bots, may nothing", async () => {
        expect(await host.permissionOf(address(), "nobody-at-all")).toBeUndefined();
        expect(await host.permissionOf(address(), bot)).toBeUndefined();
      });
    });

    describe("files", () => {
      test("that are missing read as undefined", async () => {
        expect(await host.readFile(address(), path)).toBeUndefined();
        expect(await host.readOwnersFile(address(), path)).toBeUndefined();
        expect(await host.readHistory(address(), path, 10)).toEqual([]);
      });

      test("come from the default branch, their history newest first", async () => {
        for (const text of ["one: 1\n", "two: ü\n", "three: 🚒\n"]) {
          commitFiles(place.model, place.repository, {
            files: { [path]: text },
            message: "Change",
          });
        }
        expect(await host.readFile(address(), path)).toBe("three: 🚒\n");
        expect(await host.readHistory(address(), path, 2)).toEqual(["three: 🚒\n", "two: ü\n"]);
      });
    });

    test("tells what the installation was granted", async () => {
      const granted = await host.readPermissions(address());
      expect(granted?.get("issues")).toBe("write");
      expect(granted?.get("members")).toBeUndefined();
    });

    function idOf(login: string): number | undefined {
      return place.model.accounts.get(login)?.id;
    }

    async function existing(id: number) {
      const comment = await host.readComment(address(), id);
      if (comment === undefined) throw new Error(`There is no comment ${id}.`);
      return comment;
    }
  });
}
