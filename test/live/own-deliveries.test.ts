import { expect, test } from "vitest";
import { appLogin, delivered, installation } from "./app.ts";
import { comment, maintainer, openIssue } from "./github.ts";

test("what an App writes is delivered to it, with its bot as the sender", async () => {
  const issue = await openIssue(maintainer());
  const said = await comment(await installation(), issue, "a card");
  const { request } = await delivered(issue, ({ event }) => event === "issue_comment");
  expect(request.payload.comment?.id).toBe(said.id);
  expect(request.payload.sender).toMatchObject({ login: await appLogin(), type: "Bot" });
});
