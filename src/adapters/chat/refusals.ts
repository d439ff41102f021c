import type { StopReason } from "../../reconcile/failure.ts";

interface Refusal {
  readonly reason: StopReason;
  /** What a person can do about it. */
  readonly advice: string;
}

const newToken: Refusal = {
  reason: "forbidden",
  advice: "Install the Slack app again and give Allclear its new bot token (xoxb-…)",
};
const policy: Refusal = {
  reason: "forbidden",
  advice: "A setting of the workspace forbids it to apps: ask an admin of Slack to allow it",
};
const notAllowed: Refusal = {
  reason: "forbidden",
  advice: "Give the Slack app this permission, or ask an admin of Slack to",
};
const badName: Refusal = {
  reason: "refused",
  advice: "Give the channel another name: letters, digits, - and _, at most 80",
};
const tooLong: Refusal = { reason: "refused", advice: "Shorten the text" };

/** What Slack refuses for good, by its own word for it. Any other word is a refusal, too. */
export const refusals: ReadonlyMap<string, Refusal> = new Map([
  ["invalid_auth", newToken],
  ["not_authed", newToken],
  ["account_inactive", newToken],
  ["token_revoked", newToken],
  ["token_expired", newToken],
  ["not_allowed_token_type", newToken],
  ["restricted_action", policy],
  ["restricted_action_read_only_channel", policy],
  ["restricted_action_thread_only_channel", policy],
  ["restricted_action_non_threadable_channel", policy],
  ["team_access_not_granted", policy],
  ["ekm_access_denied", policy],
  ["org_login_required", policy],
  ["access_denied", notAllowed],
  ["no_permission", notAllowed],
  ["not_authorized", notAllowed],
  ["user_is_restricted", notAllowed],
  [
    "not_in_channel",
    { reason: "forbidden", advice: "Invite the app: /invite it in that channel of Slack" },
  ],
  [
    "channel_not_found",
    {
      reason: "gone",
      advice:
        "Create the channel or correct its name; into a private one invite the app, which then " +
        "also needs the scopes groups:read and groups:history",
    },
  ],
  ["is_archived", { reason: "gone", advice: "Somebody has to unarchive the channel in Slack" }],
  ["message_not_found", { reason: "gone", advice: "Its message was deleted in Slack" }],
  ["thread_not_found", { reason: "gone", advice: "Its first message was deleted in Slack" }],
  [
    "name_taken",
    {
      reason: "refused",
      advice:
        "A channel that this app cannot see has the name: invite the app there, rename that " +
        "channel or let Allclear name its channels differently",
    },
  ],
  ["invalid_name", badName],
  ["invalid_name_maxlength", badName],
  ["invalid_name_punctuation", badName],
  ["invalid_name_required", badName],
  ["invalid_name_specials", badName],
  ["msg_too_long", tooLong],
  ["msg_blocks_too_long", tooLong],
  ["too_long", tooLong],
  ["cant_archive_general", { reason: "refused", advice: "Slack never archives this channel" }],
  [
    "method_not_supported_for_channel_type",
    { reason: "unsupported", advice: "Name a channel, not a conversation between people" },
  ],
  [
    "unknown_method",
    { reason: "unsupported", advice: "Does the address of the API really belong to Slack?" },
  ],
]);
