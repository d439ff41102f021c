import { z } from "zod";
import { type Place, unlessAnswered } from "./call.ts";
import { isRefName } from "./ref-name.ts";
import type { Wire } from "./wire.ts";

const pointed = z.object({ object: z.object({ type: z.string(), sha: z.string() }) });
const absent = [404, 409, 410, 422];
// An annotated tag may be of another one; nobody nests them deeper than this.
const deepest = 5;

/** The commit a tag leads to; undefined without such a tag, and where it leads to no commit. */
export async function readTag(wire: Wire, place: Place, tag: string): Promise<string | undefined> {
  if (!isRefName(tag)) return undefined;
  let object = await readPointer(wire, place, {
    route: "GET /repos/{owner}/{repo}/git/ref/{ref}",
    parameters: { ref: `tags/${tag}` },
  });
  for (let depth = 0; object?.type === "tag" && depth < deepest; depth += 1) {
    object = await readPointer(wire, place, {
      route: "GET /repos/{owner}/{repo}/git/tags/{tag_sha}",
      parameters: { tag_sha: object.sha },
    });
  }
  return object?.type === "commit" ? object.sha : undefined;
}

async function readPointer(
  wire: Wire,
  place: Place,
  call: { route: string; parameters: Readonly<Record<string, string>> },
) {
  const answer = wire.inRepository(place, { ...call, answer: pointed, expects: absent });
  return (await unlessAnswered(answer, absent, undefined))?.data.object;
}
