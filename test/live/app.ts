import { readFileSync } from "node:fs";
import { appJwt } from "../support/app-jwt.ts";
import { type Caller, callerWith, eventually, type IssueShown } from "./github.ts";
import { setting } from "./settings.ts";

/** A delivery as the list shows it. */
export interface DeliveryRow {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly status_code: number;
  readonly redelivery: boolean;
}

/** The same with what was sent. */
export interface DeliveryShown extends DeliveryRow {
  readonly request: {
    readonly payload: {
      readonly issue?: IssueShown;
      readonly comment?: { readonly id: number };
      readonly label?: { readonly name: string };
      readonly sender: { readonly login: string; readonly type: string };
    };
  };
}

/** The App itself, by its JWT. */
export function app(): Caller {
  const key = readFileSync(setting("ALLCLEAR_LIVE_PRIVATE_KEY_PATH"), "utf8");
  return callerWith(appJwt(setting("ALLCLEAR_LIVE_APP_ID"), key));
}

/** The App's installation on the repository, with a token narrowed to nothing less. */
export async function installation(): Promise<Caller> {
  const { id } = await app().does<{ id: number }>("GET", "/installation");
  const { body } = await app().asks<{ token: string }>(
    "POST",
    `/app/installations/${id}/access_tokens`,
  );
  return callerWith(body.token);
}

export async function appLogin(): Promise<string> {
  const { body } = await app().asks<{ slug: string }>("GET", "/app");
  return `${body.slug}[bot]`;
}

/** Deliveries about one issue that fit, oldest first; empty ones while the list is not that far. */
export async function deliveriesOf(
  issue: Pick<IssueShown, "number">,
  fits: (row: DeliveryRow) => boolean = () => true,
): Promise<readonly DeliveryShown[]> {
  const { body } = await app().asks<readonly DeliveryRow[]>(
    "GET",
    "/app/hook/deliveries?per_page=30",
  );
  const shown: DeliveryShown[] = [];
  for (const row of body.filter((one) => /^issue/.test(one.event) && fits(one))) {
    const { body: whole } = await app().asks<DeliveryShown>(
      "GET",
      `/app/hook/deliveries/${row.id}`,
    );
    if (whole.request.payload.issue?.number === issue.number) shown.push(whole);
  }
  return shown.reverse();
}

/** The first delivery about the issue that fits, once it is listed. */
export function delivered(
  issue: Pick<IssueShown, "number">,
  fits: (row: DeliveryRow) => boolean,
): Promise<DeliveryShown> {
  return eventually(async () => (await deliveriesOf(issue, fits))[0]);
}
