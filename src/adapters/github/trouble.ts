import { redact } from "./redact.ts";

/** A call that did not work, stripped of everything that may hold a secret or somebody's text. */
export interface Trouble extends CallNames {
  /** Where it broke: while a token was fetched (nothing was sent), or in the call itself. */
  readonly phase: "token" | "call";
  /** Absent when no answer came. */
  readonly status?: number;
  readonly headers: Headers;
  readonly message: string;
  /** GitHub's codes for a 422, such as `already_exists`. */
  readonly codes: readonly string[];
  /** An answer that came but could not be understood: cut off, or HTML. */
  readonly unreadable: boolean;
}

export type Headers = Readonly<Record<string, string | number | undefined>>;

export interface CallNames {
  readonly method: string;
  /** The template, such as `/repos/{owner}/{repo}/issues`, never the address filled in. */
  readonly route: string;
  readonly isWrite: boolean;
  /** The repository we meant, where the call was about one. */
  readonly repository?: number;
}

/** Reads what octokit threw. The error itself, with its request and headers, goes no further. */
export function troubleFromError(call: CallNames, error: unknown): Trouble {
  const thrown = (error ?? {}) as ThrownByOctokit;
  const answer = thrown.response;
  const about = { ...call, phase: phaseOf(thrown) };
  if (answer === undefined) {
    const message = networkMessage(error);
    return { ...about, headers: {}, codes: [], message, unreadable: false };
  }
  const status = thrown.status ?? answer.status;
  return {
    ...about,
    ...(status === undefined ? {} : { status }),
    ...readBody(answer.data),
    headers: answer.headers ?? {},
    unreadable: isCutOff(call, status, answer.data),
  };
}

/** A 422 means what its body says: one that broke off may as well say "it is there already". */
function isCutOff(call: CallNames, status: number | undefined, data: unknown): boolean {
  return call.isWrite && status === 422 && typeof data === "string" && data !== "";
}

// Octokit's errors carry the request; one without was thrown before anything was sent.
function phaseOf(thrown: ThrownByOctokit): Trouble["phase"] {
  const sent = thrown.request !== undefined || thrown.name === "AbortError";
  return !sent || /\/access_tokens$/.test(thrown.request?.url ?? "") ? "token" : "call";
}

/** An answer octokit was content with, but we are not: a redirect, HTML, half a document. */
export function troubleFromAnswer(
  call: CallNames,
  answer: { readonly status: number; readonly headers: Headers; readonly data: unknown },
): Trouble {
  const unreadable = answer.status < 300;
  return {
    ...call,
    phase: "call",
    status: answer.status,
    headers: answer.headers,
    codes: [],
    message: unreadable ? "the answer could not be understood" : readBody(answer.data).message,
    unreadable,
  };
}

function readBody(data: unknown): Pick<Trouble, "message" | "codes"> {
  if (typeof data !== "object" || data === null) return { message: "", codes: [] };
  const body = data as { message?: unknown; errors?: unknown };
  const message = typeof body.message === "string" ? body.message : "";
  const errors = Array.isArray(body.errors) ? body.errors : [];
  const reasons = errors.map(reasonOf).filter((text) => text !== "");
  return {
    message: redact([message, ...reasons].join("; ")),
    codes: errors.flatMap((error: { code?: unknown }) =>
      typeof error?.code === "string" ? [error.code] : [],
    ),
  };
}

// `value` is left out on purpose: it repeats what was sent.
function reasonOf(error: unknown): string {
  if (typeof error === "string") return error;
  const { resource, field, code, message } = (error ?? {}) as Record<string, unknown>;
  return [resource, field, code, message].filter((part) => typeof part === "string").join(" ");
}

function networkMessage(error: unknown): string {
  const { name, message, code, cause } = (error ?? {}) as Record<string, unknown>;
  const inner = (cause ?? {}) as Record<string, unknown>;
  const said = [inner.code ?? code ?? inner.name ?? name, message];
  return redact(said.filter((part) => typeof part === "string").join(": "));
}

interface ThrownByOctokit {
  readonly name?: string;
  readonly status?: number;
  readonly request?: { readonly url?: string };
  readonly response?: {
    readonly status?: number;
    readonly headers?: Headers;
    readonly data?: unknown;
  };
}
