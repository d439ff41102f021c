import { z } from "zod";
import { Stop } from "../../reconcile/failure.ts";
import type { Identity } from "../../reconcile/ports.ts";
import { asApp } from "./octokit.ts";
import type { Wire } from "./wire.ts";

export interface AppIdentity extends Identity {
  readonly appId: number;
  readonly slug: string;
  readonly name: string;
}

const appAnswer = z.object({
  id: z.number(),
  slug: z.string(),
  name: z.string(),
  html_url: z.string(),
});

/** Whom we act as when we are an App. */
export async function whoAmIAsApp(wire: Wire): Promise<AppIdentity> {
  const { data } = await wire.inInstallation(asApp, { route: "GET /app", answer: appAnswer });
  return {
    login: `${data.slug}[bot]`,
    writer: `app:${data.id}`,
    webUrl: new URL(data.html_url).origin,
    appId: data.id,
    slug: data.slug,
    name: data.name,
  };
}

const userAnswer = z.object({ login: z.string(), html_url: z.string() });

/** Whom we act as with the token of a person or of a workflow run. */
export async function whoAmIWithToken(
  wire: Wire,
  { webUrl }: { webUrl: string },
): Promise<Identity> {
  try {
    const { data } = await wire.inInstallation(asApp, { route: "GET /user", answer: userAnswer });
    return { login: data.login, writer: "action", webUrl: new URL(data.html_url).origin };
  } catch (failure) {
    // Installation tokens, that of a workflow run among them, are no user.
    if (!(failure instanceof Stop)) throw failure;
    return { login: await viewerLogin(wire), writer: "action", webUrl };
  }
}

const viewerAnswer = z.object({
  data: z.object({ viewer: z.object({ login: z.string() }) }).nullish(),
});

async function viewerLogin(wire: Wire): Promise<string> {
  try {
    const { data } = await wire.inInstallation(asApp, {
      route: "POST /graphql",
      parameters: { query: "{ viewer { login } }" },
      answer: viewerAnswer,
      pace: "read",
    });
    const login = data.data?.viewer.login ?? "github-actions[bot]";
    return login.endsWith("[bot]") ? login : `${login}[bot]`;
  } catch (failure) {
    if (failure instanceof Stop) return "github-actions[bot]";
    throw failure;
  }
}
