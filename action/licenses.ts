import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/**
 * The licenses of all packages that these files belong to, paths from the root of the repository.
 * Throws where a package has none.
 */
export function licensesOf(files: readonly string[], root: string): string {
  const folders = new Set(files.flatMap((file) => packageFolder(file) ?? []));
  const packages = [...folders].map((folder) => readPackage(join(root, folder)));
  const unique = new Map(packages.map((one) => [`${one.name}@${one.version}`, one]));
  return [...unique.values()].sort(byName).map(shown).join("\n");
}

/** `node_modules/a/node_modules/@b/c/lib/d.js` → `node_modules/a/node_modules/@b/c`. */
function packageFolder(file: string): string | undefined {
  return /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

function readPackage(folder: string): Package {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as Partial<Package>;
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)(\.|-|$)/i.test(one));
  if (name === undefined || version === undefined) {
    throw new Error(`${folder}: got a package without a name or version; expected both`);
  }
  if (license === undefined || file === undefined || !existsSync(join(folder, file))) {
    throw new Error(
      `${name}@${version}: got no ${license === undefined ? "license" : "text of its license"}; ` +
        "expected a package that says under which license it may be handed on",
    );
  }
  const text = readFileSync(join(folder, file), "utf8").replace(/\r\n?/g, "\n").trim();
  return { name, version, license, text };
}

function byName(a: Package, b: Package): number {
  return `${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1;
}

function shown({ name, version, license, text }: Package): string {
  return `${name} ${version} (${license})\n\n${text}\n\n${"-".repeat(80)}\n`;
}
