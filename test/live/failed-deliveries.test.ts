import { expect, test } from "vitest";
import { app, delivered, deliveriesOf } from "./app.ts";
import { eventually, maintainer, openIssue } from "./github.ts";
import { setting } from "./settings.ts";

const opened = ({ action }: { action: string | null }) => action === "opened";

test("a receiver that fails is listed: 502 when unreachable, 504 when late", async () => {
  const codes: Readonly<Record<string, number>> = { unreachable: 502, late: 504 };
  const expected = codes[setting("ALLCLEAR_LIVE_HOOK")];
  const issue = await openIssue(maintainer());
  const delivery = await delivered(issue, opened);
  expect(delivery.status_code, "ALLCLEAR_LIVE_HOOK is `unreachable` or `late`").toBe(expected);
});

test("a redelivery keeps the GUID and has an id of its own", async () => {
  const issue = await openIssue(maintainer());
  const first = await delivered(issue, opened);
  const { status } = await app().asks("POST", `/app/hook/deliveries/${first.id}/attempts`);
  const again = await eventually(async () =>
    (await deliveriesOf(issue, opened)).find(({ redelivery }) => redelivery),
  );
  expect(status).toBe(202);
  expect(again.guid).toBe(first.guid);
  expect(again.id).not.toBe(first.id);
});
