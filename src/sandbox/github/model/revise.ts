import { accountOf } from "./access.ts";
import type { Account, Actor, Revision } from "./records.ts";
import { stamp, type World } from "./world.ts";

/** A comment, or an issue with its own text. */
interface Written<Body> {
  readonly author: Account;
  readonly createdAt: string;
  readonly revisions: Revision[];
  body: Body;
}

/** Changes the text and remembers the earlier one and who changed it. */
export function revise<Body extends string | null>(
  world: World,
  actor: Actor,
  written: Written<Body>,
  body: Body,
): void {
  const { author, createdAt, revisions } = written;
  if (revisions.length === 0) {
    revisions.push({ editor: author, editedAt: createdAt, body: written.body ?? "" });
  }
  revisions.push({ editor: accountOf(world, actor), editedAt: stamp(world), body: body ?? "" });
  written.body = body;
}
