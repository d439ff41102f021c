/** What asked for a checklist, and which runbook it is: the hidden line that ends the comment. */
export interface RunbookMark {
  /** Source of the command, gesture or declaration: `c5012345678`. */
  readonly to: string;
  readonly name: string;
}

export function runbookMarker({ to, name }: RunbookMark): string {
  return `<!-- allclear:runbook ${to} ${name} -->`;
}

/** It proves nothing without the comment's author. */
export function runbookMarkerIn(body: string): RunbookMark | undefined {
  const found = /<!-- allclear:runbook ([iecpd]\d{1,16}) ([\p{L}\p{N}.-]{1,60}) -->\s*$/u.exec(
    body,
  );
  const [, to, name] = found ?? [];
  return to === undefined || name === undefined ? undefined : { to, name };
}
