import { findCommand } from "../thread/registry.ts";
import { code } from "./quoting.ts";

/** A verb as people type it, as inline code: `/ack`, `/close-incident`, `/incident declare`. */
export function commandForm(verb: string): string {
  const found = findCommand(verb);
  if (found?.onlyAfterIncident === true) return code(`/incident ${verb}`, 60);
  return code(`/${found?.verb === verb ? (found.bareVerb ?? verb) : verb}`, 60);
}
