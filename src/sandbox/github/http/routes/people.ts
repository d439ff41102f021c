import { accountOf } from "../../model/access.ts";
import { findAccount } from "../../model/lookup.ts";
import { notForIntegrations } from "../../model/refusal.ts";
import { profileView } from "../../model/view/account.ts";
import { param } from "../fields.ts";
import { type Call, ok, type Route } from "../route.ts";

/** Accounts carry no date of their own in the stand-in. */
const joinedAt = "2020-01-01T00:00:00Z";

export const peopleRoutes: readonly Route[] = [
  { method: "GET", path: "/user", auth: "token", run: readSelf },
  {
    method: "GET",
    path: "/users/{username}",
    auth: "token",
    run: (call) =>
      ok(profileView(call.world, findAccount(call.world, param(call, "username")), joinedAt)),
  },
];

/** Installation tokens have no user behind them. */
function readSelf(call: Call) {
  if (call.actor.installation !== undefined) throw notForIntegrations();
  return ok(profileView(call.world, accountOf(call.world, call.actor), joinedAt));
}
