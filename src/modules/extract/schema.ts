import { t } from 'elysia'
import { wholeNumber } from '../../contract/field.ts'

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
  model: t.Optional(
    t.Object(
      {
        calls: wholeNumber(),
        input_tokens: wholeNumber(),
        output_tokens: wholeNumber(),
        dropped: t.Optional(
          t.Array(t.String(), {
            description: 'Where the model gave values that do not stand on the page; they are null in the result.',
          }),
        ),
        why: t.Optional(t.String({ description: 'Why its answer was not taken.' })),
      },
      { description: 'What asking the configured model cost, where it was asked.' },
    ),
  ),
  credits_used: wholeNumber(),
  credits_remaining: wholeNumber(),
})

export type ExtractInput = typeof ExtractBody.static
