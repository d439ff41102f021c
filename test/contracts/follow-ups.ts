import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Address } from "../../src/reconcile/address.ts";
import type { Host } from "../../src/reconcile/ports.ts";
import type { Repository } from "../../src/sandbox/github/model/records.ts";
import { addRepository, setCollaborator } from "../../src/sandbox/github/model/repositories.ts";
import { bot } from "../support/in-memory-place.ts";
import { type ModelPerson, modelPerson } from "../support/model-person.ts";
import type { HostUnderTest } from "./host.ts";
import { outcome } from "./outcome.ts";

const label = "postmortem";

/** What every host promises of following an incident beyond its own thread. */
export function followUpsContract(name: string, open: () => Promise<HostUnderTest>): void {
  describe(`the follow-ups of ${name}`, () => {
    let place: HostUnderTest;
    let host: Host;
    let alice: ModelPerson;
    let granted: Record<string, string>;

    const addressIn = ({ id, name: repo }: Repository, issue: number): Address => ({
      installation: place.installation.id,
      repository: id,
      name: `acme/${repo}`,
      issue,
      seen: {},
    });
    const address = (issue = 1) => addressIn(place.repository, issue);
    const nowhere = () => ({ ...address(), repository: 12, name: "acme/not-there" });
    const clockAt = (time: string) => {
      place.model.now = () => new Date(`2026-11-22T${time}Z`);
    };
    const without = (permission: string) => {
      place.installation.permissions = { ...granted, [permission]: "" };
    };
    const opens = (count: number, issue: object = {}) =>
      Array.from({ length: count }, (_, at) => alice.opens({ title: `${at}`, ...issue }));

    beforeEach(async () => {
      place = await open();
      host = place.host;
      granted = place.installation.permissions;
      place.model.subIssues = true;
      setCollaborator(place.repository, "alice", "write");
      clockAt("02:30:00");
      alice = modelPerson(place.model, place.repository, { login: "alice", issue: 1 });
    });

    afterEach(() => {
      place.installation.permissions = granted;
      place.model.subIssues = true;
    });

    describe("listing issues by label", () => {
      const numbers = async (filter: { createdSince?: string; most?: number } = {}) =>
        (await host.listLabeled(address(), { label, most: 1_000, ...filter })).map(
          ({ number }) => number,
        );

      test("finds open and closed ones, newest first, and no pull requests", async () => {
        opens(3, { labels: [label] });
        alice.opens({ title: "Else" });
        alice.opens({ title: "Fix", labels: [label], isPullRequest: true });
        alice.on(2).closes();
        expect(await numbers()).toEqual([3, 2, 1]);
      });

      test("finds nothing under a label that nobody uses", async () => {
        expect(await numbers()).toEqual([]);
      });

      test("goes back over pages, to the instant and the number asked for", async () => {
        const old = opens(30, { labels: [label] });
        clockAt("02:40:00");
        const since = opens(150, { labels: [label] });
        opens(30, { labels: [label], isPullRequest: true });
        const [late, early] = [since.toReversed(), old.toReversed()];
        expect(await numbers()).toEqual([...late, ...early]);
        expect(await numbers({ createdSince: "2026-11-22T02:40:00Z" })).toEqual(late);
        expect(await numbers({ createdSince: "2026-11-22T02:40:01Z" })).toEqual([]);
        expect(await numbers({ most: 120 })).toEqual(late.slice(0, 120));
        expect(await numbers({ most: 7 })).toEqual(late.slice(0, 7));
      });

      test("tells when an issue was closed, but not by whom", async () => {
        opens(1, { labels: [label] });
        alice.closes();
        const [found] = await host.listLabeled(address(), { label, most: 1 });
        expect(found).toMatchObject({ state: "closed", closedAt: "2026-11-22T02:30:00Z" });
        expect(found?.closedBy).toBeUndefined();
        const [listed] = await host.listIssues(address(), { state: "closed" });
        expect(listed).toEqual(found);
      });

      test("stops where it may not, and where nothing is", async () => {
        const filter = { label, most: 10 };
        expect(await outcome(host.listLabeled(nowhere(), filter))).toBe("stop: gone");
        without("issues");
        expect(await outcome(host.listLabeled(address(), filter))).toBe("stop: forbidden");
      });
    });

    describe("reading who closed an issue", () => {
      test("tells it of the one issue, until it is open again", async () => {
        opens(1);
        expect(await host.readIssue(address())).not.toHaveProperty("closedAt");
        alice.closes();
        const { id } = await host.readIssue(address()).then(({ author }) => author);
        const closed = {
          closedAt: "2026-11-22T02:30:00Z",
          closedBy: { login: "alice", id, bot: false },
        };
        expect(await host.readIssue(address())).toMatchObject(closed);
        alice.reopens();
        const opened = await host.readIssue(address());
        expect([opened.closedAt, opened.closedBy]).toEqual([undefined, undefined]);
      });

      test("tells it of what we closed ourselves", async () => {
        opens(1);
        const { closedBy } = await host.editIssue(address(), { state: "closed" });
        expect(closedBy).toMatchObject({ login: bot, bot: true });
      });
    });

    describe("listing comments of a repository", () => {
      const since = "2026-11-22T02:31:00Z";
      const bodies = async (from = since) =>
        (await host.listCommentsSince(address(), from)).map(({ issue, body }) => [issue, body]);

      test("finds those of any issue and pull request, in the order of their updates", async () => {
        opens(2);
        alice.opens({ title: "Fix", isPullRequest: true });
        const first = alice.says("before");
        alice.says("never again");
        clockAt("02:31:00");
        alice.on(2).says("two");
        clockAt("02:32:00");
        alice.on(3).says("three");
        clockAt("02:33:00");
        alice.edits(first, "edited");
        expect(await bodies()).toEqual([
          [2, "two"],
          [3, "three"],
          [1, "edited"],
        ]);
        expect(await bodies("2026-11-22T02:31:01Z")).toHaveLength(2);
        expect(await bodies("2026-11-22T02:34:00Z")).toEqual([]);
      });

      test("shows each as it shows it in its thread", async () => {
        opens(1);
        clockAt("02:31:00");
        const id = alice.says("/done 3");
        modelPerson(place.model, place.repository, { login: "rita", issue: 1 }).reacts(
          id,
          "rocket",
        );
        const [found] = await host.listCommentsSince(address(), since);
        expect(found).toEqual({ ...(await host.readComment(address(), id)), issue: 1 });
      });

      test.each([
        ["one second", () => clockAt("02:31:00")],
        [
          "many seconds",
          (at: number) =>
            clockAt(`02:${31 + Math.floor(at / 60)}:${`${at % 60}`.padStart(2, "0")}`),
        ],
      ])(
        "loses none and shows none twice, of more than fit on two pages in %s",
        async (_, tick) => {
          opens(3);
          const ids = Array.from({ length: 250 }, (_unused, at) => {
            tick(at);
            return alice.on(1 + (at % 3)).says(`${at}`);
          });
          const found = await host.listCommentsSince(address(), since);
          expect(found.map(({ id }) => id)).toEqual(ids);
        },
      );

      test("stops where it may not, and where nothing is", async () => {
        expect(await outcome(host.listCommentsSince(nowhere(), since))).toBe("stop: gone");
        without("issues");
        expect(await outcome(host.listCommentsSince(address(), since))).toBe("stop: forbidden");
      });
    });

    describe("making sub-issues", () => {
      const idOf = (number: number) => place.repository.issues.get(number)?.id ?? 0;
      const childrenOf = (number: number) =>
        place.repository.issues.get(number)?.children.map(({ issue }) => issue.number);
      const add = (parent: number, child: number) =>
        outcome(host.addSubIssue(address(parent), { id: idOf(child) }));

      test("makes one a child of another, twice without harm", async () => {
        opens(3);
        expect([await add(1, 2), await add(1, 3), await add(1, 2)]).toEqual([
          "done",
          "done",
          "done",
        ]);
        expect(childrenOf(1)).toEqual([2, 3]);
      });

      test("takes a child from another repository of the same owner", async () => {
        opens(1);
        const other = addRepository(place.model, `acme/${place.repository.name}-api`);
        const child = await host.openIssue(
          { ...addressIn(other, 0), repository: 0 },
          { title: "Alert on queue length", body: "", labels: [] },
        );
        await host.addSubIssue(address(), child);
        expect(other.issues.get(child.number)?.parent?.issue.number).toBe(1);
      });

      test("says that it cannot, where another parent, a pull request or nothing stands", async () => {
        opens(3);
        alice.opens({ title: "Fix", isPullRequest: true });
        await add(1, 2);
        expect([await add(3, 2), await add(1, 4), await add(1, 99), await add(2, 1)]).toEqual(
          Array.from({ length: 4 }, () => "stop: unsupported"),
        );
        expect([childrenOf(1), childrenOf(3)]).toEqual([[2], []]);
      });

      test("says that it cannot, where the host has no sub-issues", async () => {
        opens(2);
        place.model.subIssues = false;
        expect(await add(1, 2)).toBe("stop: unsupported");
      });

      test("stops where it may not", async () => {
        opens(2);
        without("issues");
        expect(await add(1, 2)).toBe("stop: forbidden");
      });
    });

    describe("opening an issue for somebody", () => {
      const issue = { title: "Postmortem: checkout", body: "due", labels: [label] };
      const assigned = async (assignees: readonly string[]) =>
        (await host.openIssue(address(0), { ...issue, assignees })).assignees;

      test("assigns them", async () => {
        expect(await assigned(["alice"])).toEqual(["alice"]);
        expect(await assigned([])).toEqual([]);
      });

      test("leaves out whoever cannot be assigned, opening it once", async () => {
        expect(await assigned(["alice", "stranger"])).toEqual(["alice"]);
        expect(await assigned(["nobody-at-all"])).toEqual([]);
        expect([...place.repository.issues.values()].map(({ title }) => title)).toEqual([
          issue.title,
          issue.title,
        ]);
      });

      test("refuses what is wrong with the issue itself", async () => {
        const wrong = { ...issue, title: " ", assignees: ["stranger"] };
        expect(await outcome(host.openIssue(address(0), wrong))).toBe("stop: refused");
        expect(place.repository.issues.size).toBe(0);
      });

      test("opens it where only the repository's name is known", async () => {
        const opened = await host.openIssue({ ...address(0), repository: 0 }, issue);
        expect(place.repository.issues.get(opened.number)?.title).toBe(issue.title);
        expect(await outcome(host.openIssue({ ...nowhere(), repository: 0 }, issue))).toBe(
          "stop: gone",
        );
      });
    });
  });
}
