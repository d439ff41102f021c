/**
 * One POST over HTTPS, whose failures are values. Adapters do not import each other, so src/app/
 * hands in the one of src/adapters/webhook/.
 */
export type Post = (call: {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}) => Promise<PostOutcome>;

export type PostOutcome =
  | { readonly kind: "not-called"; readonly why: string }
  | { readonly kind: "no-answer"; readonly why: string; readonly lost: boolean }
  | PostAnswer;

export interface PostAnswer {
  readonly kind: "answer";
  readonly status: number;
  readonly text: string;
  readonly afterMs?: number;
}
