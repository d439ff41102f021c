import { Again, Stop } from "../../src/reconcile/failure.ts";
import type { WebhookMessage, Webhooks } from "../../src/reconcile/webhook-port.ts";

/** Destinations by their URL; each holds one message per key, however often it came. */
export class InMemoryWebhooks implements Webhooks {
  readonly #urls: ReadonlyMap<string, string>;
  readonly #held = new Map<string, Map<string, string>>();
  readonly #moods = new Map<string, "down" | "refusing">();

  constructor(urls: ReadonlyMap<string, string>) {
    this.#urls = urls;
  }

  async send({ target, url, key, body }: WebhookMessage): Promise<void> {
    const address = url ?? this.#urls.get(target);
    if (!address?.startsWith("https://")) throw new Stop("unsupported", `No address of ${target}`);
    const mood = this.#moods.get(address);
    if (mood === "down") throw new Again(`${target} is down`);
    if (mood === "refusing") throw new Stop("refused", `${target} refuses`);
    const held = this.#held.get(address) ?? new Map<string, string>();
    this.#held.set(address, held.set(key, body));
  }

  /** Bodies, in the order in which their keys came first. */
  heldAt(url: string): readonly string[] {
    return [...(this.#held.get(url)?.values() ?? [])];
  }

  setMood(url: string, mood: "fine" | "down" | "refusing"): void {
    if (mood === "fine") this.#moods.delete(url);
    else this.#moods.set(url, mood);
  }
}
