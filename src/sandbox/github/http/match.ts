import type { Route } from "./route.ts";

export interface Match {
  route: Route;
  params: Record<string, string>;
}

/** Placeholders that may contain slashes, beside `{path}`, which may also be empty. */
const long = ["ref", "branch", "basehead", "tag", "tree_sha"];

/** Finds the route of a request. */
export function matcher(
  routes: readonly Route[],
): (method: string, path: string) => Match | undefined {
  const compiled = routes.map((route) => ({ route, pattern: compile(route.path) }));
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      if (route.method !== method) continue;
      const found = pattern.exec(path);
      if (found) return { route, params: decode(found.groups ?? {}) };
    }
    return undefined;
  };
}

/** Turns `/repos/{owner}/{repo}` into a pattern with one named group per placeholder. */
export function compile(template: string): RegExp {
  const source = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === "path" ? `(?<${name}>.*)` : `(?<${name}>${long.includes(name) ? ".+" : "[^/]+"})`,
  );
  return new RegExp(`^${source}/?$`);
}

function decode(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, decodePart(value)]),
  );
}

/** A stray percent sign names nothing, so it stays as it is and is not found. */
function decodePart(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
