import { code } from "./quoting.ts";

/** How to take a role oneself, as inline code: `/lead`, `/comms` … */
export function takeCommand(role: string): string {
  return code(shortForms.get(role) ?? `/role ${role.replaceAll(" ", "-")}`, 80);
}

/** How to give a role to somebody, as inline code. */
export function giveCommand(role: string): string {
  const form = shortForms.get(role) ?? `/role ${role.replaceAll(" ", "-")}`;
  return code(`${form} @name`, 80);
}

const shortForms: ReadonlyMap<string, string> = new Map([
  ["commander", "/lead"],
  ["communications lead", "/comms"],
  ["technical lead", "/tech"],
  ["scribe", "/scribe"],
]);
