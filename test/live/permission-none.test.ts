import { expect, test } from "vitest";
import { maintainer } from "./github.ts";
import { setting } from "./settings.ts";

/** Somebody who exists on public GitHub and surely has no access. */
const stranger = "octocat";

test("somebody without access to a private repository has `none` twice", async () => {
  const repository = setting("ALLCLEAR_LIVE_PRIVATE_REPOSITORY");
  const path = `/repos/${repository}/collaborators/${stranger}/permission`;
  const { status, body } = await maintainer().asks<object>("GET", path);
  expect(status).toBe(200);
  expect(body).toMatchObject({ permission: "none", role_name: "none" });
});
