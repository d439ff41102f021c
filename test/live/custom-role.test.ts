import { expect, test } from "vitest";
import { maintainer } from "./github.ts";
import { setting } from "./settings.ts";

test("a custom role has its own name in `role_name` and its base in `permission`", async () => {
  const login = setting("ALLCLEAR_LIVE_CUSTOM_ROLE_LOGIN");
  const shown = await maintainer().does<{ permission: string; role_name: string }>(
    "GET",
    `/collaborators/${login}/permission`,
  );
  expect(["read", "triage", "write", "maintain", "admin"]).not.toContain(shown.role_name);
  expect(["read", "write", "admin"]).toContain(shown.permission);
});
