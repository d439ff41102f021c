import type { Page, Pager } from "../../reconcile/pager-port.ts";

/** One alert of a pager, as whoever it wakes sees it. */
export interface SeenPage {
  /** `PagerDuty checkout`. */
  readonly who: string;
  readonly state: "rings" | "acknowledged" | "resolved";
  readonly summary: string;
}

/** Wakes nobody and remembers what rings: each key is one alert, as at PagerDuty. */
export interface QuietPager extends Pager {
  seen(): readonly SeenPage[];
}

export function quietPager(): QuietPager {
  const alerts = new Map<string, SeenPage>();
  return {
    async page({ action, key, target, summary }: Page) {
      const known = alerts.get(key);
      if (action === "trigger") {
        const who = `PagerDuty ${target.name}`;
        alerts.set(key, known ?? { who, state: "rings", summary });
      } else if (known !== undefined) {
        const state = action === "resolve" ? "resolved" : "acknowledged";
        alerts.set(key, { ...known, state });
      }
    },
    seen: () => [...alerts.values()],
  };
}
