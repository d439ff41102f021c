import { policyName } from "./escalation-schema.ts";
import { line, listOf, mapOf, textLike } from "./expectation.ts";
import { mention } from "./mention-schema.ts";
import { pathPattern } from "./path-patterns.ts";

const name = "[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}(?:_[A-Za-z0-9]{1,10})?";

export const repository = textLike(
  new RegExp(`^${name}/(?!\\.{1,2}$)[\\w.-]{1,100}$`),
  "a repository as owner/name",
  "octo-org/checkout",
);

/** What GitHub takes for the name of an environment, and a person for one. */
export const environment = textLike(
  /^[^\s\p{Cc}](?:[^\p{Cc}]{0,98}[^\s\p{Cc}])?$/u,
  "the name of an environment, at most 100 characters",
  "production",
);

const pattern = textLike(
  pathPattern,
  "a path pattern as in CODEOWNERS, with at most two ** and no ! or [ ]",
  "/services/checkout/",
);

export const service = mapOf(
  {
    name: textLike(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/,
      "a name of letters, digits, dots, - and _, at most 50",
      "checkout-api",
    ).meta({ description: "What /service and service= call it" }),
    description: line("takes orders").meta({ description: "What it does, for people" }).optional(),
    owners: listOf(mention, 20, "[octo-org/checkout]")
      .meta({ description: "Logins and teams who know it, named beside the suspects" })
      .optional(),
    repository: repository
      .meta({ description: "Where its code is (default: the incident's repository)" })
      .optional(),
    paths: listOf(pattern, 50, "[/services/checkout/]")
      .meta({ description: "Its files, as CODEOWNERS writes patterns (default: all)" })
      .optional(),
    environments: listOf(environment, 10, "[production]")
      .meta({ description: "Where it is deployed, most important first (default production)" })
      .optional(),
    deploy: line("merging to main deploys within 5 minutes")
      .meta({ description: "How it is deployed, for people" })
      .optional(),
    policy: policyName
      .meta({ description: "The escalation policy of its incidents, before their severity's" })
      .optional(),
    rollback: line("merge the pull request and wait for the deployment")
      .meta({ description: "What to mind when it is rolled back, for people" })
      .optional(),
    staging: line("label the pull request deploy-staging")
      .meta({ description: "How to try a change on staging, for people" })
      .optional(),
    verify: listOf(line("curl -fsS https://shop.example/health"), 10, "[make smoke]")
      .meta({ description: "Commands a person runs to see that it works" })
      .optional(),
  },
  "name: checkout-api",
).meta({ id: "service" });
