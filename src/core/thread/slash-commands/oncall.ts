import { misread } from "../misread.ts";
import { mostListed, readServices } from "../services.ts";
import type { SlashCommand } from "../slash-command.ts";

/** `/oncall`: who is paged, when and how. */
export const oncall: SlashCommand = {
  verb: "oncall",
  aliases: ["who", "responders"],
  summary: "Says who is paged, when and how, for this incident or a service.",
  usage: ["/oncall [service]"],
  permission: ["triage"],
  examples: ["/oncall", "/oncall checkout"],
  parse: ({ text }) => {
    if (text === "") return { kind: "Ask", topic: "oncall" };
    const services = readServices(text);
    if (services === undefined || services.length === 0) {
      return misread(text, `names of services, at most ${mostListed}, or nothing`, "/oncall api");
    }
    return { kind: "Ask", topic: "oncall", services };
  },
};
