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
  checkSuite: "CS",
  status: "SC",
  deployment: "DE",
  deploymentStatus: "DES",
  release: "RE",
  workflowRun: "WFR",
};

export type NodeKind = keyof typeof prefixes;

/** GitHub's opaque id of an object: a prefix that tells the kind, then bytes nobody reads. */
export function nodeId(kind: NodeKind, id: number): string {
  return `${prefixes[kind]}_${Buffer.from(`k${id}`).toString("base64url")}`;
}

/** The id of a git object or ref, which has a name instead of a number. */
export function gitNodeId(prefix: "C" | "B" | "T" | "REF", repository: number, name: string) {
  return `${prefix}_${Buffer.from(`k${repository}:${name}`).toString("base64url")}`;
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
