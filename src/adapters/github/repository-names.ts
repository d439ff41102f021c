import { z } from "zod";
import type { Clock } from "../../reconcile/ports.ts";
import type { Answer, Call, Place } from "./call.ts";
import { answerBehind, isAbsence } from "./sort-failure.ts";

export interface RepositoryNames {
  of(place: Place): string;
  /** The name to try again with, when the failure came from a name that is no longer right. */
  afterFailure(place: Place, failure: unknown): Promise<string | undefined>;
}

export interface RepositoryNamesOptions {
  readonly clock: Clock;
  readonly send: <T>(installation: number, call: Call<T>) => Promise<Answer<T>>;
}

const trustedForMs = 10 * 60_000;

/** Remembers what repositories are called now; an address carries only the name once known. */
export function repositoryNames({ clock, send }: RepositoryNamesOptions): RepositoryNames {
  const known = new Map<number, { hint: string; name: string; at: number }>();

  function of(place: Place): string {
    const entry = known.get(place.repository);
    // A hint we have not seen comes from a newer delivery than our memory.
    return entry?.hint === place.name ? entry.name : place.name;
  }

  function isFresh(place: Place): boolean {
    const entry = known.get(place.repository);
    const age = clock.now().getTime() - (entry?.at ?? Number.NEGATIVE_INFINITY);
    return entry?.hint === place.name && age < trustedForMs;
  }

  return {
    of,
    async afterFailure(place, failure) {
      const redirected = isRedirect(failure);
      if (place.repository <= 0 || !(redirected || isAbsence(failure))) return undefined;
      // Most 404 are just that: one question in ten minutes is enough to be sure of the name.
      if (!redirected && isFresh(place)) return undefined;
      const tried = of(place);
      const name = (await currentName(place)) ?? tried;
      known.set(place.repository, { hint: place.name, name, at: clock.now().getTime() });
      return name === tried ? undefined : name;
    },
  };

  async function currentName(place: Place): Promise<string | undefined> {
    try {
      const { data } = await send(place.installation, {
        route: "GET /repositories/{repository_id}",
        parameters: { repository_id: place.repository },
        answer: z.object({ id: z.number(), full_name: z.string().regex(/^[^/]+\/[^/]+$/) }),
        mayBeAbsent: true,
      });
      return data.full_name;
    } catch (failure) {
      if (isAbsence(failure)) return undefined;
      throw failure;
    }
  }
}

function isRedirect(failure: unknown): boolean {
  const status = answerBehind(failure)?.status;
  return status !== undefined && status >= 300 && status < 400 && status !== 304;
}
