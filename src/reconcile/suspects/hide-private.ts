import type { PullSeen } from "../../core/rollback/history.ts";
import type { Gap } from "../../core/rollback/suspects/suspects-found.ts";
import type { Address } from "../address.ts";
import type { Place } from "../repository-port.ts";
import type { HistorySearched } from "./history-searched.ts";
import type { SearchedPlace } from "./places.ts";
import type { Read } from "./read-past.ts";
import { isForGood } from "./unless-stopped.ts";

export interface PastRead {
  readonly place: SearchedPlace;
  readonly read: Read;
}

interface Hiding {
  readonly address: Address;
  readonly giveUp: boolean;
  readonly host: Pick<HistorySearched, "readRepository">;
}

/**
 * What may be shown in the thread: everybody who reads a public thread may not read private
 * repositories. Free where pull requests say that a repository is public; else one call for the
 * incident's own, and one for each of which no pull request tells. In doubt nothing is shown.
 */
export async function hidePrivate(
  pasts: readonly PastRead[],
  hiding: Hiding,
): Promise<{ readonly shown: readonly PastRead[]; readonly hidden: readonly Gap[] }> {
  const doubtful = pasts.filter((past) => isElsewhere(past, hiding) && !isHarmless(past.read));
  if (doubtful.length === 0 || (await isPrivate(hiding.address, hiding)) === true) {
    return { shown: pasts, hidden: [] };
  }
  const names = new Set<string>();
  for (const { place, read } of doubtful) {
    const known = privacyOf(read.past.pulls ?? []) ?? (await isPrivate(place, hiding));
    if (known !== false) names.add(place.name);
  }
  return {
    shown: pasts.filter(({ place }) => !names.has(place.name)),
    hidden: [...names].map((repository): Gap => ({ kind: "private", repository })),
  };
}

function isElsewhere({ place }: PastRead, { address }: Hiding): boolean {
  return place.name.toLowerCase() !== address.name.toLowerCase();
}

/** Whether everybody may read it, or nothing of it was read. */
function isHarmless({ past: { repository: _name, ...lists } }: Read): boolean {
  if (Object.values(lists).every((list) => list === undefined)) return true;
  return privacyOf(lists.pulls ?? []) === false;
}

function privacyOf(pulls: readonly PullSeen[]): boolean | undefined {
  if (pulls.some((pull) => pull.private === true)) return true;
  return pulls.some((pull) => pull.private === false) ? false : undefined;
}

async function isPrivate(place: Place, { host, giveUp }: Hiding): Promise<boolean | undefined> {
  try {
    return (await host.readRepository(place))?.private;
  } catch (failure) {
    if (!isForGood(failure, { giveUp })) throw failure;
    return undefined;
  }
}
