import type { Command } from "../../incident/commands.ts";
import type { SlashCommand } from "../slash-command.ts";
import { action } from "./action.ts";

/**
 * A line `TODO: text`, which is `/action` where the scribe wrote it and nothing at all elsewhere.
 * People write such lines for themselves, so none is ever called wrong: what `/action` could not
 * read stays text.
 */
export const todo: SlashCommand = {
  ...action,
  parse: (given, said): Command => {
    const read = action.parse(given, said);
    if (read.kind === "AddActionItem") return { ...read, todo: true };
    const options = [...given.options].map(([key, value]) => `${key}=${value}`);
    const text = [given.text, ...options].filter((part) => part !== "").join(" ");
    return { kind: "AddActionItem", text, todo: true };
  },
};
