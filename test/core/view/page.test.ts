import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AskedCall } from "../../../src/core/incident/escalation.ts";
import { type PageGiven, renderPage } from "../../../src/core/view/page.ts";
import {
  samplePlace as place,
  sampleConfig,
  sampleIncident,
} from "../../../src/sandbox/sample-incident.ts";
import { templates } from "./built-in.ts";
import { expectHarmless, mentionsIn, proseOf } from "./harmless.ts";
import { hostileText } from "./hostile.ts";

const config = {
  ...sampleConfig,
  escalation: { policies: [], fallback: ["octo-org/leads", "grace"] },
};
const shop = { by: "pagerduty", name: "shop" } as const;
const given: PageGiven = {
  ...{ incident: sampleIncident(), config, templates, place },
  ...{ policy: "default", level: 2, call: "2026-11-22T02:35:00Z", isLast: false },
  isAsked: false,
  targets: [{ by: "mention", name: "linus" }, { by: "mention", name: "octo-org/on-call" }, shop],
  outcomes: [{ target: shop }],
};

describe("a page", () => {
  it("mentions the people of its levels and nobody else, and names what else was paged", () => {
    const text = renderPage(given);
    expect(mentionsIn(text)).toEqual(["linus", "octo-org/on-call"]);
    expect(text).toContain("Level 2 of **default**");
    expect(proseOf(text)).toContain("PagerDuty shop");
    expect(text).not.toContain("failed");
    expect(text).toContain("`/ack`");
  });

  it("says how bad it is, what is hit and since when somebody is waited for", () => {
    const incident = {
      ...sampleIncident(),
      ...{ severity: "SEV1", summary: "Nobody can pay", impact: { text: "all buyers" } },
      services: ["checkout", "cart"],
    };
    const text = renderPage({ ...given, incident });
    expect(text.split("\n")[0]).toMatch(/^### 📟 Page: SEV1 · /);
    expect(text).toContain("Nobody can pay · all buyers · affected: checkout, cart");
    expect(text).toContain("2026-11-22 02:35 UTC (03:35 Europe/Berlin)");
  });

  it("says at once which page failed and why, and asks the fallback to call", () => {
    const text = renderPage({ ...given, outcomes: [{ target: shop, why: "500 from PagerDuty" }] });
    expect(text).toContain("- **PagerDuty shop**: 500 from PagerDuty");
    expect(text).not.toContain("Paged as well");
    expect(mentionsIn(text)).toEqual(["linus", "octo-org/on-call", "octo-org/leads", "grace"]);
  });

  it("without a fallback asks whoever may care", () => {
    const bare = { ...config, escalation: { policies: [], fallback: [] } };
    const { commander: _lead, ...roles } = sampleIncident().roles;
    const incident = { ...sampleIncident(), roles, responders: ["ada"] };
    const outcomes = [{ target: shop, why: "down" }];
    const text = renderPage({ ...given, incident, config: bare, outcomes });
    expect(mentionsIn(text)).toEqual(["linus", "octo-org/on-call", "ada"]);
  });

  it("by hand says who asks for help, and why", () => {
    const asked = { stamp: `${given.call}/c/7/1`, policy: "default", by: "grace" };
    const page = (calls: readonly AskedCall[]) =>
      renderPage({ ...given, isAsked: true, incident: { ...sampleIncident(), calls } });
    expect(page([asked])).toMatch(/grace.* asks for help\.$/m);
    expect(page([{ ...asked, reason: "the queue is full" }])).toContain(
      "asks for help: the queue is full",
    );
    const earlier = { ...asked, stamp: "2026-11-22T02:30:00Z/c/6/1" };
    expect(page([earlier])).not.toContain("asks for help");
    expect(mentionsIn(page([asked]))).toEqual(["linus", "octo-org/on-call"]);
  });

  it("of the last level says that nobody comes after it", () => {
    expect(renderPage(given)).not.toContain("last level");
    expect(renderPage({ ...given, isLast: true })).toContain("nobody else is paged");
  });

  it("of a drill mentions nobody, not even where it failed", () => {
    const incident = { ...sampleIncident(), drill: true };
    const text = renderPage({ ...given, incident, outcomes: [{ target: shop, why: "down" }] });
    expect(mentionsIn(text)).toEqual([]);
    expect(text).toContain("DRILL");
  });

  it("never does more than it should, whatever a pager answered and people wrote", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (why, words) => {
        const incident = {
          ...sampleIncident(),
          ...{ summary: words, impact: { text: words }, services: [words] },
          calls: [{ stamp: `${given.call}/c/7/1`, policy: words, by: "ada", reason: words }],
        };
        const outcomes = [{ target: { ...shop, name: words }, why }];
        const text = renderPage({ ...given, incident, outcomes, policy: words });
        expectHarmless(text, ["linus", "octo-org/on-call", "octo-org/leads", "grace"]);
      }),
      { numRuns: 60 },
    );
  });
});
