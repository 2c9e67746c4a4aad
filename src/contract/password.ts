/** What a password has to be, as a page says it. Characters are ASCII; sets are strings of the characters in them. */
export interface PasswordRules {
  readonly minLength: number
  /** Undefined where nothing is said. */
  readonly maxLength?: number
  /** At least one character of each set. */
  readonly required: readonly string[]
  /** Every character it may be made of; undefined where nothing is said. */
  readonly allowed?: string
  /** Most equal characters in a row. */
  readonly maxConsecutive?: number
}

export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
export const LOWER = 'abcdefghijklmnopqrstuvwxyz'
export const DIGIT = '0123456789'
/** ASCII punctuation without the blank, which many sites trim or refuse. */
export const SPECIAL = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
export const PRINTABLE = UPPER + LOWER + DIGIT + SPECIAL

/** Characters of `one` that are in `other`, too. */
export const intersect = (one: string, other: string): string => [...one].filter(char => other.includes(char)).join('')
