import { describe, expect, it, test } from "vitest";
import { lintPostmortem } from "../../../../src/core/postmortem/lint/lint-postmortem.ts";
import { sampleIncident } from "../../../../src/sandbox/sample-incident.ts";
import { postmortemWith, postmortemWithout, quotesOf } from "./written.ts";

const itemRules = ["item-without-owner", "item-without-date", "item-without-verb"] as const;

function found(row: string): readonly string[] {
  const text = postmortemWith({ "Action items": row });
  return itemRules.filter((rule) => quotesOf(rule, text).length > 0);
}

describe("a row of the checklist", () => {
  test.each<{ row: string; lacks: readonly string[] }>([
    { row: "- [ ] Limit the queue", lacks: ["item-without-owner", "item-without-date"] },
    { row: "- [ ] Limit the queue @ada", lacks: ["item-without-date"] },
    { row: "- [ ] Limit the queue · due 2026-12-01", lacks: ["item-without-owner"] },
    { row: "- [ ] Limit the queue · owner @ada · due soon", lacks: ["item-without-date"] },
    { row: "- [ ] The queue · owner @ada · due 2026-12-01", lacks: ["item-without-verb"] },
    {
      row:
        "- [ ] **3.** Limit the queue · owner [ada](https://github.com/ada) · due 2026-12-01 " +
        "· prevent · verified when the alert fires · tracked in " +
        "[acme/web#7](https://github.com/acme/web/issues/7) <!-- allclear:item 3 o 1k2j3 -->",
      lacks: [],
    },
    { row: "- [x] **3.** The queue <!-- allclear:item 3 x 1k2j3 -->", lacks: [] },
    { row: "- [x] **3. won't do** The queue", lacks: [] },
    { row: "- a remark about the queue", lacks: [] },
    { row: "Text.\n\n- [x] done\n\n## Other\n\n- [ ] a box of no action item", lacks: [] },
  ])("$row lacks $lacks", ({ row, lacks }) => {
    expect(found(row)).toEqual(lacks);
  });

  it("is quoted without number, owner and date", () => {
    const text = postmortemWith({ "Action items": "- [ ] **1.** The *queue* limit · owner @ada" });
    expect(quotesOf("item-without-verb", text)).toEqual(["The *queue* limit"]);
    const bare = postmortemWith({ "Action items": "- [ ] **3.**" });
    expect(quotesOf("item-without-date", bare)).toEqual(["(no words)"]);
  });

  it("is found at its own line, and so is prose, below tables and in subsections", () => {
    const text = postmortemWith({
      "Contributing factors": "We should\nhave known.",
      "Action items": "Text.\n\n### Prevent\n\n- [ ] The `queue`\n- [ ] The limit",
    });
    const found = lintPostmortem(text, { rulesOff: [] });
    const lines = text.split("\n");
    expect(found.map(({ rule, line }) => `${rule}: ${lines[line - 1]}`)).toEqual([
      "blame: We should",
      "item-without-owner: - [ ] The `queue`",
      "item-without-date: - [ ] The `queue`",
      "item-without-verb: - [ ] The `queue`",
      "item-without-owner: - [ ] The limit",
      "item-without-date: - [ ] The limit",
      "item-without-verb: - [ ] The limit",
    ]);
  });
});

describe("no action items", () => {
  it.each(["", "None yet.", "- nothing to tick"])("are promised by %j", (section) => {
    const text = postmortemWith({ "Action items": section });
    expect(quotesOf("no-action-items", text)).toEqual(["Action items"]);
  });

  it("are promised where the section is missing", () => {
    expect(quotesOf("no-action-items", postmortemWithout("Action items"))).toHaveLength(1);
  });

  it("is not said while the incident has some, whose rows will come back", () => {
    const text = postmortemWith({ "Action items": "" });
    expect(quotesOf("no-action-items", text, sampleIncident())).toEqual([]);
  });

  it("is not said of a single row, ticked or not", () => {
    const text = postmortemWith({ "Action items": "- [x] Limit the queue" });
    expect(quotesOf("no-action-items", text)).toEqual([]);
  });
});
