import { expect, test } from "vitest";
import { readRepositoryFile, repositoryFiles } from "./repository.ts";

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly optionalDependencies: Versions;
}
type Versions = Readonly<Record<string, string>>;

const manifest = JSON.parse(readRepositoryFile("package.json").text) as Manifest;
const files = repositoryFiles();

test("every version is exact: npm on an old Node would quietly pick an older one", () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(all.length).toBeGreaterThan(20);
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test("the lock file does not say from where packages come, only what they are", () => {
  const { text } = readRepositoryFile("package-lock.json");
  expect(text).toContain('"integrity": "sha512-');
  expect(
    text.match(/"resolved": "https?:[^"]+"/g) ?? [],
    "Everybody installs from where their npm says. Install again; .npmrc leaves these out",
  ).toEqual([]);
});

test("Node 24 is the same on every machine, and in .nvmrc", () => {
  const brought = Object.values(manifest.optionalDependencies);
  expect(new Set([...brought, readRepositoryFile(".nvmrc").text.trim()]).size).toBe(1);
  expect(brought[0]).toMatch(/^24\./);
});

test("every file that an npm script runs is there", () => {
  const named = Object.entries(manifest.scripts).flatMap(([script, command]) =>
    [...command.matchAll(/\b[\w./-]+\.(?:ts|mjs|cjs)\b/g)].map(([path]) => ({ script, path })),
  );
  expect(named.length).toBeGreaterThan(5);
  const missing = named.filter(({ path }) => !files.some((file) => file.path.endsWith(path)));
  expect(missing, "Write it, or take the script out of package.json").toEqual([]);
});

test("every `npm run …` that anybody is told of exists", () => {
  const told = files
    .filter(({ path }) => !path.startsWith("test/house/"))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g)].map(([, name]) => ({
        path,
        name: name ?? "",
      })),
    );
  expect(told.length).toBeGreaterThan(3);
  const unknown = told.filter(({ name }) => !(name in manifest.scripts));
  expect(unknown, "Name one of package.json's scripts").toEqual([]);
});
