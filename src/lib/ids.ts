/** Where identifiers and random bytes come from; tests give a counting one. */
export interface Ids {
  /** A UUID version 7 (RFC 9562): unique and, as text, ordered by time of creation. */
  uuid(): string
  /** `bytes` random bytes as base64url without padding (RFC 4648 section 5). */
  token(bytes: number): string
}

export const randomIds: Ids = {
  uuid: () => Bun.randomUUIDv7(),
  token: bytes => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64url'),
}
