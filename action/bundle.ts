import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { embedTexts } from "./embed-texts.ts";
import { leaveOutUnused } from "./leave-out-unused.ts";
import { licensesOf } from "./licenses.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

export interface Bundle {
  /** What belongs into `action/dist/`, by name. */
  readonly files: ReadonlyMap<string, string>;
  /** The sources that are in it, paths from the root of the repository. */
  readonly sources: readonly string[];
}

/** Makes one file of the Action and everything it needs; the same sources give the same bytes. */
export async function bundleAction(): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["action/main.ts"],
    outfile: "action/dist/index.js",
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "esm",
    // Packages in the older format ask for parts of Node by `require`.
    banner: {
      js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);',
    },
    // They stand in licenses.txt.
    legalComments: "none",
    plugins: [embedTexts, leaveOutUnused],
    logLevel: "silent",
  });
  const sources = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path)
    .sort();
  const files = new Map([
    ["index.js", outputFiles[0]?.text ?? ""],
    ["package.json", '{"type":"module"}\n'],
    ["licenses.txt", licensesOf(sources, root)],
  ]);
  return { files, sources };
}
