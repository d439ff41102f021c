import type { Actor, App } from "../model/records.ts";
import { Refusal } from "../model/refusal.ts";
import type { Route } from "./route.ts";
import type { Tokens } from "./tokens.ts";

export interface Identity {
  name: string;
  actor: Actor | undefined;
  app: App | undefined;
  refusal: Refusal | undefined;
}

/** Reads the token; what is wrong with it is kept, so that faults can still come first. */
export function identify(
  authorization: string | undefined,
  route: Route | undefined,
  tokens: Tokens,
): Identity {
  const token = /^(?:bearer|token)\s+(.+)$/i.exec(authorization ?? "")?.[1];
  const nobody = { name: "anonymous", actor: undefined, app: undefined };
  if (route?.auth === "none") return { ...nobody, refusal: undefined };
  if (!token) return { ...nobody, refusal: new Refusal(401, "Requires authentication") };
  try {
    if (route?.auth === "app") {
      const app = tokens.appOf(token);
      return { name: app.slug, actor: undefined, app, refusal: undefined };
    }
    const actor = tokens.actorOf(token);
    return { name: actor.login, actor, app: undefined, refusal: undefined };
  } catch (error) {
    if (error instanceof Refusal) return { ...nobody, refusal: error };
    throw error;
  }
}
