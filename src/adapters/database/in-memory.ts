import type { CardCopy, LeaseToken, Memory } from "../../reconcile/memory-port.ts";
import { effectMemoryDays } from "../../reconcile/memory-port.ts";

interface Lease {
  readonly holder: string;
  readonly token: LeaseToken;
  readonly ttlMs: number;
  until: number;
}

const effectMemoryMs = effectMemoryDays * 24 * 60 * 60 * 1000;

/** A memory that ends with its process: for the Action, the demo and tests with virtual time. */
export function createInMemory(now: () => Date): Memory {
  return new InMemory(now);
}

class InMemory implements Memory {
  readonly #now: () => Date;
  readonly #cards = new Map<string, CardCopy>();
  readonly #done = new Map<string, Map<string, number>>();
  readonly #leases = new Map<string, Lease>();
  readonly #limits = new Map<number, Date>();
  readonly #cursors = new Map<string, string>();
  #leasesGiven = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async lastCard(key: string): Promise<CardCopy | undefined> {
    return this.#cards.get(key);
  }

  async rememberCard(key: string, card: CardCopy): Promise<void> {
    const known = this.#cards.get(key);
    if (known === undefined || known.generation <= card.generation) this.#cards.set(key, card);
  }

  async remember(key: string, effect: string): Promise<void> {
    const effects = this.#done.get(key) ?? new Map<string, number>();
    for (const [name, at] of effects) if (this.#isForgotten(at)) effects.delete(name);
    this.#done.set(key, effects.set(effect, this.#now().getTime()));
  }

  async has(key: string, effect: string): Promise<boolean> {
    const at = this.#done.get(key)?.get(effect);
    return at !== undefined && !this.#isForgotten(at);
  }

  async keepOnly(key: string, effects: readonly string[]): Promise<void> {
    const kept = [...(this.#done.get(key) ?? [])].filter(([name]) => effects.includes(name));
    if (kept.length > 0) this.#done.set(key, new Map(kept));
    else this.#done.delete(key);
  }

  #isForgotten(at: number): boolean {
    return at < this.#now().getTime() - effectMemoryMs;
  }

  async lease(key: string, holder: string, ttlMs: number): Promise<LeaseToken | undefined> {
    const held = this.#leases.get(key);
    const now = this.#now().getTime();
    if (held !== undefined && held.holder !== holder && held.until > now) return undefined;
    const token = `lease-${++this.#leasesGiven}`;
    this.#leases.set(key, { holder, token, ttlMs, until: now + ttlMs });
    return token;
  }

  async stillHeld(key: string, token: LeaseToken): Promise<boolean> {
    const held = this.#leases.get(key);
    const now = this.#now().getTime();
    if (held?.token !== token || held.until <= now) return false;
    held.until = now + held.ttlMs;
    return true;
  }

  async release(key: string, token: LeaseToken): Promise<void> {
    if (this.#leases.get(key)?.token === token) this.#leases.delete(key);
  }

  async notBefore(installation: number): Promise<Date | undefined> {
    const until = this.#limits.get(installation);
    return until !== undefined && until > this.#now() ? until : undefined;
  }

  async limit(installation: number, until: Date): Promise<void> {
    const known = this.#limits.get(installation);
    if (known === undefined || known < until) this.#limits.set(installation, until);
  }

  async cursor(name: string): Promise<unknown> {
    const value = this.#cursors.get(name);
    return value === undefined ? undefined : JSON.parse(value);
  }

  async saveCursor(name: string, value: unknown): Promise<void> {
    this.#cursors.set(name, JSON.stringify(value ?? null));
  }

  async forgetEverything(): Promise<void> {
    for (const map of [this.#cards, this.#done, this.#leases, this.#limits, this.#cursors]) {
      map.clear();
    }
  }
}
