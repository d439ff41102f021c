import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { type CommentShown, comment, maintainer, openIssue, repository } from "./github.ts";
import { apiUrl } from "./settings.ts";

const most = 2_500;
/** GitHub takes 500 comments an hour from one account. */
const gapMs = apiUrl() === "https://api.github.com" ? 7_500 : 0;
const hours = 3_600_000;

test(
  "the 2,501st comment is refused with 422, and edits go on working",
  async () => {
    const us = maintainer();
    const issue = await openIssue(us);
    const first = await comment(us, issue, "comment 1");
    for (let count = 2; count <= most; count += 1) {
      await comment(us, issue, `comment ${count}`);
      await pause(gapMs);
    }
    const path = `/repos/${repository()}/issues/${issue.number}/comments`;
    const refused = await us.asks("POST", path, { body: "one more" });
    const edited = await us.does<CommentShown>("PATCH", `/issues/comments/${first.id}`, {
      body: "comment 1, edited",
    });
    expect(refused.status).toBe(422);
    expect(edited.body).toBe("comment 1, edited");
  },
  8 * hours,
);
