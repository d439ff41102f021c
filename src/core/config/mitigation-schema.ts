import { environment } from "./catalog-schema.ts";
import { window } from "./duration-schema.ts";
import { listOf, mapOf, textLike, yesOrNo } from "./expectation.ts";
import { mention } from "./mention-schema.ts";

/** What a branch may begin with: whole folders, so that no other branch is meant. */
const scratchPrefix = textLike(
  /^(?=.{2,60}$)(?!refs\/)(?:[A-Za-z0-9_-][A-Za-z0-9_-]{0,40}\/)+$/,
  "the beginning of a branch name that ends with a slash, at most 60 characters",
  "allclear/scratch/",
);

export const suspects = mapOf(
  {
    onDeclare: yesOrNo("onDeclare: true")
      .meta({
        description:
          "Whether to list what changed as soon as an incident is declared (default true)",
      })
      .optional(),
    window: window.optional(),
  },
  "window: 24h",
).meta({ description: "What changed before the incident" });

export const rollback = mapOf(
  {
    draft: yesOrNo("draft: true")
      .meta({ description: "Whether rollbacks begin as draft pull requests (default true)" })
      .optional(),
    reviewers: listOf(mention, 15, "[octocat, octo-org/checkout]")
      .meta({ description: "Who is asked to review a rollback" })
      .optional(),
    scratchPrefix: scratchPrefix
      .meta({ description: "Where trial merges are made (default allclear/scratch/)" })
      .optional(),
    environment: environment
      .meta({ description: "The environment people feel (default production)" })
      .optional(),
  },
  "draft: true",
).meta({ description: "Rollback pull requests" });

export const runbooks = mapOf(
  {
    onDeclare: yesOrNo("onDeclare: true")
      .meta({
        description: "Whether to post the one that fits as soon as one is declared (default true)",
      })
      .optional(),
  },
  "onDeclare: true",
).meta({ description: "Runbooks" });
