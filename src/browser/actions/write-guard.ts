import type { Action } from '../../contract/action.ts'
import type { SnapshotNode } from '../../contract/snapshot.ts'
import { AppError } from '../../lib/errors.ts'
import type { Facts } from '../injected/wire.ts'
import type { Step, Target } from './step.ts'

/** What of an element decides whether operating it writes. */
export interface Writable {
  readonly submits?: SnapshotNode['submits']
  /** The form that Enter in it, or a submit of it, sends. */
  readonly form?: SnapshotNode['submits']
}

const ACTIVATING = new Set<Action['method']>(['click', 'double_click'])

const isActivatingKey = (key: string): boolean => /^(Enter|NumpadEnter|Space| )$/i.test(key.split('+').pop() ?? '')

/**
 * Whether carrying out a method on an element sends a form by POST: a click on its submit button, Enter in one of its
 * fields, a submit. What a name says (delete, buy) is judged elsewhere.
 */
export function performsWrite(element: Writable, method: Action['method'], keys: readonly string[] = []): boolean {
  const sendsByButton = element.submits?.method === 'post'
  if (ACTIVATING.has(method)) return sendsByButton
  if (method === 'submit') return sendsByButton || element.form?.method === 'post'
  if (method === 'press') return keys.some(isActivatingKey) && (sendsByButton || element.form?.method === 'post')
  return false
}

const refusal = (what: string): AppError =>
  new AppError('write_not_allowed', `${what} sends a form, and this session may not change things`)

/**
 * Judges an action by the element that it resolved to, before anything is done.
 * @throws AppError write_not_allowed, and whatever the caller's own judge throws
 */
export function judgeStep({ action, options }: Step, facts: Facts | undefined, target?: Target): void {
  const { id: _id, ...seen } = facts ?? { id: 0, role: '', name: '', selector: '', tag: '' }
  options.judge?.(
    facts ? { ...action, role: facts.role, name: facts.name, selector: facts.selector } : action,
    facts && target ? { ...seen, ref: target.ref } : undefined,
  )
  if (options.allowWrites || !facts) return
  if (performsWrite(facts, action.method, action.arguments)) throw refusal(`${facts.role} "${facts.name.slice(0, 80)}"`)
}
