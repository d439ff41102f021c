import { Again } from "../../reconcile/failure.ts";
import type { Clock } from "../../reconcile/ports.ts";
import type { Answer, Call, Place } from "./call.ts";
import { etagCache } from "./etag-cache.ts";
import type { Limiter, Pace } from "./limiter.ts";
import type { Octokit, OctokitFor } from "./octokit.ts";
import { repositoryNames } from "./repository-names.ts";
import { isSpent, waitOfLimit } from "./retry-after.ts";
import { isAbsence, isVerdict, sortFailure } from "./sort-failure.ts";
import {
  type CallNames,
  type Headers,
  type Trouble,
  troubleFromAnswer,
  troubleFromError,
} from "./trouble.ts";

export interface Wire {
  inRepository<T>(place: Place, call: Call<T>): Promise<Answer<T>>;
  inInstallation<T>(installation: number, call: Call<T>): Promise<Answer<T>>;
  /** `owner/name` as it is now, as far as this process knows. */
  nameOf(place: Place): string;
}

export interface CallNote {
  readonly method: string;
  readonly route: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly installation: number;
  readonly ms: number;
}

export interface WireOptions {
  readonly octokitFor: OctokitFor;
  readonly limiter: Limiter;
  readonly clock: Clock;
  /** Told of every call that was sent, for metrics and the bench. */
  readonly onCall?: (note: CallNote) => void;
  /** One line per failure, without bodies, headers or tokens. */
  readonly log?: { warn(fields: object, message: string): void };
  readonly timeoutMs?: number;
}

interface Sending<T> extends Call<T> {
  readonly installation: number;
  readonly method: string;
  readonly path: string;
  readonly repository?: number;
}

/** Everything that goes to GitHub goes through here: paced, counted, its failures sorted. */
export function createWire(options: WireOptions): Wire {
  const cache = etagCache();
  const now = () => options.clock.now();

  async function send<T>(sending: Sending<T>): Promise<Answer<T>> {
    const turn = { installation: sending.installation, pace: paceOf(sending) };
    const outcome = await options.limiter.run(turn, () => attempt(sending));
    if ("answer" in outcome) return outcome.answer;
    return await fail(sending, outcome.trouble);
  }

  async function attempt<T>(sending: Sending<T>): Promise<Outcome<T>> {
    const octokit = await octokitOf(sending);
    if ("trouble" in octokit) return octokit;
    const first = await exchange(octokit, sending);
    if (!("trouble" in first) || first.trouble.status !== 401) return first;
    const renewed = await renewToken(octokit, namesOf(sending));
    if (renewed === "impossible") return first;
    return renewed === "done" ? await exchange(octokit, sending) : renewed;
  }

  async function octokitOf(sending: Sending<unknown>): Promise<Octokit | { trouble: Trouble }> {
    try {
      return await options.octokitFor(sending.installation);
    } catch (error) {
      return { trouble: troubleFromError(namesOf(sending), error) };
    }
  }

  async function exchange<T>(octokit: Octokit, sending: Sending<T>): Promise<Outcome<T>> {
    const started = now().getTime();
    const kept = sending.conditional ? cache.get(keyOf(sending)) : undefined;
    const result = await request(octokit, sending, kept?.etag);
    const status = result.status ?? 0;
    const { method, path: route, installation } = sending;
    options.onCall?.({ method, route, status, installation, ms: now().getTime() - started });
    if (status === 304 && kept !== undefined) return understand(sending, { ...kept, status });
    if ("trouble" in result) return { trouble: result.trouble };
    await heedBudget(sending.installation, result.headers);
    const { headers, data } = result;
    const link = textOf(headers.link);
    const outcome = understand(sending, { status, headers, data, link });
    if ("answer" in outcome && sending.conditional && headers.etag !== undefined) {
      cache.set(keyOf(sending), { etag: String(headers.etag), data, link });
    }
    return outcome;
  }

  async function request<T>(octokit: Octokit, sending: Sending<T>, etag: string | undefined) {
    try {
      return await octokit.request(`${sending.method} ${sending.path}`, {
        ...sending.parameters,
        ...(sending.path === "/graphql" ? { baseUrl: graphqlBase(octokit) } : {}),
        ...(etag === undefined ? {} : { headers: { "if-none-match": etag } }),
        request: {
          retries: 0,
          // Followed by hand: fetch would turn a redirected POST into a GET.
          redirect: "manual",
          signal: AbortSignal.timeout(options.timeoutMs ?? 20_000),
        },
      });
    } catch (error) {
      const trouble = troubleFromError(namesOf(sending), error);
      return { status: trouble.status, trouble };
    }
  }

  // The last call of the hour: whoever comes next waits for the reset instead of being refused.
  async function heedBudget(installation: number, headers: Headers): Promise<void> {
    const core = (headers["x-ratelimit-resource"] ?? "core") === "core";
    if (core && isSpent(headers)) await limit(installation, waitOfLimit(headers, now()));
  }

  async function limit(installation: number, ms: number): Promise<void> {
    await options.limiter.limit(installation, new Date(now().getTime() + ms));
  }

  async function fail(sending: Sending<unknown>, trouble: Trouble): Promise<never> {
    const { failure, limitedForMs } = sortFailure(trouble, now());
    if (limitedForMs !== undefined) await limit(sending.installation, limitedForMs);
    if (!isExpected(sending, failure)) {
      const { installation, repository } = sending;
      const { method, route, status } = trouble;
      const sorted = failure instanceof Again ? "again" : failure.reason;
      options.log?.warn(
        { installation, repository, method, route, status, sorted },
        failure.message,
      );
    }
    throw failure;
  }

  const names = repositoryNames({ clock: options.clock, send: inInstallation });

  function inInstallation<T>(installation: number, call: Call<T>): Promise<Answer<T>> {
    return send({ ...call, ...splitRoute(call.route), installation });
  }

  async function inRepository<T>(place: Place, call: Call<T>): Promise<Answer<T>> {
    const { installation, repository } = place;
    const named = (name: string) => {
      const [owner = "", repo = ""] = name.split("/");
      const parameters = { ...call.parameters, owner, repo };
      return { ...call, ...splitRoute(call.route), parameters, installation, repository };
    };
    try {
      return await send(named(names.of(place)));
    } catch (failure) {
      const newName = await names.afterFailure(place, failure);
      if (newName === undefined) throw failure;
      return await send(named(newName));
    }
  }

  return { inRepository, inInstallation, nameOf: names.of };
}

type Outcome<T> = { readonly answer: Answer<T> } | { readonly trouble: Trouble };

function understand<T>(
  sending: Sending<T>,
  came: { status: number; headers?: Headers; data: unknown; link: string | undefined },
): Outcome<T> {
  const redirected = came.status >= 300 && came.status !== 304;
  // Octokit gives an empty text for a 204, and for a body that broke off.
  const body = came.status === 204 ? undefined : came.data;
  const parsed = redirected ? undefined : sending.answer.safeParse(body);
  if (parsed?.success) return { answer: { data: parsed.data, link: came.link } };
  const { status, headers = {}, data } = came;
  return { trouble: troubleFromAnswer(namesOf(sending), { status, headers, data }) };
}

// A token revoked early stays in octokit's cache for an hour; asking anew repairs that. A 401 was
// not carried out, so that sending again is safe for a write too.
async function renewToken(
  octokit: Octokit,
  names: CallNames,
): Promise<"done" | "impossible" | { trouble: Trouble }> {
  try {
    const renewed = await octokit.auth({ type: "installation", refresh: true });
    const { installationId } = (renewed ?? {}) as { installationId?: unknown };
    return installationId === undefined ? "impossible" : "done";
  } catch (error) {
    const trouble = troubleFromError(names, error);
    return trouble.status === undefined ? "impossible" : { trouble };
  }
}

// On GitHub Enterprise Server, GraphQL stands beside the REST root: `/api/graphql`.
function graphqlBase(octokit: Octokit): string {
  return octokit.request.endpoint.DEFAULTS.baseUrl.replace(/\/api\/v3\/?$/, "/api");
}

function splitRoute(route: string): { method: string; path: string } {
  const [method = "GET", path = "/"] = route.split(" ");
  return { method, path };
}

function paceOf(sending: Sending<unknown>): Pace {
  return sending.pace ?? (sending.method === "GET" ? "read" : "edit");
}

function namesOf(sending: Sending<unknown>): CallNames {
  const { method, path: route, repository } = sending;
  const names = { method, route, isWrite: paceOf(sending) !== "read" };
  return repository === undefined ? names : { ...names, repository };
}

function isExpected(sending: Sending<unknown>, failure: unknown): boolean {
  if (sending.mayBeAbsent && isAbsence(failure)) return true;
  return isVerdict(failure, sending.expects ?? []);
}

function keyOf(sending: Sending<unknown>): string {
  return JSON.stringify([sending.installation, sending.path, sending.parameters]);
}

function textOf(header: string | number | undefined): string | undefined {
  return header === undefined ? undefined : String(header);
}
