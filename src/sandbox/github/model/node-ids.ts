const prefixes = {
  user: "U",
  bot: "BOT",
  organization: "O",
  repository: "R",
  issue: "I",
  pullRequest: "PR",
  comment: "IC",
  label: "LA",
  event: "EV",
  reaction: "REA",
  app: "A",
  checkRun: "CR",
};

export type NodeKind = keyof typeof prefixes;

/** GitHub's opaque id of an object: a prefix that tells the kind, then bytes nobody reads. */
export function nodeId(kind: NodeKind, id: number): string {
  return `${prefixes[kind]}_${Buffer.from(`k${id}`).toString("base64url")}`;
}

export function readNodeId(node: string): { kind: string; id: number } | undefined {
  const [prefix, rest] = node.split("_");
  const kind = Object.entries(prefixes).find(([, known]) => known === prefix)?.[0];
  const id = Number(
    Buffer.from(rest ?? "", "base64url")
      .toString()
      .slice(1),
  );
  return kind && Number.isSafeInteger(id) ? { kind, id } : undefined;
}
