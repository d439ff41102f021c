import type { FileChange } from "../../core/rollback/suspects/candidate.ts";
import type { Dice } from "./dice.ts";
import type { ChangeKind } from "./kinds.ts";

/** The files that a change of this kind to the service in this folder touches. */
export function filesOfChange(kind: ChangeKind, folder: string, dice: Dice): readonly FileChange[] {
  const file = (path: string, median: number): FileChange => {
    const lines = Math.max(1, Math.round(dice.spread(median, 3)));
    const deletions = Math.round(lines * dice.next() * 0.6);
    return { path, additions: lines - deletions, deletions };
  };
  const code = () =>
    Array.from({ length: dice.between(1, 5) }, (_, at) =>
      file(`${folder}/src/${dice.pick(modules)}${at}.ts`, 20),
    );
  switch (kind) {
    case "code":
      return [...code(), ...(dice.chance(0.4) ? [file(`${folder}/test/a.ts`, 30)] : [])];
    case "settings":
      return [
        file(`${folder}/${dice.pick(["config/app.yml", "flags.json", ".env.production"])}`, 3),
        ...(dice.chance(0.3) ? code() : []),
      ];
    case "dependencies":
      return [file("package-lock.json", 200), file("package.json", 2)];
    case "migration":
      return [file(`${folder}/migrations/0${dice.between(10, 99)}.sql`, 15), ...code()];
    case "infrastructure":
      return [file(dice.pick([`${folder}/Dockerfile`, "deploy/main.tf", "k8s/all.yaml"]), 8)];
    case "library":
      return [file(`libs/${dice.pick(modules)}.ts`, 25)];
    case "harmless":
      return [file(dice.pick(["docs/guide.md", `${folder}/test/b.ts`, "README.md"]), 40)];
    default:
      return kind satisfies never;
  }
}

const modules = ["cart", "session", "price", "queue", "render", "retry", "token"] as const;
