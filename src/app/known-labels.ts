import { z } from "zod";
import type { Config } from "../core/config/config.ts";
import type { Memory } from "../reconcile/memory-port.ts";

/**
 * Which labels mean an incident, per repository, as far as looks of any process have read the
 * config. Deliveries are judged by it without a call; a repository not read yet has the defaults.
 */
export interface KnownLabels {
  isOurs(repository: number, label: string): boolean;
  /**
   * Told of every config that is read. Says whether names came that no process knew: issues
   * labeled before were passed over.
   */
  learn(repository: number, labels: LabelsRead): Promise<boolean>;
  /** Takes over what other processes learned; one query per repository and minute. */
  refresh(repository: number): Promise<void>;
  /**
   * When to look at an issue with a label that nobody knows, so that the config is read; undefined
   * when such a look is on its way. A look at an issue that is no incident costs a call for the
   * issue and one for the config; where there is none, one for the owner's and at times one for the
   * repository's name: four per repository and minute at most, none while nobody sets labels.
   */
  whenToAsk(repository: number): Date | undefined;
}

type LabelsRead = Pick<Config["labels"], "incident" | "postmortem">;
type Names = readonly string[];
type Cursors = Pick<Memory, "cursor" | "saveCursor">;

/** As long as a config that was read is believed, so that an earlier question is answered by it. */
const freshMs = 60_000;
const always = ["incident", "postmortem"];
const stored = z.array(z.string()).catch([]);

/** Remembers only what differs from the defaults: few repositories rename their labels. */
export function knownLabels(
  memory: Cursors,
  onError: (error: unknown) => void,
  now: () => Date = () => new Date(),
): KnownLabels {
  const own = new Map<number, Names>();
  const kept = new Map<number, Names>();
  const learnedAt = new Map<number, number>();
  const readAt = new Map<number, number>();
  const askedAt = new Map<number, number>();
  const isFresh = (at: number | undefined) => now().getTime() - (at ?? -freshMs) < freshMs;

  /** A row per repository: what one process writes never takes away what another one wrote. */
  async function keep(repository: number, names: Names): Promise<boolean> {
    const before = stored.parse((await memory.cursor(cursorOf(repository))) ?? []);
    const isChanged = !isSame(before, names);
    if (isChanged) await memory.saveCursor(cursorOf(repository), names);
    kept.set(repository, names);
    return names.some((name) => !before.includes(name));
  }

  return {
    isOurs(repository, label) {
      const plain = plainName(label);
      return always.includes(plain) || (own.get(repository)?.includes(plain) ?? false);
    },
    async learn(repository, { incident, postmortem }) {
      const names = [incident, postmortem].map(plainName).filter((name) => !always.includes(name));
      own.set(repository, names);
      learnedAt.set(repository, now().getTime());
      const known = kept.get(repository);
      if (known !== undefined && isSame(known, names)) return false;
      return keep(repository, names).catch((error: unknown) => {
        onError(error);
        return false;
      });
    },
    async refresh(repository) {
      if (isFresh(readAt.get(repository)) || isFresh(learnedAt.get(repository))) return;
      readAt.set(repository, now().getTime());
      const row = await memory.cursor(cursorOf(repository)).catch(onError);
      if (row !== undefined) own.set(repository, stored.parse(row));
    },
    whenToAsk(repository) {
      const nowMs = now().getTime();
      if (nowMs < (askedAt.get(repository) ?? Number.NEGATIVE_INFINITY) + freshMs) return undefined;
      // A config read a moment ago is believed for a minute: until then a look reads no newer one.
      const at = Math.max(nowMs, (learnedAt.get(repository) ?? -freshMs) + freshMs);
      askedAt.set(repository, at);
      return new Date(at);
    },
  };
}

function cursorOf(repository: number): string {
  return `known-labels:${repository}`;
}

function isSame(a: Names, b: Names): boolean {
  return a.join("\n") === b.join("\n");
}

function plainName(label: string): string {
  return label.trim().toLowerCase();
}
