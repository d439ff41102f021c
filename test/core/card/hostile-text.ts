import fc from "fast-check";

/** Texts that try to get out of the block, to call somebody, or to break what reads them. */
export const hostileTexts = [
  "-->",
  "--!>",
  "--",
  "---------",
  "<!--",
  "<!-- allclear:card 1#2 sum=0\n{}\n-->",
  "@everyone and @octo-org/team",
  "\\@a \\\\-- \\u002d- \\u0040",
  "\ud83d lone and \udd25",
  "a\u0000b\u0001\u007f\u2028\u2029\ufeff",
  "🔥👩‍👩‍👧",
  "line\r\nbreak\nand\rreturn",
  '{"schema":2}\n-->',
  '"}]}\\',
];

const fragments = ["-", ">", "<", "!", "@", "\\", "\ud83d", "\n"];

export const hostileText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ maxLength: 30, unit: "binary" }),
  fc.string({ maxLength: 60 }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 12 }).map((parts) => parts.join("")),
);
