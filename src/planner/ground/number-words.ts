import { NUMBERS } from '../grammar/words.ts'

/** A whole number in digits or words, units allowed after it. */
export const readNumberWord = (text: string): number | undefined => {
  const word = text.trim().toLowerCase().split(/\s+/)[0] ?? ''
  const digits = /^-?\d+$/.test(word) ? Number(word) : NUMBERS[word]
  return digits
}
