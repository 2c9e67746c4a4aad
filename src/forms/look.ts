import type { Circumstances, FormCapture } from '../contract/form.ts'
import { advance, nextStep, type Progress, type Step, settle } from './flow.ts'
import type { Available } from './match.ts'

/** Progress without the page that the last form was sent from; whoever drives the flow keeps that. */
export type FlowState = Omit<Progress, 'before'>

/** What a look at a page's forms comes to. */
export interface FormsLook {
  readonly step: Step
  /** The state once the step has been carried out. */
  readonly state: FlowState
  /** What the page comes to if it goes on saying nothing. */
  readonly settled: Step
}

/**
 * One look at a flow, with everything that comes of it.
 * @param before the page when the last form was sent
 */
export const lookAtForms = (
  capture: FormCapture,
  before: FormCapture | null,
  { state, values, around }: { readonly state: FlowState; readonly around: Circumstances } & Available,
): FormsLook => {
  const progress: Progress = before ? { ...state, before } : state
  const step = nextStep(capture, progress, { values, around })
  const { before: _, ...next } = advance(progress, step, capture)
  return { step, state: next, settled: settle(capture, progress, around) }
}
