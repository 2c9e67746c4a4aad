const label = '[secret]'

/**
 * A value that must not be printed: every way of turning it into text or JSON gives `[secret]`. It is revealed only
 * where it is typed into a page, encrypted, hashed or compared.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself. Every call site is a place to review. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return label
  }

  toJSON(): string {
    return label
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return label
  }
}
