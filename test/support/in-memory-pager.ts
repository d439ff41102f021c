import { Again, Stop } from "../../src/reconcile/failure.ts";
import type { Page, Pager, PageTarget } from "../../src/reconcile/pager-port.ts";

/** An alert that somebody is, or was, woken by. */
export interface OpenAlert {
  readonly state: "triggered" | "acknowledged";
  readonly summary: string;
  readonly severity: string;
}

/** Holds what is open, by the name of its target and the key: `checkout 1#12`. */
export class InMemoryPager implements Pager {
  readonly open = new Map<string, OpenAlert>();
  readonly #names: readonly string[];
  #mood: "fine" | "down" | "refusing" = "fine";

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  async page(page: Page): Promise<void> {
    const { name } = page.target;
    if (!this.#names.includes(name)) throw new Stop("unsupported", `No pager is called ${name}`);
    if (this.#mood === "down") throw new Again(`The pager ${name} is down`);
    if (this.#mood === "refusing") throw new Stop("refused", `The pager ${name} refuses`);
    follow(this.open, slotOf(page.target, page.key), page);
  }

  setMood(mood: "fine" | "down" | "refusing"): void {
    this.#mood = mood;
  }
}

export function slotOf({ name }: Pick<PageTarget, "name">, key: string): string {
  return `${name} ${key}`;
}

/** What a service makes of an event: only a trigger changes anything where nothing is open. */
export function follow(
  open: Map<string, OpenAlert>,
  slot: string,
  { action, summary, severity }: Pick<Page, "action" | "summary" | "severity">,
): void {
  const known = open.get(slot);
  if (action === "resolve") open.delete(slot);
  if (action === "acknowledge" && known) open.set(slot, { ...known, state: "acknowledged" });
  if (action === "trigger") {
    open.set(slot, { state: known?.state ?? "triggered", summary, severity });
  }
}
