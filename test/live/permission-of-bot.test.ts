import { expect, test } from "vitest";
import { maintainer, type Refused, repository } from "./github.ts";

test.each(["dependabot[bot]", `nobody-${Date.now()}`])(
  "%s has no permission: 404, is not a user",
  async (login) => {
    const path = `/repos/${repository()}/collaborators/${encodeURIComponent(login)}/permission`;
    const { status, body } = await maintainer().asks<Refused>("GET", path);
    expect(status).toBe(404);
    expect(body.message).toContain("is not a user");
  },
);
