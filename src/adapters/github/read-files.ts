import { z } from "zod";
import type { Address } from "../../reconcile/address.ts";
import { Stop } from "../../reconcile/failure.ts";
import type { Clock, Files } from "../../reconcile/ports.ts";
import { type Place, unlessAbsent } from "./call.ts";
import { answerBehind } from "./sort-failure.ts";
import type { Wire } from "./wire.ts";

const largest = 1_000_000;
const ownerRetryMs = 5 * 60_000;

/** Files of the default branch, read as JSON: a cut-off raw file would pass for a shorter one. */
export function fileReader(wire: Wire, clock: Clock): Files {
  const withoutOwnersFile = new Map<string, number>();

  return {
    readFile: (address, path) => readContent(wire, address, { path }),

    async readOwnersFile(address, path) {
      const place = ownersPlace(wire, address);
      const key = `${address.installation}/${place.name}/${path}`.toLowerCase();
      const missedAt = withoutOwnersFile.get(key) ?? Number.NEGATIVE_INFINITY;
      if (clock.now().getTime() - missedAt < ownerRetryMs) return undefined;
      const content = await unlessForbidden(readContent(wire, place, { path }));
      if (content === undefined) withoutOwnersFile.set(key, clock.now().getTime());
      return content;
    },

    readHistory: (address, path, count) => readHistory(wire, address, { path, count }),
    readOwnersHistory: (address, path, count) =>
      readHistory(wire, ownersPlace(wire, address), { path, count }),
  };
}

/** Its id is not known to us, so a renamed one cannot be found again; 0 says so. */
function ownersPlace(wire: Wire, address: Address): Place {
  const [owner = ""] = wire.nameOf(address).split("/");
  return { ...address, repository: 0, name: `${owner}/.github` };
}

async function readHistory(
  wire: Wire,
  place: Place,
  { path, count }: { path: string; count: number },
): Promise<readonly string[]> {
  const contents: string[] = [];
  for (const ref of await readCommits(wire, place, { path, count })) {
    const content = await unlessRefused(readContent(wire, place, { path, ref }));
    if (content !== undefined) contents.push(content);
  }
  return contents;
}

const fileAnswer = z.object({
  type: z.string(),
  size: z.number(),
  encoding: z.string().optional(),
  content: z.string().optional(),
});

export async function readContent(
  wire: Wire,
  place: Place,
  wanted: { path: string; ref?: string },
): Promise<string | undefined> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/contents/{path}",
    parameters: wanted,
    // A folder answers with the list of its entries.
    answer: z.union([fileAnswer, z.array(z.unknown())]),
    conditional: true,
    mayBeAbsent: true,
  });
  const file = (await unlessAbsent(call, undefined))?.data;
  if (file === undefined || Array.isArray(file) || file.type !== "file") return undefined;
  if (file.size > largest || file.encoding !== "base64") {
    throw new Stop("refused", `${wanted.path} has ${file.size} bytes; at most ${largest} are read`);
  }
  return Buffer.from(file.content ?? "", "base64").toString("utf8");
}

async function readCommits(
  wire: Wire,
  place: Place,
  { path, count }: { path: string; count: number },
): Promise<readonly string[]> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/commits",
    parameters: { path, per_page: Math.min(count, 100) },
    answer: z.array(z.object({ sha: z.string() })),
    conditional: true,
    mayBeAbsent: true,
  });
  try {
    return ((await unlessAbsent(call, undefined))?.data ?? []).map(({ sha }) => sha);
  } catch (failure) {
    // An empty repository has no history: 409.
    if (answerBehind(failure)?.status === 409) return [];
    throw failure;
  }
}

/** A revision that is too large to be read is no config that could hold. */
async function unlessRefused<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (failure) {
    if (failure instanceof Stop && failure.reason === "refused") return undefined;
    throw failure;
  }
}

async function unlessForbidden<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (failure) {
    if (failure instanceof Stop && failure.reason === "forbidden") return undefined;
    throw failure;
  }
}
