import { expect, test } from "vitest";
import { addressOfFailedDelivery } from "../../src/adapters/github/address-of-failed-delivery.ts";
import { addressOfDelivery } from "../../src/app/address-of-delivery.ts";
import { payload } from "./signed-delivery.ts";

const judge = {
  labels: { isOurs: (_: number, label: string) => label === "incident" },
  ourLogin: () => "allclear[bot]",
  now: () => new Date("2026-11-22T02:35:00Z"),
};
const comment = (body: string) => ({ comment: { id: 9, body } });
const marked = "words\n\n<!-- allclear:incident 4711#42 card=5 -->";

function judged(event: string, content: object): unknown {
  const address = addressOfDelivery({ event, payload: content }, judge);
  if (typeof address === "string") return address;
  const { toldAt: _, updatedAt: __, ...seen } = address.seen;
  return seen;
}

/** What the resync reads of the same delivery in GitHub's list of failures. */
function judgedLater(content: object): unknown {
  const address = addressOfFailedDelivery(content);
  if (address === undefined) return undefined;
  const { updatedAt: _, ...seen } = address.seen;
  return seen;
}

const incident = { labels: ["bug", "incident"] };

test.each([
  ["a labeled issue", "issues", payload(incident), {}],
  [
    "a label taken off",
    "issues",
    payload({ action: "unlabeled", label: { name: "incident" } }),
    {},
  ],
  ["our marker in the body", "issues", payload({ action: "closed", body: marked }), {}],
  [
    "our marker taken out of the body",
    "issues",
    payload({ action: "edited", changes: { body: { from: marked } } }),
    { edited: [{ commentId: 0, by: "mona" }] },
  ],
  [
    "a comment on an incident",
    "issue_comment",
    payload({ action: "created", ...incident, ...comment("hello") }),
    { commentId: 9 },
  ],
  [
    "a command on any issue",
    "issue_comment",
    payload({ action: "created", ...comment("see\r\n  /incident declare") }),
    { commentId: 9, named: [9] },
  ],
  [
    "an edit on an incident, with who did it",
    "issue_comment",
    payload({ action: "edited", ...incident, ...comment("hello") }),
    { edited: [{ commentId: 9, by: "mona" }] },
  ],
  [
    "a deletion on an incident",
    "issue_comment",
    payload({ action: "deleted", ...incident, ...comment("/note x") }),
    { deleted: [9] },
  ],
  [
    "our card, edited by somebody else",
    "issue_comment",
    payload({ action: "edited", ...incident, ...comment("<!-- allclear:card") }),
    { edited: [{ commentId: 9, by: "mona" }] },
  ],
  [
    "an incident that we opened ourselves",
    "issues",
    payload({ action: "opened", ...incident, sender: "allclear[bot]" }),
    {},
  ],
  [
    "an edit into a command, with who did it",
    "issue_comment",
    payload({ action: "edited", ...incident, ...comment("/sev 1") }),
    { edited: [{ commentId: 9, by: "mona" }], named: [9] },
  ],
  [
    "a command behind a character nobody sees",
    "issue_comment",
    payload({ action: "created", ...comment("\u200b/incident declare") }),
    { commentId: 9, named: [9] },
  ],
])("%s asks for a look, also when its delivery failed", (_, event, content, seen) => {
  expect(judged(event, content)).toEqual(seen);
  expect(judgedLater(content)).toEqual(seen);
});

test.each([
  ["an issue without labels", "issues", payload(), "no incident"],
  ["another label", "issues", payload({ labels: ["bug"] }), "no label that we know"],
  [
    "a label that only looks like ours",
    "issues",
    payload({ labels: ["incıdent"] }),
    "no label that we know",
  ],
  [
    "a comment without a slash at the start of a line",
    "issue_comment",
    payload({ action: "created", ...comment("and/or\nhttps://a/b") }),
    "no incident",
  ],
  [
    "a deleted command on an issue that is no incident",
    "issue_comment",
    payload({ action: "deleted", ...comment("/incident declare") }),
    "no incident",
  ],
  [
    "a comment of our own",
    "issue_comment",
    payload({ action: "created", ...incident, ...comment("/sev 1"), sender: "allclear[bot]" }),
    "our own doing",
  ],
  [
    "a label of our own",
    "issues",
    payload({ ...incident, sender: "allclear[bot]" }),
    "our own doing",
  ],
  ["another event", "pull_request", payload(incident), "not an event we follow"],
])("%s asks for none", (_, event, content, why) => {
  expect(judged(event, content)).toBe(why);
});

test("nothing of a payload but identities is in the address", () => {
  const content = payload({ action: "created", ...incident, ...comment("/note private words") });
  const address = addressOfDelivery({ event: "issue_comment", payload: content }, judge);
  expect(JSON.stringify(address)).not.toMatch(/private/);
});

test.each([
  ["line breaks", "\n".repeat(65_000)],
  ["blanks", " ".repeat(65_000)],
  ["separators of lines", "\u2028".repeat(65_000)],
])("a body of 65,000 %s is judged in no time", (_, body) => {
  const content = payload({ action: "created", ...comment(body) });
  const started = process.cpuUsage();
  judged("issue_comment", content);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(100);
});
