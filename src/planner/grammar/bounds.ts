import { tokenize } from '../../language/tokens.ts'

/** Longer than any instruction, in characters, quotations included. */
const LONGEST = 8_000
/** The longest that an instruction may be besides its quotations. Rules look at all of it several times. */
const LONGEST_UNQUOTED = 1_500
/** No language has words of 80 letters: what goes on for so long is a value. */
const RUN = /[^\s"“”„«»「」『』《》`'‘’‚]{80,}/gu
const LONG = /\S{80,}/u

/**
 * The instruction as rules may read it: a run of signs that is no word is a quotation, so that nothing inside it is read as
 * language. Undefined where it is longer than any instruction is. Linear.
 */
export const boundInstruction = (instruction: string): string | undefined => {
  if (instruction.length > LONGEST) return undefined
  let text = ''
  let unquoted = 0
  let from = 0
  const add = (stretch: string): boolean => {
    const bound = stretch.replace(RUN, run => `"${run}"`)
    text += bound
    unquoted += bound.replace(RUN, '').length
    return !LONG.test(bound.replace(RUN, ''))
  }
  for (const { kind, start, end } of tokenize(instruction)) {
    if (kind !== 'quote') continue
    if (!add(instruction.slice(from, start))) return undefined
    text += instruction.slice(start, end)
    from = end
  }
  return add(instruction.slice(from)) && unquoted <= LONGEST_UNQUOTED ? text : undefined
}
