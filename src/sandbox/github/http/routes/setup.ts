import { notFound } from "../../model/refusal.ts";
import { appView } from "../../model/view/app.ts";
import { param } from "../fields.ts";
import { type Call, created, ok, type Route } from "../route.ts";

export const setupRoutes: readonly Route[] = [
  { method: "POST", path: "/app-manifests/{code}/conversions", auth: "none", run: convert },
  {
    method: "GET",
    path: "/meta",
    auth: "none",
    run: () => ok({ verifiable_password_authentication: false }),
  },
];

/** Trades the code of a manifest for the new App's credentials; works once. */
function convert(call: Call) {
  const made = call.manifests.convert(param(call, "code"));
  if (!made) throw notFound();
  return created({
    ...appView(call.world, made.app),
    client_secret: made.clientSecret,
    webhook_secret: made.app.hook.secret,
    pem: made.privateKey,
  });
}
