import { ACTION_METHODS, type ActionMethod } from '../../contract/action.ts'
import type { Snapshot, SnapshotNode } from '../../contract/snapshot.ts'
import type { PlannedAction } from '../../planner/planner.ts'

/** A keyed code of a text: what is kept tells nothing to who has not the key. */
export type Sign = (text: string) => string

/**
 * An argument as it is kept: the piece of the instruction that it is (from, to), the place of an option in its native
 * list, or a key's name. Texts of the instruction or of the page are not kept.
 */
type KeptArgument = readonly ['said', number, number] | readonly ['option', number] | readonly ['word', string]

interface KeptStep {
  readonly method: ActionMethod
  /** Code of what tells the element apart; absent where the method needs none. */
  readonly element?: string
  readonly given: readonly KeptArgument[]
}

/** A plan without a word of the instruction or of the page in it. */
export type KeptPlan = readonly KeptStep[]

const TIME = /\b\d{1,2}:\d{2}(?::\d{2})?\b/g

const stateWords = ({ state }: SnapshotNode): string =>
  (['disabled', 'checked', 'expanded', 'selected', 'pressed', 'current', 'modal'] as const)
    .map(key => `${state[key] ?? ''}`)
    .join(',')

/** Order, nesting, roles, names, states and texts: whatever could make the same words mean another element. */
const describe = (node: SnapshotNode): string =>
  [
    node.parent,
    node.tag,
    node.role,
    node.name,
    node.interactive ? (node.text ?? '') : (node.text ?? '').replace(TIME, 'time'),
    stateWords(node),
    node.options?.map(({ name }) => name).join('\u0001') ?? '',
  ].join('\u0000')

const folded = (instruction: string): string => instruction.normalize('NFKC').trim().replace(/\s+/g, ' ')

/** Under which a plan is kept: the tenant, the words, and the page as it then was. Values of fields are not part of it. */
export const keyOfPlan = (
  { workspaceId, instruction, snapshot }: { workspaceId: string; instruction: string; snapshot: Snapshot },
  sign: Sign,
): string => {
  const address = URL.parse(snapshot.url)
  const page = snapshot.nodes.map(describe).join('\u0002')
  return sign(JSON.stringify([workspaceId, folded(instruction), address?.origin, address?.pathname, page]))
}

const identityOf = (node: SnapshotNode): string =>
  JSON.stringify([node.frame, node.tag, node.role, node.name, node.inputType ?? '', node.submits ?? ''])

/** The code of a node, where no other node of the page has the same. */
const codeOf = (node: SnapshotNode, snapshot: Snapshot, sign: Sign): string | undefined => {
  const identity = identityOf(node)
  return snapshot.nodes.some(other => other !== node && identityOf(other) === identity) ? undefined : sign(identity)
}

const KEY = /^(?:(?:Control|Shift|Alt|Meta)\+)*(?:[A-Z][A-Za-z0-9]{1,15}|[a-zA-Z])$/
const WORDS = /^(?:up|down|left|right|top|bottom|by:-?\d{1,5})$/

const keepArgument = (
  text: string,
  { method, node, words }: { method: ActionMethod; node: SnapshotNode | undefined; words: string },
): KeptArgument | undefined => {
  if (method === 'press') return KEY.test(text) ? ['word', text] : undefined
  if (method === 'scroll') return WORDS.test(text) ? ['word', text] : undefined
  const option = node?.options?.findIndex(({ name }) => name === text) ?? -1
  if (option >= 0) return ['option', option]
  const at = words.indexOf(text)
  return at >= 0 && text !== '' ? ['said', at, at + text.length] : undefined
}

/** A plan as it can be kept; undefined where an element is one of several alike, or a text is not the instruction's. */
export const keepPlan = (
  actions: readonly PlannedAction[],
  { instruction, snapshot }: { instruction: string; snapshot: Snapshot },
  sign: Sign,
): KeptPlan | undefined => {
  const words = folded(instruction)
  const steps: KeptStep[] = []
  for (const action of actions) {
    if (action.method === 'drag') return undefined
    const node = snapshot.nodes.find(({ ref }) => ref === action.ref)
    const element = node && codeOf(node, snapshot, sign)
    if (action.ref !== undefined && element === undefined) return undefined
    const given: KeptArgument[] = []
    for (const text of action.arguments ?? []) {
      const kept = keepArgument(text, { method: action.method, node, words })
      if (!kept) return undefined
      given.push(kept)
    }
    steps.push({ method: action.method, ...(element === undefined ? {} : { element }), given })
  }
  return steps
}

const recallArgument = (kept: KeptArgument, node: SnapshotNode | undefined, instruction: string) =>
  kept[0] === 'word'
    ? kept[1]
    : kept[0] === 'said'
      ? instruction.slice(kept[1], kept[2])
      : node?.options?.[kept[1]]?.name

/** A kept plan on the page as it is now; undefined unless each element is there, once, and can be operated. */
export const recallPlan = (
  plan: KeptPlan,
  { instruction, snapshot }: { instruction: string; snapshot: Snapshot },
  sign: Sign,
): readonly PlannedAction[] | undefined => {
  const words = folded(instruction)
  const byCode = Map.groupBy(snapshot.nodes, node => sign(identityOf(node)))
  const actions: PlannedAction[] = []
  for (const { method, element, given } of plan) {
    const fitting = element === undefined ? [] : (byCode.get(element) ?? [])
    const [node] = fitting
    if (element !== undefined && (fitting.length !== 1 || !node || node.state.disabled)) return undefined
    const texts = given.flatMap(kept => recallArgument(kept, node, words) ?? [])
    if (texts.length !== given.length) return undefined
    actions.push({
      method,
      ...(node ? { ref: node.ref, role: node.role, name: node.name } : {}),
      ...(texts.length > 0 ? { arguments: texts } : {}),
    })
  }
  return actions
}

const isStep = (value: unknown): value is KeptStep => {
  if (typeof value !== 'object' || value === null) return false
  const { method, element, given } = value as Record<string, unknown>
  return (
    (ACTION_METHODS as readonly unknown[]).includes(method) &&
    (element === undefined || typeof element === 'string') &&
    Array.isArray(given) &&
    given.every(part => Array.isArray(part) && ['said', 'option', 'word'].includes(part[0]))
  )
}

/** A kept plan from its JSON; undefined where it is none. */
export const parsePlan = (json: string): KeptPlan | undefined => {
  const value: unknown = JSON.parse(json)
  return Array.isArray(value) && value.every(isStep) ? value : undefined
}
