import { describe, expect, it, test } from "vitest";
import { sampleIncident } from "../../../../src/sandbox/sample-incident.ts";
import { objects, postmortemWith, quotesOf } from "./written.ts";

/** Of ada, grace and linus. */
const incident = sampleIncident();

describe("a sentence blames", () => {
  test.each([
    "@ada broke the build.",
    "The build was broken by @ada.",
    "ada caused the outage.",
    "Then Linus accidentally deleted the table.",
    "linus had simply forgotten the flag.",
    "[grace](https://github.com/grace) forgot the banner.",
    "@ada failed to check the dashboard.",
    "@ada missed the page.",
    "This was ada's fault.",
    "It is the fault of @linus.",
    "It was his mistake.",
    "linus was clearly to blame.",
    "Someone forgot to renew the certificate.",
    "The on-call engineer failed to read the runbook.",
    "The reviewer neglected the warning.",
    "We forgot the backup.",
    "The platform team forgot the backup.",
    "The root of it is human error.",
    "**Human error** led to it.",
    "It was a careless change.",
    "It was pure carelessness.",
    "They acted negligently.",
    "A rookie mistake.",
    "A sloppy review let it through.",
    "It was not only careless, but also late.",
    "We should have known better.",
    "They should\nreally have known.",
    "- nested\n  - @ada ruined the cache",
    "### Human error",
    "ada\u2019s mistake was quick.",
    "@\u200bada broke it.",
  ])("%j", (prose) => {
    expect(objects("blame", prose, incident)).toBe(true);
  });
});

describe("a sentence does not blame", () => {
  test.each([
    "The deployment broke checkout.",
    "The load balancer caused timeouts.",
    "The pods failed to start.",
    "Users forgot their passwords twice as often.",
    "The scheduler forgot the job.",
    "ada deleted the stale lock, which let the queue drain.",
    "ada broke down the work into three parts.",
    "@ada rolled back to 4.2.",
    "linus failed over to the replica.",
    "ada's error handling caught it.",
    "Your error budget is spent.",
    "Their fault tolerance paid off.",
    "A segmentation fault of the worker.",
    "A page fault of the process ended it.",
    "This was not human error: the tool asks for nothing.",
    "We do not call it careless.",
    "A sloppy quorum let both sides write.",
    'The template says "human error" is no cause.',
    "People say \u201cada broke it\u201d and stop there.",
    "> @ada broke the build",
    "`ada broke the build`",
    "```\nada caused it\n```",
    "<!-- human error -->",
    "<!--\nada caused it\n-->",
    "[The report](https://example.com/human-error/careless)",
    "[docs](https://example.com/docs) caused confusion.",
    "@acme/payments caused a spike.",
    "@acme/queue broke with version 3.",
    "| who | what |\n| --- | --- |\n| ada | ada caused it |",
    "The canada caused index was dropped.",
    "checkout-api caused it.",
  ])("%j", (prose) => {
    expect(objects("blame", prose, incident)).toBe(false);
  });
});

describe("blame", () => {
  it("knows a participant's plain name only from the incident", () => {
    expect(objects("blame", "ada caused the outage.")).toBe(false);
    expect(objects("blame", "[ada](https://github.com/ada) caused the outage.")).toBe(true);
  });

  it("takes a service for a service, though somebody is called like it", () => {
    const named = { ...incident, responders: ["web"], services: ["web"] };
    expect(objects("blame", "web caused the outage.", named)).toBe(false);
  });

  it.each(["Timeline", "Facts", "Suspects and mitigations"])(
    "leaves the record under %s as it is",
    (name) => {
      expect(quotesOf("blame", postmortemWith({ [name]: "ada caused it." }), incident)).toEqual([]);
    },
  );

  it("quotes the words as they are written, with what stands around them", () => {
    const long = `${"The queue grew and grew. ".repeat(20)}Then ada caused it. ${"So. ".repeat(90)}`;
    const [quote = ""] = quotesOf("blame", postmortemWith({ Impact: long }), incident);
    expect(quote).toMatch(/^….{60}ada caused it\..*…$/);
    expect(quote.length).toBeLessThanOrEqual(200);
  });
});
