import { z } from "zod";
import { service } from "./catalog-schema.ts";
import { clock, nags } from "./clock-schema.ts";
import { permissionWords, repositoryRoles } from "./config.ts";
import { chat, external, webhooks } from "./destination-schema.ts";
import { escalation } from "./escalation-schema.ts";
import { listOf, mapOf, oneOf, says, textLike, yesOrNo } from "./expectation.ts";
import { ladder, levels } from "./ladder-schema.ts";
import { login } from "./mention-schema.ts";
import { rollback, runbooks, suspects } from "./mitigation-schema.ts";
import { action, postmortem, reminders } from "./postmortem-schema.ts";
import { roles } from "./role-schema.ts";
import { templateNames } from "./template-names.ts";
import { configurableVerbs } from "./verbs.ts";

const labelName = textLike(
  /^(?![\s,])(?:[^,\r\n]{0,49}[^,\s])$/u,
  "a label name of at most 50 characters without a comma",
  "incident",
);
const labelPrefix = textLike(
  /^(?!\s)[^,\r\n]{1,30}$/u,
  "the beginning of a label name, at most 30 characters without a comma, in quotes",
  '"severity: "',
);

const labels = mapOf(
  {
    incident: labelName.optional(),
    postmortem: labelName.optional(),
    drill: labelName.optional(),
    severityPrefix: labelPrefix.optional(),
    statusPrefix: labelPrefix.optional(),
  },
  "incident: outage",
).meta({ description: "Names of the labels" });

const permission = z
  .union(
    [
      oneOf(permissionWords, "write"),
      mapOf({ list: listOf(login, 100, "[octocat]") }, "list: [octocat]"),
    ],
    says(`one of ${permissionWords.join(", ")}, or a list of logins`, "{ list: [octocat] }", [
      ...permissionWords,
      "list",
    ]),
  )
  .meta({ id: "permission" });

const permissions = mapOf(
  Object.fromEntries(configurableVerbs.map((verb) => [verb, permission.optional()])) as Record<
    (typeof configurableVerbs)[number],
    z.ZodOptional<typeof permission>
  >,
  "resolve: maintain",
).meta({ description: "Who may use a verb" });

const roleNames = z
  .record(
    textLike(
      /^(?!(?:read|triage|write|maintain|admin)$)\S(?:.{0,98}\S)?$/u,
      "the name of a custom repository role",
      "on-call-engineer",
    ),
    oneOf(repositoryRoles, "triage"),
    says("a map from custom repository roles to GitHub's own", "on-call-engineer: triage"),
  )
  .meta({ description: "What a custom repository role counts as" });

/** `.github/allclear.yml` as people write it. */
export const fileSchema = mapOf(
  {
    version: z
      .literal(1, says("the number 1", "version: 1"))
      .meta({ description: "Version of this format" }),
    ladder: ladder.optional(),
    levels: levels.optional(),
    timezone: textLike(/^[A-Za-z][A-Za-z0-9_+/-]{0,59}$/, "an IANA time zone", "Europe/Berlin")
      .meta({ description: "Zone of times written without one (default UTC)" })
      .optional(),
    prefixes: listOf(
      textLike(/^\/?[A-Za-z][A-Za-z0-9-]{0,19}$/, "a word for /incident", "/inc").transform(
        (prefix) => prefix.replace("/", "").toLowerCase(),
      ),
      10,
      "[/inc]",
    )
      .meta({ description: "Further words for /incident" })
      .optional(),
    labels: labels.optional(),
    declare: mapOf(
      {
        bots: listOf(login, 50, '["alerts[bot]"]')
          .meta({ description: "Bots that may declare an incident" })
          .optional(),
      },
      'bots: ["alerts[bot]"]',
    )
      .meta({ description: "Who else declares incidents" })
      .optional(),
    roles: roles.optional(),
    permissions: permissions.optional(),
    roleNames: roleNames.optional(),
    notes: mapOf(
      {
        open: yesOrNo("open: true")
          .meta({ description: "Whether everybody who can comment may use /note" })
          .optional(),
      },
      "open: true",
    )
      .meta({ description: "Who may take notes" })
      .optional(),
    action: action.optional(),
    identities: listOf(login, 10, '["github-actions[bot]"]')
      .meta({ description: "Other bots whose status card is accepted as the record" })
      .optional(),
    postmortem: postmortem.optional(),
    reminders: reminders.optional(),
    clock: clock.optional(),
    nags: nags.optional(),
    escalation: escalation.optional(),
    webhooks: webhooks.optional(),
    chat: chat.optional(),
    external: external.optional(),
    templates: listOf(oneOf(templateNames, "update"), templateNames.length, "[update]")
      .meta({
        description: "Texts of your own, in .github/allclear/templates/<name>.mustache",
      })
      .optional(),
    services: listOf(service, 300, "[{ name: checkout-api }]")
      .meta({ description: "The service catalog: what an incident can name" })
      .optional(),
    suspects: suspects.optional(),
    rollback: rollback.optional(),
    runbooks: runbooks.optional(),
  },
  "version: 1",
);

export type ConfigFile = z.output<typeof fileSchema>;

/** The same schema for editors, as JSON Schema draft 7: they know that one best. */
export function configJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(fileSchema, { io: "input", target: "draft-7" });
  const description = "Settings of incident response; only version must be there.";
  return { title: "Allclear: .github/allclear.yml", description, ...schema };
}
