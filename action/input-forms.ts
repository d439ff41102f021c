import { plainTitle } from "../src/core/thread/inert.ts";
import { readServices } from "../src/core/thread/services.ts";
import { cut } from "../src/std/cut.ts";

export const modes = [
  "respond",
  "declare",
  "postmortem",
  "remind",
  "lint",
  "report",
  "check",
] as const;

export type Mode = (typeof modes)[number];

/** What stands in a workflow under `with:`, read by its form alone. */
export interface Parsed {
  readonly mode?: Mode;
  readonly token?: string;
  readonly issue?: number;
  readonly "dry-run"?: boolean;
  readonly title?: string;
  readonly severity?: string;
  readonly service?: readonly string[];
  readonly started?: string;
  readonly body?: string;
  readonly fingerprint?: string;
  readonly output?: PostmortemOutput;
  readonly path?: string;
  readonly file?: string;
  readonly period?: Period;
  readonly "output-folder"?: string;
}

export type InputName = keyof Parsed;

export type PostmortemOutput = "issue" | "pull-request";

/** The last so many days, or from one day to another, both included (`2026-01-01`). */
export type Period =
  | { readonly kind: "last"; readonly days: number }
  | { readonly kind: "between"; readonly from: string; readonly to: string };

/** GitHub refuses longer titles. */
const longestTitle = 256;
/** A body of ours leaves room for what is put below it later. */
const longestBody = 20_000;

/** Each gives the value, or undefined where the text is none. */
export const parsers: { readonly [N in InputName]-?: (text: string) => Parsed[N] } = {
  mode: (text) => modes.find((mode) => mode === text),
  token: (text) => text,
  issue: (text) => (/^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined),
  "dry-run": (text) => ({ true: true, false: false })[text.toLowerCase()],
  title: (text) => {
    // Somebody waits for the incident: a long title is cut rather than refused.
    const title = cut(plainTitle(text), longestTitle);
    return title === "" ? undefined : title;
  },
  severity: (text) => text,
  service: readServices,
  started: (text) => text,
  body: (text) => cut(text, longestBody),
  fingerprint: (text) => text,
  output: (text) => (text === "issue" || text === "pull-request" ? text : undefined),
  path: markdownFile,
  file: markdownFileOrFolder,
  period: readPeriod,
  "output-folder": inRepository,
};

interface Wish {
  readonly expected: string;
  readonly example: string;
}

export const wishes: Readonly<Record<InputName, Wish>> = {
  mode: {
    expected: `one of ${modes.join(", ")}`,
    example: "respond",
  },
  token: {
    expected: "a token that may write issues (leave the input out to use the workflow's own)",
    example: "$" + "{{ github.token }}",
  },
  issue: { expected: "the number of an issue of this repository", example: "42" },
  "dry-run": { expected: "true or false", example: "true" },
  title: { expected: "a title", example: "Checkout is down" },
  severity: { expected: "a level of the ladder", example: "SEV2" },
  service: { expected: "at most 50 names of services, separated by commas", example: "api, web" },
  started: { expected: "a time that has passed", example: "-20m" },
  body: { expected: "what is known", example: "Orders fail since the deployment" },
  fingerprint: { expected: "a text", example: "deploy-production" },
  output: { expected: "issue or pull-request", example: "pull-request" },
  path: {
    expected: "a Markdown file in the repository",
    example: "docs/postmortems/42-checkout.md",
  },
  file: {
    expected: "a Markdown file in the repository, or a folder with a slash at its end",
    example: "docs/postmortems/",
  },
  period: {
    expected: "a number of days, or two dates with the earlier one first",
    example: "2026-01-01..2026-03-31",
  },
  "output-folder": { expected: "a folder in the working directory", example: "reports" },
};

function markdownFile(text: string): string | undefined {
  return /\.(md|markdown)$/i.test(text) ? inRepository(text) : undefined;
}

/** A folder keeps the slash that tells it from a file. */
function markdownFileOrFolder(text: string): string | undefined {
  const path = text.endsWith("/") ? inRepository(text) : undefined;
  return path === undefined ? markdownFile(text) : `${path}/`;
}

/** A relative path that stays where it is; a slash at its end is dropped. */
function inRepository(text: string): string | undefined {
  const path = text.replace(/^(\.\/)+/, "").replace(/\/+$/, "");
  const parts = path.split("/");
  const odd = /[\\:*?"<>|\p{Cc}\p{Cf}]/u.test(path) || path.length > 500;
  return odd || parts.some((part) => part === "" || /^\.{1,2}$/.test(part)) ? undefined : path;
}

function readPeriod(text: string): Period | undefined {
  const days = /^(\d{1,4})d$/i.exec(text)?.[1];
  if (days !== undefined) return Number(days) > 0 ? { kind: "last", days: +days } : undefined;
  const [, from = "", to = ""] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text) ?? [];
  return isDate(from) && isDate(to) && from <= to ? { kind: "between", from, to } : undefined;
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
