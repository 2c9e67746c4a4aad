import { t } from 'elysia'
import { ActionSchema } from '../../contract/action.ts'
import { wholeNumber } from '../../contract/field.ts'

export const ActBody = t.Object({
  instruction: t.Optional(t.String({ minLength: 1, maxLength: 8000, description: 'What to do, in plain words.' })),
  action: t.Optional(ActionSchema),
})

const PerformedAction = t.Object({
  method: t.String(),
  ref: t.Optional(t.String()),
  role: t.Optional(t.String()),
  name: t.Optional(t.String()),
  selector: t.Optional(t.String()),
  arguments: t.Optional(t.Array(t.String())),
})

export const ActAnswer = t.Object({
  success: t.Literal(true),
  action_taken: t.String(),
  url: t.String(),
  actions: t.Array(PerformedAction),
  effect: t.Array(t.Object({ kind: t.String(), ref: t.Optional(t.String()), detail: t.String() })),
  planner: t.Union([t.Literal('embedded'), t.Literal('cache'), t.Literal('llm')]),
  model: t.Optional(t.Object({ calls: wholeNumber(), input_tokens: wholeNumber(), output_tokens: wholeNumber() })),
  credits_used: wholeNumber(),
  credits_remaining: wholeNumber(),
})

export type ActInput = typeof ActBody.static
