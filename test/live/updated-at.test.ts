import { expect, test } from "vitest";
import {
  anotherSecond,
  type Caller,
  type CommentShown,
  comment,
  maintainer,
  openIssue,
  readIssue,
} from "./github.ts";

interface Deed {
  readonly what: string;
  readonly act: (us: Caller, on: CommentShown) => Promise<unknown>;
}

/** Does it to a comment and tells the issue's `updated_at` before and after. */
async function timesAround({ act }: Deed): Promise<{ before: string; after: string }> {
  const us = maintainer();
  const issue = await openIssue(us);
  const said = await comment(us, issue, "first");
  const { updated_at: before } = await readIssue(us, issue);
  await anotherSecond();
  await act(us, said);
  const { updated_at: after } = await readIssue(us, issue);
  return { before, after };
}

test.each<Deed>([
  {
    what: "editing a comment",
    act: (us, { id }) => us.does("PATCH", `/issues/comments/${id}`, { body: "second" }),
  },
  {
    what: "deleting a comment",
    act: (us, { id }) => us.does("DELETE", `/issues/comments/${id}`),
  },
])("$what moves the issue's updated_at", async (deed) => {
  const { before, after } = await timesAround(deed);
  expect(Date.parse(after)).toBeGreaterThan(Date.parse(before));
});

test.each<Deed>([
  {
    what: "a reaction",
    act: (us, { id }) => us.does("POST", `/issues/comments/${id}/reactions`, { content: "rocket" }),
  },
  { what: "a pin", act: (us, { id }) => us.does("PUT", `/issues/comments/${id}/pin`) },
])("$what does not move the issue's updated_at", async (deed) => {
  const { before, after } = await timesAround(deed);
  expect(after).toBe(before);
});
