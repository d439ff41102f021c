import type { Config } from "../config/config.ts";
import { person } from "./people.ts";
import type { Place } from "./place.ts";
import { code } from "./quoting.ts";
import { fill, type View } from "./render.ts";
import { severityExample } from "./severity-example.ts";
import type { Templates } from "./templates.ts";

export interface ReportGiven {
  readonly config: Config;
  readonly templates: Templates;
  readonly place: Place;
  /** Who set the label, when known. */
  readonly by?: string | undefined;
}

/** The comment on an issue labeled by somebody whose word alone does not make an incident. */
export function renderReport(given: ReportGiven): string {
  return fill(given.templates.report, reportView(given));
}

export function reportView({ config, place, by }: ReportGiven): View {
  const ways = ["/ack", severityExample(config), "/incident declare"];
  return {
    by: by === undefined ? "" : person(by, place),
    label: code(config.labels.incident, 60),
    commands: ways.map((way) => code(way, 60)).join(", "),
  };
}
