/** What somebody asks to roll back, as written; nothing in it has been looked up yet. */
export type RollbackTarget =
  /** A pull request, however it was merged. */
  | { readonly kind: "pull"; readonly number: number; readonly repository?: string }
  /** 7 to 40 hex digits in small letters. */
  | { readonly kind: "commit"; readonly sha: string; readonly repository?: string }
  /** Everything after `from` up to and including `to`. */
  | {
      readonly kind: "range";
      readonly from: string;
      readonly to: string;
      readonly repository?: string;
    }
  /** The last deployment that worked before the incident started. */
  | {
      readonly kind: "last-good";
      readonly environment?: string;
      readonly service?: string;
      readonly repository?: string;
    }
  /** A tag, or the tag of a release. */
  | { readonly kind: "tag"; readonly name: string; readonly repository?: string };

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

/** As it is typed after `/rollback`. */
export function targetText(target: RollbackTarget): string {
  const elsewhere = target.repository === undefined ? "" : ` repo=${target.repository}`;
  switch (target.kind) {
    case "pull":
      return `${target.repository ?? ""}#${target.number}`;
    case "commit":
      return `${target.sha}${elsewhere}`;
    case "range":
      return `${target.from}..${target.to}${elsewhere}`;
    case "last-good": {
      const environment =
        target.environment === undefined ? "" : ` env=${quoted(target.environment)}`;
      const service = target.service === undefined ? "" : ` service=${quoted(target.service)}`;
      return `last-good${environment}${service}${elsewhere}`;
    }
    case "tag":
      return `${target.name}${elsewhere}`;
    default:
      return target satisfies never;
  }
}
