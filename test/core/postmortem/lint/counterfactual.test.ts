import { describe, expect, it, test } from "vitest";
import { sampleIncident } from "../../../../src/sandbox/sample-incident.ts";
import { objects, postmortemWith, quotesOf } from "./written.ts";

const incident = sampleIncident();

describe("a sentence tells of what did not happen", () => {
  test.each([
    "We should have tested the rollback.",
    "We should have tested failover.",
    "The alert should have fired.",
    "The alert should have paged on-call.",
    "It should not have been merged.",
    "The change shouldn't have gone out on a Friday.",
    "We should\u2019ve rolled back.",
    "We should of checked.",
    "We ought to have asked.",
    "We should **have** _checked_ it.",
    "We should really\nhave checked it.",
    "The dashboard should have been updated.",
    "The limit should have been documented in the runbook.",
    "Someone should have documented this.",
    "We could have noticed it earlier.",
    "The alert could have fired at 02:10.",
    "A canary would have caught this.",
    "A canary would have prevented it.",
    "We would have seen it.",
    "ada would have seen it.",
    "It would have been easier with a runbook.",
    "If only we had looked.",
    "If only the alert had fired.",
    "If only we'd looked.",
    "We failed to notice.",
    "The payments team failed to notice.",
    "They didn't bother to check.",
    "Nobody ever looked; we did not even bother.",
  ])("%j", (prose) => {
    expect(objects("counterfactual", prose, incident)).toBe(true);
  });
});

describe("a sentence tells of what is, was or is to be", () => {
  test.each([
    "The alert should have a runbook link.",
    "Alerts should have owners.",
    "Every service should have tested runbooks.",
    "We should have automated tests for this.",
    "Each row should have detailed logs.",
    "The on-call person should have read access.",
    "Deployments should have set limits.",
    "Everybody should have access to it.",
    "We should always have two people on it.",
    "Dashboards should have the queue in them.",
    "We should have to confirm it.",
    "Customers could have seen errors.",
    "Some customers would have seen an error page.",
    "Data could have been lost; we do not know yet.",
    "Users would have been logged out.",
    "What would have helped?",
    "How could we have noticed earlier?",
    "What would have shown it earlier?",
    "If only one replica is up, writes stop.",
    "The pods failed to start.",
    "Card payments failed to go through.",
    "Customers failed to log in.",
    "The guideline says: avoid \u201cshould have\u201d and \u201cwould have caught\u201d.",
    "> we should have tested it",
    "`should have been`",
    "    we should have tested it",
    "<!-- we should have tested it -->",
    "| a |\n| --- |\n| we should have tested it |",
    "It should help. We have tested it.",
  ])("%j", (prose) => {
    expect(objects("counterfactual", prose, incident)).toBe(false);
  });
});

describe("counterfactuals", () => {
  it("are what luck is told with", () => {
    const lucky = "It could have hit everybody. A full disk would have prevented the rollback.";
    const text = postmortemWith({ "Where we got lucky": lucky });
    expect(quotesOf("counterfactual", text)).toEqual([]);
    const blaming = postmortemWith({ "Where we got lucky": "We should have tested it." });
    expect(quotesOf("counterfactual", blaming)).toHaveLength(1);
  });

  it("are no matter in action items, which are about what is to come", () => {
    const row = "- [ ] Move the queue, all workers should have been moved by then";
    expect(quotesOf("counterfactual", postmortemWith({ "Action items": row }))).toEqual([]);
  });

  it("do not end at the end of a paragraph", () => {
    expect(objects("counterfactual", "We should\n\nhave tested it.")).toBe(false);
  });
});
