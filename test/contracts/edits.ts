import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Host } from "../../src/reconcile/ports.ts";
import { setCollaborator } from "../../src/sandbox/github/model/repositories.ts";
import { bot } from "../support/in-memory-place.ts";
import { type ModelPerson, modelPerson } from "../support/model-person.ts";
import type { HostUnderTest } from "./host.ts";

/** What every host promises of who edited a comment or an issue's own text. */
export function editsContract(name: string, open: () => Promise<HostUnderTest>): void {
  describe(`the edits of ${name}`, () => {
    let place: HostUnderTest;
    let host: Host;
    let alice: ModelPerson;
    let bob: ModelPerson;

    const address = () => ({
      installation: place.installation.id,
      repository: place.repository.id,
      name: `acme/${place.repository.name}`,
      issue: 1,
      seen: {},
    });
    const clockAt = (time: string) => {
      place.model.now = () => new Date(`2026-11-22T${time}Z`);
    };
    const personWhoWrites = (login: string) => {
      setCollaborator(place.repository, login, "write");
      return modelPerson(place.model, place.repository, { login, issue: 1 });
    };

    beforeEach(async () => {
      place = await open();
      host = place.host;
      clockAt("02:30:00");
      alice = personWhoWrites("alice");
      bob = personWhoWrites("bob");
      alice.opens({ title: "Checkout is down", body: "- [ ] one" });
    });

    afterEach(() => {
      place.model.graphql = true;
    });

    describe("a comment", () => {
      test("that nobody edited has no editor", async () => {
        const comment = await existing(alice.says("as it is"));
        expect(await host.readEditor(address(), comment)).toBeUndefined();
        expect(await host.readRevisions(address(), comment)).toEqual([]);
      });

      test("tells its last editor and its earlier bodies, newest first", async () => {
        const ours = await host.createComment(address(), "first");
        await host.editComment(address(), ours.id, "second");
        clockAt("02:31:00");
        alice.edits(ours.id, "third");
        const comment = await existing(ours.id);
        expect(await host.readEditor(address(), comment)).toBe("alice");
        const revisions = await host.readRevisions(address(), comment);
        expect(revisions.map(({ body, by }) => [body, by])).toEqual([
          ["second", bot],
          ["first", bot],
        ]);
      });

      test("tells of no edit where there is no GraphQL", async () => {
        const id = alice.says("first");
        alice.edits(id, "second");
        place.model.graphql = false;
        const comment = await existing(id);
        expect(await host.readEditor(address(), comment)).toBeUndefined();
        expect(await host.readRevisions(address(), comment)).toEqual([]);
      });
    });

    describe("an issue's own text", () => {
      const ticked = "- [x] one";
      const editor = async () => host.readIssueEditor(address(), await host.readIssue(address()));

      test.each<[string, () => unknown, string | undefined]>([
        ["nobody edited", () => undefined, undefined],
        ["somebody else edited", () => bob.rewrites({ body: ticked }), "bob"],
        ["its author emptied", () => alice.rewrites({ body: "" }), "alice"],
        ["we edited", () => host.editIssue(address(), { body: ticked }), bot],
        ["we wrote again", () => host.editIssue(address(), { body: "- [ ] one" }), undefined],
        ["we gave another title", () => host.editIssue(address(), { title: "t" }), undefined],
      ])("that %s names its editor", async (_, edit, expected) => {
        await edit();
        expect(await editor()).toBe(expected);
      });

      test("names the last of several editors", async () => {
        await host.editIssue(address(), { body: ticked });
        clockAt("02:31:00");
        bob.rewrites({ body: "- [ ] one, again" });
        clockAt("02:32:00");
        alice.rewrites({ title: "Renamed" });
        expect(await editor()).toBe("bob");
      });

      test("is asked of an issue however it was read", async () => {
        const opened = await host.openIssue(address(), { title: "t", body: "b", labels: [] });
        const listed = await host.listIssues(address(), { state: "all" });
        bob.on(opened.number).rewrites({ body: ticked });
        const same = [opened, ...listed.filter(({ id }) => id === opened.id)];
        const editors = await Promise.all(
          same.map((issue) => host.readIssueEditor(address(), issue)),
        );
        expect(editors).toEqual(["bob", "bob"]);
      });

      test("has no known editor where there is no GraphQL", async () => {
        bob.rewrites({ body: ticked });
        place.model.graphql = false;
        expect(await editor()).toBeUndefined();
      });
    });

    async function existing(id: number) {
      const comment = await host.readComment(address(), id);
      if (comment === undefined) throw new Error(`There is no comment ${id}.`);
      return comment;
    }
  });
}
