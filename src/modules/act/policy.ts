import type { ExecuteOptions } from '../../browser/actions/execute.ts'
import type { Action } from '../../contract/action.ts'
import { AppError } from '../../lib/errors.ts'
import { hasSecretShape } from '../../lib/secret-shape.ts'
import { asksForWrite } from '../../planner/writes.ts'
import { type Asked, toAsked } from '../sessions/asked.ts'
import type { ActInput } from './schema.ts'

/** What an act is asked to do: an instruction in words, or an action taken from observe. */
export type Ask =
  | { readonly kind: 'instruction'; readonly instruction: string }
  | { readonly kind: 'action'; readonly action: Action }

/** Reads the body. @throws AppError validation unless exactly one of the two is there */
export const readAsk = ({ instruction, action }: ActInput): Ask => {
  if (instruction !== undefined && action === undefined) return { kind: 'instruction', instruction }
  if (action !== undefined && instruction === undefined) return { kind: 'action', action }
  throw new AppError('validation', 'body needs either instruction or action', {
    fields: [{ path: 'body.instruction', message: 'is required, unless action is sent; not both' }],
  })
}

/**
 * Runs before anything else reads the text: a secret must not reach planner, page, log or audit.
 * @throws AppError secret_in_instruction
 */
export const assertNoSecret = ({ instruction, action }: ActInput): void => {
  const texts = [instruction, action?.name, ...(action?.arguments ?? [])]
  if (texts.some(text => text !== undefined && hasSecretShape(text)))
    throw new AppError('secret_in_instruction', 'the instruction carries what looks like a secret')
}

/** What is asked for in words, for the log; of an action its name, and nothing that is to be typed. */
export const tellAsk = (ask: Ask): Asked => {
  if (ask.kind === 'instruction') return toAsked(ask.instruction)
  const { method, ref, name } = ask.action
  return toAsked([method, name ? `"${name}"` : ref].filter(Boolean).join(' '))
}

const refuseWrite = (what: string): AppError =>
  new AppError('write_not_allowed', `${what} would change something, and this session may not`)

/** The write guard on what is asked. @throws AppError write_not_allowed */
export const assertWriteAllowed = (isWrite: boolean, allowWrites: boolean): void => {
  if (!allowWrites && isWrite) throw refuseWrite('the instruction')
}

/** The same on words that no grammar could read. @throws AppError write_not_allowed */
export const assertWordsAllowed = (instruction: string, allowWrites: boolean): void => {
  if (!allowWrites && asksForWrite(instruction)) throw refuseWrite('the instruction')
}

/**
 * The write guard on a control that is about to be pressed, by whatever method and key: what it says of itself.
 * @throws AppError write_not_allowed
 */
export const judgeControl: NonNullable<ExecuteOptions['judge']> = ({ role, name, words, isField }) => {
  if (isField) return role === 'searchbox' || words.some(word => LOOKS_FOR.test(word)) ? 'reading' : 'anything'
  if (words.some(saysWrite)) throw refuseWrite(`${role} "${name.slice(0, 80)}"`)
  const leads = role === 'link' && words.length === 0
  return leads || role === 'tab' || words.some(word => READS.test(word)) ? 'reading' : 'anything'
}

/** What a field is called that is looked for by, and a button that looks for, shows or turns over something. */
const LOOKS_FOR = /\b(?:search|find|filter|query|look ?up)\b|^q$/i
const READS =
  /^(?:search|find|look up|filter|sort|show|view|see|read|browse|(?:load |show |see )?(?:more|all)|load|refresh|expand|details|learn more|(?:next|previous|prev|older|newer|first|last) (?:page|results|posts|entries))\b/i

/** Signs, and words of emphasis, that come before what a control does: "✓ Yes, permanently delete". */
const BEFORE = /^(?:[^\p{L}\p{N}]|(?:yes|ok|okay|sure|just|now|really|permanently|please|click to|tap to)\b)+/iu

const saysWrite = (label: string): boolean => asksForWrite(label.replace(BEFORE, ''))
