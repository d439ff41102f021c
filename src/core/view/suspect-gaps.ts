import type { Gap } from "../rollback/suspects/suspects-found.ts";
import { code, line } from "./quoting.ts";

/** What a search for suspects could not see, in one sentence. */
export function gapWords(gap: Gap): string {
  switch (gap.kind) {
    case "forbidden": {
      const { source, repository, needs } = gap;
      return `I may not read ${source} of ${line(repository, 140)}: grant ${code(needs, 60)}.`;
    }
    case "unreadable":
      return `I could not read ${gap.source} of ${line(gap.repository, 140)}.`;
    case "cut": {
      const { repository, source } = gap;
      const where = line(repository, 140);
      return `${where} has more ${source} in this time than I read: only the newest are here.`;
    }
    case "invisible": {
      const where = line(gap.repository, 140);
      return `I cannot see ${where}: is the name right, and is the App installed there?`;
    }
    case "private": {
      const where = line(gap.repository, 140);
      const why = `Not everybody who reads this may read ${where}, so I show nothing of it here`;
      return `${why}. Look there, or open an incident there and ask it: ${code("/changes", 20)}.`;
    }
    case "more-repositories": {
      const ask = code("/changes service=<name>", 60);
      return `Not searched, since I search five at a time: ${names(gap.names)}. Ask with ${ask}.`;
    }
    case "no-owners": {
      const where = `${code("services:", 20)} in ${code(".github/allclear.yml", 40)}`;
      const whose = `Which files belong to ${names(gap.services)} is not known`;
      return `${whose}, so all weigh the same. Name them under ${where}.`;
    }
    case "empty-window": {
      const why = "That is after the incident started, so no change from then on can be behind it";
      return `${why}. A length counts back from the start: ${code("/changes since=24h", 40)}.`;
    }
    default:
      return gap satisfies never;
  }
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, 10).map((name) => line(name, 140));
  const left = all.length - shown.length;
  return left > 0 ? `${shown.join(", ")} and ${left} more` : shown.join(", ");
}
