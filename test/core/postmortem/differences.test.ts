import { describe, expect, it, test } from "vitest";
import { differencesIn, rowsIn, withRows } from "../../../src/core/postmortem/checklist.ts";
import { anItem, web } from "./items.ts";

const section = (...rows: string[]) => `# T\n\n## Action items\n\n${rows.join("\n")}\n\n## More\n`;
const first = (row: string) => rowsIn(section(`- [ ] ${row}`))[0];
const said = (row: string) => {
  const { text, owner, due, type, verified } = first(row) ?? { text: "no row" };
  return [text, owner, due, type, verified];
};

describe("a row that a person writes", () => {
  test.each([
    ["Fix it", ["Fix it"]],
    ["Fix it · owner @ada · due 2026-08-15 · prevent", ["Fix it", "ada", "2026-08-15", "prevent"]],
    ["Fix it — owner: @ada | due: 2026-08-15", ["Fix it", "ada", "2026-08-15"]],
    [
      "Fix it | owner ada | due=2026-08-15 | type: detect",
      ["Fix it", "ada", "2026-08-15", "detect"],
    ],
    ["Fix it · [ada](https://github.com/ada)", ["Fix it", "ada"]],
    ["Fix it · @ada, due 2026-08-15, Process", ["Fix it", "ada", "2026-08-15", "process"]],
    ["Fix it (@ada, due 2026-08-15, prevent)", ["Fix it", "ada", "2026-08-15", "prevent"]],
    ["Fix it ([ada](https://ghe.example/ada))", ["Fix it", "ada"]],
    ["Fix it, @ada due 2026-08-15", ["Fix it", "ada", "2026-08-15"]],
    ["Fix it due=2026-08-15 owner=ada type=detect", ["Fix it", "ada", "2026-08-15", "detect"]],
    ["Fix it · verified when a — b · c", ["Fix it", undefined, undefined, undefined, "a — b · c"]],
    ["Fix it · verified: it pages · @ada", ["Fix it", "ada", undefined, undefined, "it pages"]],
    ["**7.** Fix it · prevent", ["Fix it", undefined, undefined, "prevent"]],
  ])("is understood: %s", (row, [text, owner, due, type, verified]) => {
    expect(said(row)).toEqual([text, owner, due, type, verified]);
  });

  test.each([
    ["Fix it · now · owner ada", "Fix it · now", "ada"],
    ["Fix it · owner TBD", "Fix it · owner TBD", undefined],
    ["Fix it · due tomorrow · @ada", "Fix it · due tomorrow", "ada"],
    ["Fix it · due 2026-02-31", "Fix it · due 2026-02-31", undefined],
    ["Fix it · @ada · @bob", "Fix it · @bob", "ada"],
    ["Fix it (see the plan)", "Fix it (see the plan)", undefined],
    ["Fix it (@ada, soon)", "Fix it (@ada, soon)", undefined],
    ["Fix it · [plan](https://a.example/b)", "Fix it · [plan](https://a.example/b)", undefined],
    ["Fix `a · prevent · b`", "Fix `a · prevent · b`", undefined],
    ["Fix it \\| prevent", "Fix it | prevent", undefined],
    ["Fix it · tracked in a/b#7", "Fix it · tracked in a/b#7", undefined],
    ["@ada", "@ada", undefined],
    ["prevent", "prevent", undefined],
  ])("keeps as text what is not understood: %s", (row, text, owner) => {
    const [added] = differencesIn(section(`- [ ] ${row}`), []);
    expect(added).toMatchObject({ kind: "add", text });
    expect(first(row)?.owner).toBe(owner);
  });

  test.each([
    ["of a list elsewhere", "- [ ] a\n\n## Action items\n\n## More\n- [ ] b", 0],
    ["of a second list and below a smaller heading", section("- [ ] a", "", "### L", "* [x] b"), 2],
    ["of a second section of that name", `${section("- [ ] a")}${section("- [ ] b")}`, 2],
    ["inside of a row", section("- [ ] a", "  - [ ] b"), 1],
    [
      "in code, quotes and HTML",
      section("```", "- [ ] a", "```", "> - [ ] b", "<p>", "- [ ] c"),
      0,
    ],
    ["without a box", section("- a", "- [] b", "- [?] c"), 0],
    ["with an ordered list and a capital X", section("1. [X] a", "2. [ ] b"), 2],
  ])("counts where it stands: rows %s", (_where, body, count) => {
    expect(rowsIn(body)).toHaveLength(count);
    expect(rowsIn(body.replaceAll("\n", "\r\n"))).toHaveLength(count);
  });
});

const item = anItem(3, { owner: "ada", due: "2026-08-15", type: "prevent" });
const body = withRows(section("hint"), [item], web);
const changed = (from: string | RegExp, to: string) => body.replace(from, to);
const whole = { owner: "ada", due: "2026-08-15", type: "prevent" };

describe("what people change", () => {
  test.each([
    ["nothing", body, []],
    ["a tick", changed("[ ]", "[X]"), [{ kind: "tick", number: 3, ticked: true }]],
    [
      "words",
      changed("Alert", "Page"),
      [{ kind: "edit", number: 3, text: "Page on queue length", ...whole }],
    ],
    [
      "owner and tick",
      changed("[ada]", "@bob [ada]")
        .replace("[ ]", "[x]")
        .replace(/ \[ada\]\(\S+\)/, ""),
      [
        { kind: "tick", number: 3, ticked: true },
        { kind: "edit", number: 3, text: item.text, ...whole, owner: "bob" },
      ],
    ],
    [
      "a date away",
      changed(" · due 2026-08-15", ""),
      [{ kind: "edit", number: 3, text: item.text, owner: "ada", type: "prevent" }],
    ],
    ["blanks and line ends", changed(" · due", "  ·  due").replaceAll("\n", "\r\n"), []],
    ["the mark away", changed(/ <!-- allclear:item .* -->/, ""), []],
    [
      "the mark away and a tick",
      changed(/ <!-- allclear:item .* -->/, "").replace("[ ]", "[x]"),
      [{ kind: "tick", number: 3, ticked: true }],
    ],
    ["all words away", changed(/\*\*3.* <!--/, "**3.** <!--"), []],
    ["the row away", changed(/- \[ \].*\n/, ""), []],
    [
      "a new row",
      changed("- [ ]", "- [x] Ask @bob (detect)\n- [ ]"),
      [{ kind: "add", text: "Ask", owner: "bob", type: "detect", ticked: true }],
    ],
    ["a row copied", changed(/(- \[ \].*)\n/, "$1\n$1\n"), []],
    [
      "a row copied and rewritten",
      changed(/(- \[ \].*)\n/, "$1\n$1\n").replace("Alert", "Page"),
      [{ kind: "add", text: "Page on queue length", ...whole }],
    ],
    [
      "a number nobody has",
      changed("- [ ]", "- [ ] **9.** Page\n- [ ]"),
      [{ kind: "add", text: "Page" }],
    ],
    [
      "a row of a record that lost it",
      changed("**3.**", "**3.**").replaceAll("item 3", "item 8"),
      [],
    ],
  ])("is seen: %s", (_what, text, expected) => {
    const found = differencesIn(text, [item]);
    expect(found).toEqual(expected);
  });

  test.each([
    ["a tick and words we wrote before", { state: "done" as const, text: "Alert on depth" }],
    ["an item that was dropped", { state: "dropped" as const }],
  ])("is not what the incident knows better: %s", (_what, more) => {
    const now = { ...item, ...more };
    expect(differencesIn(body, [now])).toEqual([]);
    expect(rowsIn(withRows(body, [now], web))[0]).toMatchObject({ ticked: true, tick: "ours" });
  });

  it("is a tick taken away from one that is done, or dropped", () => {
    for (const state of ["done", "dropped"] as const) {
      const ended = { ...item, state };
      const open = withRows(body, [ended], web).replace("[x]", "[ ]");
      expect(differencesIn(open, [ended])).toEqual([{ kind: "tick", number: 3, ticked: false }]);
    }
  });

  it("is no row of its own where it is a mere copy", () => {
    const copied = changed(/(- \[ \].*)\n/, "$1\n$1\n");
    expect(rowsIn(copied).map(({ number }) => number)).toEqual([3]);
    expect(withRows(copied, [item], web)).toBe(copied);
  });

  it("is added once: its row becomes that of the item made of it", () => {
    const mine = changed("- [ ]", "- [ ] Page on call · @bob\n- [ ]");
    const items = [item, anItem(4, { text: "Page on call", owner: "bob" })];
    expect(differencesIn(mine, items)).toEqual([]);
    const next = withRows(mine, items, web);
    expect(rowsIn(next).map(({ number }) => number)).toEqual([4, 3]);
    const shortened = [item, anItem(4, { text: "Page on…", owner: "bob" })];
    expect(differencesIn(mine, shortened)).toEqual([]);
  });

  it("keeps what a row has no room for", () => {
    const long = { ...item, text: `Alert ${"x".repeat(900)}`, owner: "not a login" };
    const shown = withRows(section("hint"), [long], web);
    expect(differencesIn(shown, [long])).toEqual([]);
    expect(differencesIn(shown.replace("2026-08-15", "2026-09-01"), [long])).toEqual([
      {
        kind: "edit",
        number: 3,
        text: long.text,
        ...whole,
        owner: "not a login",
        due: "2026-09-01",
      },
    ]);
  });
});
