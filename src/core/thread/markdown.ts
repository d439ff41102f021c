import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/**
 * Emphasis and bare links cannot hide the start of a line, and their resolvers are the slowest
 * part of the parser, quadratic at worst. What they would mark stays text.
 */
const unneeded = {
  disable: {
    null: [
      ...["attention", "strikethrough", "characterReference"],
      ...["wwwAutolink", "protocolAutolink", "emailAutolink"],
    ],
  },
};
const extensions = [gfm(), unneeded];
const mdastExtensions = gfmFromMarkdown().map(({ enter, exit }) => ({
  ...(enter && { enter }),
  ...(exit && { exit }),
}));

/** The blocks of a comment as CommonMark with GFM, and what inside them can hold a line's start. */
export function parseBlocks(body: string): Root {
  return fromMarkdown(body, { extensions, mdastExtensions });
}
