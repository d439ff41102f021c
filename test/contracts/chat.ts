import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Chat, ChatMessage, ChatRoom, ChatStep } from "../../src/reconcile/chat-port.ts";
import { Again } from "../../src/reconcile/failure.ts";

/** A chat, and what people see and do in it. */
export interface OpenedChat {
  readonly chat: Chat;
  /** Undefined when no channel has that name. */
  see(name: string): Promise<SeenChannel | undefined>;
  /** Somebody else makes a channel, in which only they are. Answers with its id. */
  makeChannel(name: string): Promise<string>;
  /** From now on, or no longer: what is written is done, but the answer gets lost. */
  loseAnswers(lose: boolean): void;
  close(): Promise<void>;
}

export interface SeenChannel {
  readonly id: string;
  readonly topic: string;
  readonly isArchived: boolean;
  /** Oldest first, without what the chat itself tells, such as a new topic. */
  readonly messages: readonly SeenMessage[];
}

export interface SeenMessage {
  readonly title: string;
  /** Where the title leads. */
  readonly leadsTo: string;
  readonly text: string;
  /** Who is pinged and which channels are named, and where links in it lead. */
  readonly mentions: readonly string[];
  readonly thread: readonly SeenMessage[];
}

const hostile =
  "<!channel> <!here> <@U000000001> <#C000000001> <https://evil.example|log in> &lt;!everyone&gt; " +
  "*bold* _leaning_ ~gone~ `code` @admin @here";

/** What every chat promises; run over each implementation. `open` gives an empty one. */
export function chatContract(name: string, open: () => Promise<OpenedChat>): void {
  describe(`the chat of ${name}`, () => {
    let world: OpenedChat;
    const carryOut = (step: ChatStep) => world.chat.carryOut(step);
    const openChannel = (topic = "SEV1") =>
      carryOut({ kind: "open-channel", name: "incident-12", topic });
    const openThread = () =>
      carryOut({ kind: "open-thread", channel: "incidents", key: "root", message: said("Root") });
    const post = (room: ChatRoom, key: string, message = said(key)) =>
      carryOut({ kind: "post", room, key, message });
    const titles = async (channel: string) =>
      (await world.see(channel))?.messages.map(({ title }) => title);

    beforeEach(async () => {
      world = await open();
    });
    afterEach(async () => {
      await world.close();
    });

    describe("of a channel of its own", () => {
      test("makes it, with its topic, and says where it is", async () => {
        const room = await openChannel("SEV1: checkout is down");
        const seen = await world.see("incident-12");
        expect(seen).toMatchObject({ topic: "SEV1: checkout is down", isArchived: false });
        expect(room).toEqual({ channel: seen?.id, url: expect.stringContaining(seen?.id ?? "?") });
      });

      test("finds the one it made before", async () => {
        expect(await openChannel()).toEqual(await openChannel());
        expect((await world.see("incident-12"))?.messages).toEqual([]);
      });

      test("goes into one that somebody else made", async () => {
        const id = await world.makeChannel("incident-12");
        const room = await openChannel();
        expect(room.channel).toBe(id);
        await post(room, "first");
        expect(await world.see("incident-12")).toMatchObject({ id, topic: "SEV1" });
        expect(await titles("incident-12")).toEqual(["first"]);
      });

      test("names it as near to the wish as can be", async () => {
        await carryOut({ kind: "open-channel", name: "Incident #12: Café__Zürich!", topic: "" });
        expect(await world.see("incident-12-cafe__zurich")).toBeDefined();
        await carryOut({ kind: "open-channel", name: "x".repeat(200), topic: "" });
        expect(await world.see("x".repeat(80))).toBeDefined();
      });

      test("refuses a name of which nothing is left", async () => {
        const step: ChatStep = { kind: "open-channel", name: "—!—", topic: "" };
        await expect(carryOut(step)).rejects.toMatchObject({ name: "Stop", reason: "refused" });
      });

      test("changes the topic, in one line and short enough", async () => {
        const room = await openChannel();
        await carryOut({ kind: "set-topic", room, topic: "SEV2 & <easing>" });
        expect((await world.see("incident-12"))?.topic).toBe("SEV2 & <easing>");
        await carryOut({ kind: "set-topic", room, topic: `one\ntwo ${"& ".repeat(300)}` });
        const topic = (await world.see("incident-12"))?.topic ?? "";
        expect(topic).toMatch(/^one two & & .*…$/);
        expect(topic.length).toBeLessThanOrEqual(250);
      });

      test("archives it, once and again, and opens it again with all that was in it", async () => {
        const room = await openChannel();
        await post(room, "first");
        await carryOut({ kind: "archive", room });
        await carryOut({ kind: "archive", room });
        expect((await world.see("incident-12"))?.isArchived).toBe(true);
        expect(await openChannel("Again")).toEqual(room);
        expect(await world.see("incident-12")).toMatchObject({ isArchived: false, topic: "Again" });
        await post(room, "first");
        expect(await titles("incident-12")).toEqual(["first"]);
      });

      test("posts nothing where it is archived", async () => {
        const room = await openChannel();
        await carryOut({ kind: "archive", room });
        await expect(post(room, "late")).rejects.toMatchObject({ name: "Stop", reason: "gone" });
        expect(await titles("incident-12")).toEqual([]);
      });
    });

    describe("of a thread in a common channel", () => {
      test.each(["incidents", "#incidents"])("opens it once, in %s", async (channel) => {
        await world.makeChannel("incidents");
        const message = said("Root");
        const step: ChatStep = { kind: "open-thread", channel, key: "root", message };
        const room = await carryOut(step);
        expect(await carryOut(step)).toEqual(room);
        expect(room).toMatchObject({ thread: expect.any(String), url: expect.any(String) });
        expect(await titles("incidents")).toEqual(["Root"]);
      });

      test("posts into the thread, once for each key", async () => {
        await world.makeChannel("incidents");
        const room = await openThread();
        for (const key of ["a", "b", "a"]) expect(await post(room, key)).toEqual(room);
        const [root] = (await world.see("incidents"))?.messages ?? [];
        expect(root?.thread.map(({ title }) => title)).toEqual(["a", "b"]);
        expect(await titles("incidents")).toEqual(["Root"]);
      });

      test("leaves alone what belongs to others: the topic and the channel", async () => {
        await world.makeChannel("incidents");
        const room = await openThread();
        const { topic } = (await world.see("incidents")) ?? {};
        expect(await carryOut({ kind: "set-topic", room, topic: "Mine" })).toEqual(room);
        expect(await carryOut({ kind: "archive", room })).toEqual(room);
        expect(await world.see("incidents")).toMatchObject({ topic, isArchived: false });
      });

      test("announces by name or id, once for each key", async () => {
        const id = await world.makeChannel("all-hands");
        for (const channel of ["all-hands", id, "#all-hands"]) {
          await carryOut({ kind: "announce", channel, key: "a", message: said("News") });
        }
        await carryOut({ kind: "announce", channel: id, key: "b", message: said("More") });
        expect(await titles("all-hands")).toEqual(["News", "More"]);
      });

      test.each(["nowhere", "#nowhere", "C0NOWHERE0"])("cannot speak in %s", async (channel) => {
        const step: ChatStep = { kind: "announce", channel, key: "a", message: said("News") };
        await expect(carryOut(step)).rejects.toMatchObject({ name: "Stop", reason: "gone" });
      });
    });

    describe("of messages", () => {
      test("shows title, text and where it is told in full", async () => {
        const room = await openChannel();
        const text = "Customers & partners < 5 %\ncannot pay > 3 minutes\n\n- not a list";
        const url = "https://github.com/octo-org/shop/issues/12?a=1&b=2#issuecomment-3";
        await post(room, "a", { title: "SEV1: `api_gateway` is down", text, url });
        const [seen] = (await world.see("incident-12"))?.messages ?? [];
        expect(seen).toMatchObject({ text, leadsTo: url, mentions: [], thread: [] });
        expect(seen?.title).toMatch(/^SEV1: .api_gateway. is down$/);
      });

      test("pings nobody and links nowhere, whatever stands in it", async () => {
        const room = await openChannel(hostile);
        const url = "https://github.com/x|<!channel>";
        await post(room, "a", { title: `a\n${hostile}`, text: hostile, url });
        const [seen] = (await world.see("incident-12"))?.messages ?? [];
        expect(seen).toMatchObject({ text: hostile, mentions: [] });
        expect(seen?.leadsTo).toMatch(/^https:\/\/github\.com\/x/);
        expect(seen?.title).not.toContain("\n");
      });

      test.each([
        ["nothing", ""],
        ["half a character", "a \ud83d b"],
        ["the most there can be, all of it escaped", "&".repeat(3000)],
        ["characters that take two", "🚒".repeat(1500)],
      ])("carries a text of %s", async (_, text) => {
        await post(await openChannel(), "a", { ...said("Title"), text });
        const [seen] = (await world.see("incident-12"))?.messages ?? [];
        expect(seen).toMatchObject({ title: "Title", text: text.toWellFormed() });
      });

      test("knows a key only where it was posted", async () => {
        await world.makeChannel("incidents");
        const [channel, thread] = [await openChannel(), await openThread()];
        for (const room of [channel, thread, channel, thread]) await post(room, "a");
        expect(await titles("incident-12")).toEqual(["a"]);
        expect((await world.see("incidents"))?.messages[0]?.thread).toHaveLength(1);
      });

      test("is found again behind a hundred others", async () => {
        const room = await openChannel();
        const keys = Array.from({ length: 101 }, (_, index) => `key-${index}`);
        for (const key of keys) await post(room, key);
        await post(room, "key-0");
        expect(await titles("incident-12")).toHaveLength(101);
      });
    });

    describe("when answers get lost", () => {
      // Each try that writes something fails, so the last one finds everything done.
      async function insist(step: ChatStep): Promise<ChatRoom> {
        world.loseAnswers(true);
        for (let lost = 0; lost < 10; lost += 1) {
          const room = await carryOut(step).catch((failure: unknown) => {
            expect(failure).toBeInstanceOf(Again);
            expect(failure).toMatchObject({ lost: true });
          });
          if (room === undefined) continue;
          world.loseAnswers(false);
          expect(lost).toBeGreaterThan(0);
          return room;
        }
        throw new Error(`${step.kind} was never done`);
      }

      test("opens one channel, closes it and opens it again", async () => {
        const open: ChatStep = { kind: "open-channel", name: "incident-12", topic: "SEV1" };
        const room = await insist(open);
        await insist({ kind: "set-topic", room, topic: "SEV2" });
        expect(await world.see("incident-12")).toMatchObject({ topic: "SEV2" });
        await insist({ kind: "archive", room });
        expect(await world.see("incident-12")).toMatchObject({ isArchived: true });
        expect(await insist(open)).toEqual(room);
        expect(await world.see("incident-12")).toMatchObject({ isArchived: false, topic: "SEV1" });
      });

      test("posts once, in channels and in threads", async () => {
        await world.makeChannel("incidents");
        const message = said("News");
        const thread = await insist({
          kind: "open-thread",
          channel: "incidents",
          key: "root",
          message: said("Root"),
        });
        await insist({ kind: "post", room: thread, key: "a", message });
        await insist({ kind: "announce", channel: "incidents", key: "b", message });
        expect(await titles("incidents")).toEqual(["Root", "News"]);
        const [root] = (await world.see("incidents"))?.messages ?? [];
        expect(root?.thread.map(({ title }) => title)).toEqual(["News"]);
      });
    });
  });
}

function said(title: string): ChatMessage {
  return { title, text: "Told in full on GitHub.", url: "https://github.com/octo-org/shop/12" };
}
