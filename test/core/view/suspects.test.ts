import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Candidate } from "../../../src/core/rollback/suspects/candidate.ts";
import { rank } from "../../../src/core/rollback/suspects/rank.ts";
import type { Gap, SuspectsFound } from "../../../src/core/rollback/suspects/suspects-found.ts";
import { territoryOf } from "../../../src/core/rollback/suspects/territory.ts";
import { parseComment } from "../../../src/core/thread/parse-comment.ts";
import { fill } from "../../../src/core/view/render.ts";
import { suspectsView } from "../../../src/core/view/suspects.ts";
import { sampleConfig, sampleInstant, samplePlace } from "../../../src/sandbox/sample-incident.ts";
import {
  sampleNoSuspects,
  sampleServices,
  sampleSuspects,
} from "../../../src/sandbox/sample-suspects.ts";
import { templates } from "./built-in.ts";
import { codesOf, expectHarmless } from "./harmless.ts";
import { hostileText } from "./hostile.ts";

const shown = { config: { ...sampleConfig, timezone: "UTC" }, place: samplePlace };

const render = (found: SuspectsFound | undefined) =>
  fill(templates.suspects, suspectsView(found, shown));

const text = render(sampleSuspects);

describe("each suspect says", () => {
  test("what, who, when, why and how to take it back", () => {
    expect(text).toContain(
      "1. [#123](https://github.com/octo-org/shop/pull/123) Cache prices per customer, " +
        "by [linus](https://github.com/linus), 01:54 UTC\n" +
        "   Touches `services/checkout/prices/cache.ts` and 2 more files, which checkout-api owns; " +
        "deployed to production 6 min before the start; changes a " +
        "migration (`db/migrate/20261122_prices.rb`)\n" +
        "   Take it back: `/rollback #123`\n",
    );
  });

  test("a path only once", () => {
    expect(text).toContain(
      "Touches `package-lock.json`, which every service may use; deployed to production 6 min " +
        "before the start; changes versions of dependencies\n",
    );
  });

  test("the repository, where it is another one", () => {
    expect(text).toContain("[octo-org/design#8](https://github.com/octo-org/design/pull/8)");
    expect(text).toContain("Take it back: `/rollback octo-org/design#8`");
  });

  test("a command that is understood as it stands, if it can be undone by itself", () => {
    const commands = codesOf(text).filter((code) => code.startsWith("/rollback"));
    // What only failed or was only published cannot, nor can a deployment with another one on top.
    const kinds = sampleSuspects.suspects.map(({ candidate }) => candidate.kind);
    const changes = kinds.filter((kind) => kind === "pull" || kind === "push");
    const environments = sampleSuspects.suspects.flatMap(({ candidate }) =>
      candidate.kind === "deployment" ? `${candidate.repository} ${candidate.environment}` : [],
    );
    expect(commands).toHaveLength(changes.length + new Set(environments).size);
    for (const command of commands) {
      const [parsed] = parseComment(
        command,
        { prefixes: [], bareVerbs: true },
        { at: sampleInstant(0), timezone: "UTC", by: "ada" },
      );
      expect(parsed?.command.kind, command).toBe("ProposeRollback");
    }
  });
});

describe("the list", () => {
  test("shows five in full and folds the others", () => {
    const [full = "", folded = ""] = text.split("<details>");
    expect(full.match(/^\d+\. /gm)).toHaveLength(5);
    expect(folded.match(/^\d+\. /gm)).toHaveLength(sampleSuspects.suspects.length - 5);
    expect(folded).toContain(`<summary>${sampleSuspects.suspects.length - 5} more</summary>`);
  });

  test("claims nothing", () => {
    expect(text).toContain("None of this is proven.");
    expect(text).not.toMatch(/culprit|caused? by|root cause|is to blame/i);
  });

  test("names the owners of the affected services, and calls nobody", () => {
    const config = { timezone: "UTC", services: sampleServices };
    const given = suspectsView(sampleSuspects, { config, place: samplePlace });
    expect(given.owners).toBe("Owners of checkout-api: octo-org/checkout");
    const gaps = [{ kind: "no-owners", services: ["WEB"] }] as const;
    const unknown = suspectsView({ ...sampleNoSuspects, services: [], gaps }, { ...shown, config });
    expect(unknown.owners).toBe("Owners of web: octo-org/checkout");
  });

  test("says what was not looked into and what could not be seen", () => {
    expect(text).toContain("not into 3 older ones");
    expect(text).toContain("I may not read deployments of octo-org/design");
  });

  test("says where else to look when nothing changed", () => {
    expect(render(sampleNoSuspects)).toContain("Nothing changed there, as far as GitHub can tell.");
    expect(render(sampleNoSuspects)).not.toContain("None of this is proven.");
  });

  test("does not say that nothing changed where it may show nothing", () => {
    const gaps: readonly Gap[] = [{ kind: "private", repository: "octo-org/billing" }];
    const hidden = render({ ...sampleNoSuspects, repositories: [], gaps });
    expect(hidden).not.toContain("Nothing changed");
    expect(hidden).toContain("Not everybody who reads this may read octo-org/billing");
    expect(hidden).toMatch(/to the start at [^,]*\.\n/);
  });

  test("is not there where there is no incident", () => {
    expect(render(undefined)).toBe("This issue is not an incident.");
  });

  test("mentions nobody and runs nothing", () => {
    expectHarmless(text);
    expectHarmless(render(sampleNoSuspects));
  });
});

const gaps: readonly Gap[] = [
  { kind: "unreadable", repository: "a/b", source: "releases" },
  { kind: "cut", repository: "a/b", source: "commits" },
  { kind: "invisible", repository: "a/b" },
  { kind: "private", repository: "a/b" },
  { kind: "more-repositories", names: Array.from({ length: 12 }, (_, at) => `a/r${at}`) },
  { kind: "empty-window" },
];

test.each(gaps)("a gap is a sentence with a way on: $kind", (gap) => {
  const markdown = render({ ...sampleNoSuspects, gaps: [gap] });
  expect(markdown).toMatch(/^- .*[.?]$/m);
  expectHarmless(markdown);
});

const file = fc.record({ path: hostileText, additions: fc.nat(), deletions: fc.nat() });
const hostileCandidate: fc.Arbitrary<Candidate> = fc.oneof(
  fc
    .record({
      title: hostileText,
      by: hostileText,
      environment: hostileText,
      files: fc.array(file),
    })
    .map(({ environment, ...rest }): Candidate => {
      const at = sampleInstant(-40);
      const live = { state: "deployed", environment, at } as const;
      return { kind: "pull", repository: "octo-org/shop", number: 7, at, live, ...rest };
    }),
  fc.record({ ref: hostileText, environment: hostileText, by: hostileText }).map(
    (rest): Candidate => ({
      ...{ kind: "deployment", repository: "octo-org/web", id: 1, at: sampleInstant(-50) },
      ...{ sha: "a".repeat(40), outcome: "failed", carries: 2, ...rest },
    }),
  ),
  fc.record({ name: hostileText }).map(
    ({ name }): Candidate => ({
      ...{ kind: "run", repository: "octo-org/shop", id: 1, name, sha: "b".repeat(40) },
      at: sampleInstant(-60),
    }),
  ),
  fc.record({ tag: hostileText, name: hostileText }).map(
    (rest): Candidate => ({
      ...{ kind: "release", repository: "octo-org/shop", at: sampleInstant(-70), ...rest },
    }),
  ),
);

test("whatever people write in titles, paths, tags and names stays text", () => {
  fc.assert(
    fc.property(fc.array(hostileCandidate, { maxLength: 8 }), hostileText, (candidates, name) => {
      const territory = territoryOf({
        ...{ services: [name], catalog: [], repository: "octo-org/shop", codeowners: [] },
      });
      const suspects = rank(candidates, { startedAt: sampleInstant(-20), territory });
      const more: readonly Gap[] = [{ kind: "no-owners", services: [name] }];
      const markdown = render({ ...sampleSuspects, suspects, gaps: more });
      expectHarmless(markdown);
      expect(markdown.length).toBeLessThan(20_000);
    }),
    { numRuns: 200 },
  );
});
