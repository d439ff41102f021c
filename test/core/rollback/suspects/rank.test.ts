import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Candidate, FileChange } from "../../../../src/core/rollback/suspects/candidate.ts";
import { rank } from "../../../../src/core/rollback/suspects/rank.ts";
import type { Suspect } from "../../../../src/core/rollback/suspects/suspect.ts";
import { territoryOf } from "../../../../src/core/rollback/suspects/territory.ts";
import { weights } from "../../../../src/core/rollback/suspects/weights.ts";
import { ago, pullOf, pushOf, repository, serviceOf, sha, startedAt } from "./given.ts";

const catalog = [
  serviceOf("api", { paths: ["/services/api/"] }),
  serviceOf("web", { paths: ["/apps/web/"] }),
];
const territory = territoryOf({ services: ["api"], catalog, repository, codeowners: [] });
const unknown = territoryOf({ services: [], catalog, repository, codeowners: [] });

const ranked = (candidates: readonly Candidate[], known = true) =>
  rank(candidates, { startedAt, territory: known ? territory : unknown });

const files = (...paths: readonly string[]): readonly FileChange[] =>
  paths.map((path) => ({ path, additions: 10, deletions: 5 }));

const first = (candidates: readonly Candidate[], known = true): Suspect | undefined =>
  ranked(candidates, known)[0];

function expectFirst(likelier: Candidate, other: Candidate, known = true): void {
  expect(first([likelier, other], known)?.candidate).toBe(likelier);
  expect(first([other, likelier], known)?.candidate).toBe(likelier);
}

const deployed = (minutes: number) =>
  ({ state: "deployed", environment: "production", at: ago(minutes) }) as const;

describe("of two changes that differ in one thing, first comes", () => {
  test("the one to the service's own files", () => {
    const own = pullOf(1, { files: files("services/api/a.ts") });
    const nobodys = pullOf(2, { files: files("libs/a.ts") });
    const others = pullOf(3, { files: files("apps/web/a.ts") });
    const shared = pullOf(4, { files: files("Dockerfile") });
    expectFirst(own, shared);
    expectFirst(shared, nobodys);
    expectFirst(nobodys, others);
    expectFirst(own, pullOf(5, { files: files("services/api/a.ts", "apps/web/a.ts") }));
  });

  test("the later one", () => expectFirst(pullOf(1, { at: ago(5) }), pullOf(2, { at: ago(50) })));

  test("the one deployed later, whenever it was merged", () => {
    expectFirst(
      pullOf(1, { at: ago(300), live: deployed(5) }),
      pullOf(2, { at: ago(60), live: deployed(50) }),
    );
  });

  test("the one that went live", () => {
    const not = { state: "not-deployed", environment: "production" } as const;
    expectFirst(pullOf(1, { at: ago(60), live: deployed(50) }), pullOf(2, { live: not }));
  });

  test("the larger one", () => {
    const large = pullOf(1, { files: [{ path: "src/a.ts", additions: 500, deletions: 0 }] });
    expectFirst(large, pullOf(2));
  });

  test("the one with a riskier file", () => {
    const paths = ["db/migrate/1_a.rb", "config/app.yml", "package-lock.json", "src/a.ts"];
    for (const [at, path] of paths.entries()) {
      for (const other of paths.slice(at + 1)) {
        const [risky, calmer] = [
          pullOf(1, { files: files(path) }),
          pullOf(2, { files: files(other) }),
        ];
        expectFirst(risky, calmer, false);
      }
    }
    expectFirst(pullOf(1), pullOf(2, { files: files("docs/a.md", "test/a.ts") }));
  });

  test("the push that nobody reviewed", () => expectFirst(pushOf("a"), pullOf(1)));
});

test("another service's migration is its own business", () => {
  const [found] = ranked([
    pullOf(1, { files: files("services/api/a.ts", "apps/web/migrations/1.sql") }),
  ]);
  expect(found?.factors.risk).toBe(1);
});

test("a lock file of thousands of lines is no large change", () => {
  const bump = pullOf(1, { files: [{ path: "yarn.lock", additions: 9000, deletions: 8000 }] });
  expect(first([bump])?.factors.size).toBe(weights.size.unseen);
  const large = pullOf(2, { files: [{ path: "src/a.ts", additions: 900, deletions: 0 }] });
  expect(first([bump])?.factors.size).toBeLessThan(first([large])?.factors.size ?? 0);
});

test("what came after the incident started is no suspect", () => {
  const late = [pullOf(1, { at: ago(0, 1) }), pushOf("a", { at: ago(-10) })];
  expect(ranked([...late, pullOf(2, { at: startedAt })]).map(({ candidate }) => candidate)).toEqual(
    [pullOf(2, { at: startedAt })],
  );
});

test("the reason names what speaks loudest, and always when", () => {
  const culprit = pullOf(123, {
    at: ago(60),
    live: deployed(6),
    files: files("services/api/a.ts", "services/api/migrations/1.sql"),
  });
  expect(first([culprit])?.because).toEqual([
    { kind: "owned", path: "services/api/a.ts", service: "api", more: 1 },
    { kind: "deployed", environment: "production", beforeMs: 360_000 },
    { kind: "risk", risk: "migration", path: "services/api/migrations/1.sql" },
  ]);
  const other = pushOf("a", { files: files("apps/web/a.ts") });
  expect(first([other])?.because).toEqual([
    { kind: "not-owned", services: ["api"] },
    { kind: "happened", beforeMs: 1_800_000 },
    { kind: "no-review" },
  ]);
  const { files: _files, ...unseen } = pullOf(1);
  expect(first([unseen])?.because.map(({ kind }) => kind)).toEqual(["unseen", "happened"]);
});

const anyFiles = fc.array(
  fc.record({
    path: fc.constantFrom(
      "services/api/a.ts",
      "apps/web/b.ts",
      "db/migrate/1.rb",
      "docs/a.md",
      "x.c",
    ),
    additions: fc.nat(5000),
    deletions: fc.nat(5000),
  }),
  { maxLength: 5 },
);
const anyCandidate: fc.Arbitrary<Candidate> = fc.oneof(
  fc
    .tuple(fc.nat(99), fc.integer({ min: -60, max: 2000 }), fc.option(anyFiles), fc.nat(2000))
    .map(([number, minutes, changed, live]): Candidate => {
      const { files: _files, ...pull } = pullOf(number, { at: ago(minutes) });
      const known = live < minutes ? { live: deployed(live) } : {};
      return { ...pull, ...known, ...(changed !== null && { files: changed }) };
    }),
  fc.integer({ min: -60, max: 2000 }).map(
    (minutes): Candidate => ({
      ...{ kind: "run", repository, id: minutes, name: "ci", sha: sha("r"), at: ago(minutes) },
    }),
  ),
);

test("a ranking is total, deterministic, and every factor positive", () => {
  fc.assert(
    fc.property(fc.array(anyCandidate), fc.boolean(), (candidates, known) => {
      const suspects = ranked(candidates, known);
      for (const { score, factors } of suspects) {
        expect(score).toBeGreaterThan(0);
        expect(Number.isFinite(score)).toBe(true);
        for (const factor of Object.values(factors)) expect(factor).toBeGreaterThan(0);
        for (const factor of Object.values(factors)) expect(factor).toBeLessThanOrEqual(1.6);
      }
      const scores = suspects.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(ranked(candidates.toReversed(), known).map(({ score }) => score)).toEqual(scores);
    }),
  );
});
