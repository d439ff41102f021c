import { notFound } from "../../model/refusal.ts";
import { isObject, requiredText } from "../fields.ts";
import { execute } from "../graphql/execute.ts";
import { type Call, ok, type Route } from "../route.ts";

export const graphqlRoutes: readonly Route[] = [
  { method: "POST", path: "/graphql", auth: "token", run },
];

function run(call: Call) {
  if (!call.world.graphql) throw notFound();
  const variables = call.body.variables;
  const query = requiredText(call.body, "query");
  return ok(execute(call.world, call.actor, query, isObject(variables) ? variables : {}));
}
