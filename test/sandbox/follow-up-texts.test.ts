import { expect, test } from "vitest";
import { builtInTemplates } from "../../src/adapters/templates/built-in-templates.ts";
import { readComment } from "../../src/core/thread/read-comment.ts";
import { followUpTexts } from "../../src/sandbox/sample-follow-up-texts.ts";
import { codesOf, mentionsIn } from "../core/view/harmless.ts";

const texts = followUpTexts(builtInTemplates());

test.each(texts)("%s: each command shown is one that is understood", (_, text) => {
  for (const shown of codesOf(text).filter((code) => code.startsWith("/"))) {
    const command = shown.replace("<date>", "2026-12-01").replace("…", "a reason of some length");
    const [line] = readComment(command, { prefixes: [], bareVerbs: true });
    expect({ shown, kind: line?.kind }).toEqual({ shown, kind: "heard" });
  }
});

test.each(texts)(
  "%s: nobody is mentioned but in a reminder, and nothing commands",
  (title, text) => {
    expect(mentionsIn(text)).toEqual(title === "reminder" ? ["ada", "linus"] : []);
    expect(readComment(text, { prefixes: [], bareVerbs: true })).toEqual([]);
  },
);
