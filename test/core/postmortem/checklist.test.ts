import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  differencesIn,
  isInStep,
  rowsIn,
  withRows,
} from "../../../src/core/postmortem/checklist.ts";
import { costOf } from "../card/cost-of.ts";
import { anItem, anyItems, shownText, web } from "./items.ts";

const start = "# T\n\n## Summary\n\nIt broke.\n\n## Action items\n\n_A hint._\n";
const end = "\n**When it is written**, say so.\n\n<!-- allclear:postmortem 77#12 -->";
const empty = `${start}${end}`;

const ada = anItem(1, { owner: "ada", due: "2026-08-15", type: "prevent" });
const two = [ada, anItem(2, { text: "Page on call", verified: "the alert fires in staging" })];
const written = withRows(empty, two, web);
const rowOf = (number: number, body = written) =>
  body.split("\n").find((line) => line.includes(`**${number}.`)) ?? "";

describe("a checklist that is written", () => {
  it("has one row for each action item, with the mark of what we wrote", () => {
    const tracked = {
      ...{ repository: "acme/api", repositoryId: 7, number: 77, id: 1 },
      ...{ url: "https://github.com/acme/api/issues/77", state: "open" as const },
    };
    const item = anItem(3, { ...ada, number: 3, verified: "it fires", tracked });
    const row = rowOf(3, withRows(empty, [item], web));
    expect(row.split(" · ")).toEqual([
      "- [ ] **3.** Alert on queue length",
      "owner [ada](https://github.com/ada)",
      "due 2026-08-15",
      "prevent",
      "verified when it fires",
      expect.stringMatching(
        /^tracked in \[acme\/api#77\]\(\S+\/acme\/api\/issues\/77\) <!-- allclear:item 3 o \w+ -->$/,
      ),
    ]);
  });

  it("ticks what is done, and says what will not be done", () => {
    const body = withRows(
      empty,
      [anItem(1, { state: "done" }), anItem(2, { state: "dropped" })],
      web,
    );
    expect(rowOf(1, body)).toMatch(/^- \[x\] \*\*1\.\*\* Alert .*<!-- allclear:item 1 x /);
    expect(rowOf(2, body)).toMatch(/^- \[x\] \*\*2\. won't do\*\* Alert /);
  });

  it("stands behind what the section begins with, and everything else is as it was", () => {
    expect(written).toBe(`${start}\n${rowOf(1)}\n${rowOf(2)}\n${end}`);
    expect(withRows(empty, [], web)).toBe(empty);
  });

  it("follows its action items in place", () => {
    const done = [{ ...ada, state: "done" as const, text: "Alert on depth" }, ...two.slice(1)];
    const body = withRows(written, done, web);
    expect(body).toBe(written.replace(rowOf(1), rowOf(1, body)));
    expect(rowOf(1, body)).toContain("[x] **1.** Alert on depth");
  });

  it("gets back a row that was deleted", () => {
    const body = withRows(written.replace(`${rowOf(1)}\n`, ""), two, web);
    expect(body).toBe(`${start}\n${rowOf(2)}\n${rowOf(1)}\n${end}`);
  });

  test.each([
    ["above how to finish", `# T\n\ntext${end}`, `# T\n\ntext\n\n## Action items\n\nROW\n${end}`],
    [
      "above the marker",
      "# T\n\n<!-- allclear:postmortem 77#12 -->",
      "# T\n\n## Action items\n\nROW\n\n<!-- allclear:postmortem 77#12 -->",
    ],
    ["at the end", "text", "text\n\n## Action items\n\nROW"],
    ["of nothing", "", "## Action items\n\nROW"],
  ])("gets back a section that was deleted, %s", (_where, body, expected) => {
    expect(withRows(body.replace("text\n**", "text\n\n**"), [ada], web)).toBe(
      expected.replace("text\n**", "text\n\n**").replace("ROW", rowOf(1)),
    );
  });

  it("keeps CRLF, other signs of lists, and what people wrote around it", () => {
    const mine =
      "## ACTION ITEMS:\n\n* [ ] Fix it\n\n  with a note\n\n  ```\n  - [ ] **1.** x\n  ```\ntext\n\n## Z";
    const body = withRows(mine.replaceAll("\n", "\r\n"), [ada], web);
    expect(body.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(body.replaceAll("\r\n", "\n")).toBe(
      mine.replace("```\ntext", `\`\`\`\n${rowOf(1).replace("-", "*")}\n\ntext`),
    );
  });

  it("is left alone where it would grow too long, or takes too long to read", () => {
    const long = `${empty}\n\n${"text ".repeat(11_990)}`;
    expect(withRows(long, two, web)).toBe(long);
    const slow = `${empty}\n\n${">".repeat(20_000)}`;
    expect(withRows(slow, two, web)).toBe(slow);
    expect(isInStep(slow, two)).toBe(true);
    expect(differencesIn(slow, two)).toEqual([]);
  });

  it("takes as many rows as there is room for", () => {
    const many = Array.from({ length: 400 }, (_, at) => anItem(at + 1, { text: "x".repeat(300) }));
    const body = withRows(empty, many, web);
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(rowsIn(body).length).toBeGreaterThan(100);
    expect(withRows(body, many, web)).toBe(body);
  });

  it("costs little beside a long timeline", () => {
    const table = "| 2026-08-01 | [02:10](https://github.com/a/b/issues/1) | `x` | [ada](u) |\n";
    const body = withRows(`${table.repeat(550)}\n${empty}`, two, web);
    expect(rowsIn(body)).toHaveLength(2);
    expect(costOf(() => withRows(body, two, web))).toBeLessThan(300);
  });
});

describe("rows that we wrote", () => {
  it("read back as exactly the action items, whatever their texts are made of", () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const body = withRows(empty, items, web);
        expect(rowsIn(body)).toEqual(
          items.map(({ number, state, text, owner, due, type, verified, tracked }) => ({
            ...{ number, ticked: state !== "open", dropped: state === "dropped" },
            text: shownText(text),
            ...(owner && { owner }),
            ...(due && { due }),
            ...(type && { type }),
            ...(shownText(verified) && { verified: shownText(verified) }),
            ...(tracked && { tracked: "acme/api#77" }),
            ...{ tick: "ours", words: "ours" },
          })),
        );
        expect(differencesIn(body, items)).toEqual([]);
        expect(isInStep(body, items)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("say nothing new once somebody has edited them and we have written them again", () => {
    const others = fc.constantFrom("· owner @bob", "(prevent)", "`code` [a](https://b.example)");
    fc.assert(
      fc.property(anyItems, others, (items, added) => {
        const body = withRows(empty, items, web).replace(/ <!-- allclear:item 1/, ` ${added}$&`);
        const edits = differencesIn(body, items);
        const after = items.map((item) => {
          const edit = edits.find((one) => one.kind === "edit" && one.number === item.number);
          if (edit?.kind !== "edit") return item;
          const { stamp, state, tracked } = item;
          const { kind: _kind, ...said } = edit;
          return { stamp, state, ...(tracked && { tracked }), ...said };
        });
        const next = withRows(body, after, web);
        expect(differencesIn(next, after)).toEqual([]);
        expect(withRows(next, after, web)).toBe(next);
      }),
      { numRuns: 60 },
    );
  });

  it("are the same when they are written again, in whatever text they stand", () => {
    const piece = fc.constantFrom(
      ...["## Action items", "### Later", "## Other", "text", "> quote", "```", "<div>", "<!--"],
      ...["- [ ] new one", "* [x] **1.** by hand", "- [ ] **2.** a\n  - [ ] nested", "1. [ ] b"],
      ...["- plain", "| a |\n| - |", rowOf(1), rowOf(2), rowOf(1).replace("Alert", "Do"), "    x"],
      ...["**When it is written**", "<!-- allclear:postmortem 1#2 -->", "---", "[a]: b", "  lazy"],
    );
    const gaps = fc.constantFrom("\n", "\n\n", "\r\n");
    const body = fc
      .array(fc.tuple(piece, gaps), { maxLength: 12 })
      .map((parts) => parts.flat().join(""));
    fc.assert(
      fc.property(body, anyItems, (text, items) => {
        const once = withRows(text, items, web);
        expect(withRows(once, items, web)).toBe(once);
        if (once === text) return;
        const numbers = rowsIn(once).flatMap(({ number }) => number ?? []);
        expect(numbers.filter((number) => number <= items.length).sort()).toEqual(
          items.map(({ number }) => number),
        );
        expect(differencesIn(once, items).filter(({ kind }) => kind !== "add")).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it("leave every other line where it was", () => {
    const line = fc.constantFrom("a", "## B", "> c", "```", "| d |", "<e>", "- f", "", "", "    g");
    const lines = fc.array(line, { maxLength: 8 });
    fc.assert(
      fc.property(lines, lines, anyItems, fc.boolean(), (before, after, items, crlf) => {
        const eol = crlf ? "\r\n" : "\n";
        const all = [...before, "", "## Action items", "", rowOf(1), "", ...after];
        const body = withRows(all.join(eol), items, web);
        const others = body.split(eol).filter((one) => !one.includes("<!-- allclear:item"));
        const wanted = all.filter((one) => one !== rowOf(1));
        // A new row may bring a blank line or, where the section could not be read, a heading.
        let at = 0;
        for (const one of others) if (one === wanted[at]) at += 1;
        expect(at).toBe(wanted.length);
      }),
    );
  });
});
