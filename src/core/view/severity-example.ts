import type { Config } from "../config/config.ts";

/**
 * How to set the severity in this ladder, by its second level: most incidents are not the worst.
 */
export function severityExample(config: Config): string {
  const { levels } = config.ladder;
  return `/sev ${(levels[1] ?? levels[0])?.name ?? "1"}`;
}
