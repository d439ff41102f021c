import { describe, expect, test } from "vitest";
import type { Service } from "../../../../src/core/config/config.ts";
import { parseCodeowners } from "../../../../src/core/rollback/suspects/codeowners.ts";
import { territoryOf } from "../../../../src/core/rollback/suspects/territory.ts";
import { serviceOf } from "./given.ts";

const repository = "octo/shop";
const api = serviceOf("api", { paths: ["/services/api/"] });
const web = serviceOf("web", { paths: ["/apps/web/"] });
const mail = serviceOf("mail", { repository: "octo/mail" });

function territory(services: readonly string[], catalog: readonly Service[], codeowners = "") {
  return territoryOf({ services, catalog, repository, codeowners: parseCodeowners(codeowners) });
}

describe("with a catalog", () => {
  const known = territory(["API", "mail"], [api, web, mail]);
  test.each([
    [repository, "services/api/a.ts", { kind: "own", service: "api" }],
    ["Octo/Shop", "services/api/a.ts", { kind: "own", service: "api" }],
    [repository, "apps/web/a.ts", { kind: "others" }],
    [repository, "libs/a.ts", { kind: "nobodys" }],
    ["octo/mail", "anything.ts", { kind: "own", service: "mail" }],
    ["octo/other", "services/api/a.ts", { kind: "nobodys" }],
  ])("%s %s", (where, path, whose) => {
    expect(known.known).toBe(true);
    expect(known.whose(where, path)).toEqual(whose);
  });
});

describe("without one CODEOWNERS tells, where it speaks of the service", () => {
  const rules = `
* @octo/everyone
/services/checkout/ @octo/payments
/libs/cart/ @octo/checkout-team
/apps/web/ @octo/web
`;
  test.each([
    ["checkout", "services/checkout/a.ts", "own"],
    ["checkout", "libs/cart/a.ts", "own"],
    ["checkout", "apps/web/a.ts", "others"],
    ["checkout", "tools/a.ts", "nobodys"],
    ["checkout-api", "libs/cart/a.ts", "own"],
    ["web", "apps/web/a.ts", "own"],
  ])("%s: %s", (service, path, kind) => {
    const known = territory([service], [], rules);
    expect(known.known).toBe(true);
    expect(known.whose(repository, path).kind).toBe(kind);
    expect(known.whose("octo/other", path).kind).toBe("nobodys");
  });

  test("a part of a word is no name of a service", () => {
    expect(territory(["check"], [], rules).known).toBe(false);
    expect(territory(["we"], [], rules).known).toBe(false);
  });
});

test("nothing known: everything is nobody's", () => {
  for (const known of [territory([], [api, web]), territory(["search"], [], "* @octo/all")]) {
    expect(known.known).toBe(false);
  }
  expect(territory(["search"], []).whose(repository, "a.ts")).toEqual({ kind: "nobodys" });
});
