import { expect, test } from "vitest";
import { eventually, maintainer, openIssue } from "./github.ts";

interface EventShown {
  readonly event: string;
  readonly state_reason?: string | null;
}

test.each(["completed", "not_planned"])("`closed` in the events says %s", async (reason) => {
  const us = maintainer();
  const { number } = await openIssue(us);
  await us.does("PATCH", `/issues/${number}`, { state: "closed", state_reason: reason });
  const closed = await eventually(async () => {
    const events = await us.does<readonly EventShown[]>("GET", `/issues/${number}/events`);
    return events.find(({ event }) => event === "closed");
  });
  expect(closed.state_reason).toBe(reason);
});
