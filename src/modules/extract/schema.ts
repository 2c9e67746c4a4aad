import { t } from 'elysia'

export const ExtractBody = t.Object({
  instruction: t.String({ minLength: 1, maxLength: 8000, description: 'What to read off the page, in plain words.' }),
  schema: t.Optional(
    t.Record(t.String(), t.Unknown(), {
      description: 'JSON Schema of the result. It decides names and types; what the page lacks is null.',
    }),
  ),
})

export const ExtractAnswer = t.Object({
  result: t.Unknown(),
  url: t.String(),
  planner: t.Union([t.Literal('embedded'), t.Literal('cache'), t.Literal('llm')]),
  credits_used: t.Integer(),
  credits_remaining: t.Integer(),
})

export type ExtractInput = typeof ExtractBody.static
