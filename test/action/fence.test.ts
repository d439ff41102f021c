import { expect, test } from "vitest";
import { fenced } from "../../action/fence.ts";

/**
 * What the runner takes for a command: it splits at line ends and looks for `::` behind blanks, and
 * for the older form anywhere in the line.
 */
function isCommand(line: string): boolean {
  return /^\s*::/.test(line) || line.includes("##[");
}

test.each([
  "::set-output name=a::b",
  "  \t::error::x",
  "\u00a0::error::x",
  "fine\n::stop-commands::x",
  "fine\r::stop-commands::x",
  "fine\r\n\r\n ::add-mask::x",
  "fine\u2028::error::x",
  "fine\u0085::error::x",
  "fine\v::error::x",
  "\u200b::error::x",
  "\u0000::error::x",
  "\u001b[31m::error::x",
  "::::error::x",
  "##[set-output name=a]b",
  "said ##[command]x",
  "###[command]x",
])("%j holds no command any more", (text) => {
  for (const line of fenced(text).split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/)) {
    expect(isCommand(line)).toBe(false);
  }
});

test.each(["std::vector is fine", "a: b", "# heading", "%0A stays", "two\nlines", "- [x] done"])(
  "%j stays as it is",
  (text) => expect(fenced(text)).toBe(text),
);
