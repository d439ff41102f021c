import { textLike } from "./expectation.ts";

/** GitHub: letters, digits and single hyphens inside, at most 39. */
const name = "[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}";

const slug = "[A-Za-z0-9][A-Za-z0-9_-]{0,99}";

/** A login by GitHub's rules; managed users have an underscore, Apps end in `[bot]`. */
export const login = textLike(
  new RegExp(`^@?${name}(?:_[A-Za-z0-9]{1,10})?(?:\\[bot\\])?$`),
  "a GitHub login",
  "octocat",
)
  .transform(withoutAt)
  .meta({ id: "login" });

/** The form of a mention inside of a pattern. */
export const mentionForm = `@?${name}(?:_[A-Za-z0-9]{1,10}|/${slug})?`;

/** Whom a message may mention: a login or `organization/team`. */
export const mention = textLike(
  new RegExp(`^${mentionForm}$`),
  "a GitHub login or a team",
  "octocat or octo-org/on-call",
)
  .transform(withoutAt)
  .meta({ id: "mention" });

export function withoutAt(text: string): string {
  return text.replace(/^@/, "");
}
