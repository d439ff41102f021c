/** A request that GitHub answers with an error; the server turns it into exactly this answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly Record<string, string>[] | undefined;

  constructor(status: number, message: string, errors?: readonly Record<string, string>[]) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.errors = errors;
  }
}

export function notFound(message = "Not Found"): Refusal {
  return new Refusal(404, message);
}

export function notForIntegrations(): Refusal {
  return new Refusal(403, "Resource not accessible by integration");
}

export function invalid(resource: string, field: string, message: string): Refusal {
  return new Refusal(422, "Validation Failed", [{ resource, code: "custom", field, message }]);
}
