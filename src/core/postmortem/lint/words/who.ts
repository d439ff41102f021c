/**
 * Parts of patterns for whoever is said to have done something. Systems fail to start and users
 * fail to log in: only who could be blamed is meant.
 */

/** A marked person; a team, `@org/team`, and a package, `@scope/name`, are none. */
export const person = "@[\\w-]+(?![\\w/-])";

export const role =
  "(?:(?:the|our|an?)\\s+)?(?:on-?call\\s+)?(?:engineer|developer|reviewer|author|committer|" +
  "responder|administrator|sysadmin|employee|colleague|contractor|intern|on-?call)";

export const somebody = `\\b(?:he|she|i|you|somebody|someone|${role})`;

/** What may stand between who and what they did. */
export const adverbs = "(?:\\s+(?:had|has|have|also|then|just|simply|again|\\w+ly)){0,2}";

/** Those who speak of themselves. */
export const us = "(?:i|we|he|she|you|somebody|someone|nobody|everyone|everybody)";
