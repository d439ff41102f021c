import { misread } from "../misread.ts";
import { listed, mostListed, readServices } from "../services.ts";
import type { SlashCommand } from "../slash-command.ts";

/** `/service`: what is hit; a dash takes a name off again. */
export const service: SlashCommand = {
  verb: "service",
  aliases: ["affects", "component"],
  summary: "Names the services that are hit; a dash before a name takes it off.",
  usage: ["/service api,web", "/service -web"],
  permission: ["triage"],
  examples: ["/service api,web", "/service -web", "/service +search -web"],
  parse: ({ text }) => {
    const names = listed(text);
    const add = readServices(
      names
        .filter((name) => !name.startsWith("-"))
        .map(bareName)
        .join(" "),
    );
    const off = readServices(
      names
        .filter((name) => name.startsWith("-"))
        .map(bareName)
        .join(" "),
    );
    if (
      !add ||
      !off ||
      add.length + off.length === 0 ||
      names.some((name) => bareName(name) === "")
    ) {
      return misread(text || "no service", expected, "/service api,web");
    }
    return { kind: "ChangeServices", add, remove: off };
  },
};

const expected = `names of services, at most ${mostListed} at a time`;

function bareName(name: string): string {
  return name.replace(/^[+-]/, "");
}
