import type { Frame } from 'puppeteer-core'
import type { Action, Effect } from '../../contract/action.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import type { Deadline } from '../../lib/deadline.ts'
import type { Look } from '../injected/sights.ts'
import type { Control, Facts } from '../injected/wire.ts'
import type { RefTable } from '../perception/refs.ts'
import type { Tab } from '../tab.ts'

/** What actions are carried out under. */
export interface ExecuteOptions {
  /** The session's names for elements. */
  readonly refs: RefTable
  readonly deadline: Deadline
  /** Without it, what sends a form by POST is refused. */
  readonly allowWrites: boolean
  /**
   * Judges each control that an input is about to operate, by what the page says of it then; throws to refuse. Of one that
   * says that it only reads, what the page sends without telling more is let go.
   */
  readonly judge?: (control: Control) => 'reading' | 'anything'
  /**
   * These actions are one part of an act: whether the parts before had an effect, and whether more follow. The caller then
   * judges whether the whole changed anything.
   */
  readonly part?: { readonly hadEffect: boolean; readonly continues: boolean }
  /** What the actions were planned on; spares a reading where one is needed. */
  readonly snapshot?: Snapshot
  /** Refs are meant as the caller was told of them, not as a fresh reading of the page has them. */
  readonly look?: Look
}

/** Whether each input is judged before it reaches the page. */
export const isJudged = ({ allowWrites, judge }: ExecuteOptions): boolean => !allowWrites || judge !== undefined

/** An element of the page that an action is about. */
export interface Target {
  readonly ref: string
  readonly frame: Frame
  readonly doc: string
  readonly number: number
}

/** One action on its way. */
export interface Step {
  readonly tab: Tab
  readonly action: Action
  readonly options: ExecuteOptions
  readonly target: Target | undefined
}

/** What came of an action. `already`: the page was as asked before. */
export interface Outcome {
  readonly effects: readonly Effect[]
  readonly facts?: Facts
  readonly target?: Target
  readonly already?: boolean
  /** The page listens for what was done, though nothing shows. */
  readonly heard?: boolean
}

/** The target of a step that needs one. */
export const targetOf = (step: Step): Target => {
  if (!step.target) throw new Error(`${step.action.method} needs an element`)
  return step.target
}

/** Another element of the same frame as a target. */
export const siblingTarget = (step: Step, target: Target, number: number): Target => ({
  frame: target.frame,
  doc: target.doc,
  number,
  ref: step.options.refs.refFor({ frame: target.frame, doc: target.doc, number }),
})
