import { lengthOf } from "../../std/duration.ts";
import type { Config } from "../config/config.ts";
import { isTicket, type Level, levelNamed } from "../config/ladder.ts";
import { code, line } from "./quoting.ts";

export function levelOf(config: Config, severity: string | undefined): Level | undefined {
  return levelNamed(config.ladder, severity);
}

/** What a level means, as a sentence. */
export function criteriaOf(level: Level | undefined): string {
  return level === undefined || level.criteria === "" ? "" : sentence(line(level.criteria, 200));
}

/** What a level asks of those who respond: how soon, how often, who should hear. */
export function promisesOf(level: Level | undefined): string {
  if (level === undefined) return "";
  const parts = [
    respondText(level.respondMs),
    level.updateMs === undefined ? "" : `status update every ${lengthOf(level.updateMs)}`,
    level.audience === "" ? "" : `audience: ${line(level.audience, 100)}`,
  ].filter((part) => part !== "");
  const asked = parts.length === 0 ? "" : sentence(parts.join(" · "));
  return [asked, isTicket(level) ? ticketWords(level) : ""]
    .filter((part) => part !== "")
    .join("\n");
}

/** Said once, where the severity is announced. */
function ticketWords({ name }: Level): string {
  return `${line(name, 50)} is a ticket: nobody is paged unless you say /page, it gets no channel, and no clock runs.`;
}

/** Every level with what it means and how to set it, worst first. */
export function levelRows(config: Config): string {
  const rows = config.ladder.levels.map(
    ({ name, criteria }) => `- ${code(`/sev ${name}`, 60)} ${line(criteria, 120)}`,
  );
  return rows.slice(0, mostLevels).join("\n");
}

const mostLevels = 12;

function respondText(respondMs: Level["respondMs"]): string {
  if (respondMs === undefined) return "";
  if (respondMs === "next business day") return "respond by the next business day";
  return respondMs === 0 ? "respond immediately" : `respond within ${lengthOf(respondMs)}`;
}

function sentence(text: string): string {
  const end = /[.!?]$/.test(text) ? "" : ".";
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}${end}`;
}
