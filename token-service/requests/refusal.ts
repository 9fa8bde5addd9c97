/** An answer that ends a request before the library sees it. The description is ASCII without quotes (RFC 6749 section 5.2). */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly status: number,
    readonly error: string,
    readonly description: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(description);
  }
}

export function invalidRequest(description: string): Refusal {
  return new Refusal(400, "invalid_request", description);
}

/** RFC 6585 section 4 */
export function tooManyRequests(description: string, seconds: number): Refusal {
  return new Refusal(429, "temporarily_unavailable", `${description}; try again in ${seconds} seconds`, { "Retry-After": `${seconds}` });
}
