import type { Config } from "../core/config/config.ts";
import type { Memory } from "../reconcile/memory-port.ts";

/**
 * Which labels mean an incident, per repository, as far as looks have read the config. Deliveries
 * are judged by it without a call; a repository not read yet has the defaults only.
 */
export interface KnownLabels {
  isOurs(repository: number, label: string): boolean;
  learn(repository: number, labels: Config["labels"]): void;
  /** Takes over what was learnt before a restart. */
  recall(): Promise<void>;
}

const cursor = "known-labels";
const always = ["incident", "postmortem"];

/** Remembers only what differs from the defaults: few repositories rename their labels. */
export function knownLabels(memory: Memory, onError: (error: unknown) => void): KnownLabels {
  const own = new Map<number, readonly string[]>();
  const save = () => memory.saveCursor(cursor, Object.fromEntries(own)).catch(onError);
  return {
    isOurs(repository, label) {
      const plain = plainName(label);
      return always.includes(plain) || (own.get(repository)?.includes(plain) ?? false);
    },
    learn(repository, { incident, postmortem }) {
      const names = [incident, postmortem].map(plainName).filter((name) => !always.includes(name));
      const known = own.get(repository) ?? [];
      if (names.join("\n") === known.join("\n")) return;
      if (names.length === 0) own.delete(repository);
      else own.set(repository, names);
      void save();
    },
    async recall() {
      const stored = (await memory.cursor(cursor)) ?? {};
      for (const [repository, names] of Object.entries(stored)) {
        if (!own.has(Number(repository)) && isNames(names)) own.set(Number(repository), names);
      }
    },
  };
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}

function plainName(label: string): string {
  return label.trim().toLowerCase();
}
