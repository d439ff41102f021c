import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { registerLogger, validate } from "@actions/languageservice";
import { build } from "esbuild";

type Validate = typeof validate;
type Configuration = NonNullable<Parameters<Validate>[1]>;
type ActionMetadata = Awaited<
  ReturnType<NonNullable<Configuration["actionsMetadataProvider"]>["fetchActionMetadata"]>
>;

interface Service {
  readonly validate: Validate;
  readonly registerLogger: typeof registerLogger;
  readonly TextDocument: {
    create(uri: string, language: string, version: number, text: string): Parameters<Validate>[0];
  };
}

/** What is wrong with a workflow or an `action.yml`, as GitHub's own editor would say it. */
export type LintFile = (name: string, text: string) => Promise<readonly string[]>;

/** Warnings count; how a schedule reads in words does not. */
const worstNeeded = 2;

/**
 * GitHub's language service. It imports JSON in a way that only bundlers understand, so it is made
 * one file first. Of actions it knows only ours.
 */
export async function openLanguageService(ours: ActionMetadata): Promise<LintFile> {
  const { validate, registerLogger, TextDocument } = await load();
  const gaveUp: string[] = [];
  const quiet = () => undefined;
  const error = (message: string) => void gaveUp.push(message);
  registerLogger({ log: quiet, info: quiet, warn: quiet, error });
  let count = 0;
  const actionsMetadataProvider = {
    fetchActionMetadata: async ({ name, path }: { name: string; path?: string }) =>
      name === "allclear" && path === "action" ? ours : undefined,
  };
  return async (name, text) => {
    // It remembers what it read by its address.
    count += 1;
    const document = TextDocument.create(`file:///${count}/${name}`, "yaml", 1, text);
    const found = await validate(document, { actionsMetadataProvider });
    const serious = found.filter(
      ({ message, severity = 1 }) =>
        severity <= worstNeeded && !`${message}`.startsWith("Unable to resolve action"),
    );
    const messages = serious.map(
      ({ message, range }) => `line ${range.start.line + 1}: ${message}`,
    );
    return [...messages, ...gaveUp.splice(0)];
  };
}

async function load(): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), "allclear-language-service-"));
  try {
    const { outputFiles } = await build({
      stdin: {
        contents: `export { registerLogger, validate } from "@actions/languageservice";
          export { TextDocument } from "vscode-languageserver-textdocument";`,
        resolveDir: fileURLToPath(new URL("../../", import.meta.url)),
      },
      bundle: true,
      write: false,
      platform: "node",
      format: "esm",
      banner: {
        js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);',
      },
      logLevel: "silent",
    });
    const file = join(folder, "service.mjs");
    await writeFile(file, outputFiles[0]?.text ?? "");
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Service;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
