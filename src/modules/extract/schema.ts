import { t } from 'elysia'
import { modelUse, PlannerTierSchema, receipt } from '../../contract/action.ts'

export const ExtractBody = t.Object(
  {
    instruction: t.String({ minLength: 1, maxLength: 8000, description: 'What to read off the page, in plain words.' }),
    schema: t.Optional(
      t.Record(t.String(), t.Unknown(), {
        description: 'JSON Schema of the result. It decides names and types; what the page lacks is null.',
      }),
    ),
  },
  { title: 'Extract', examples: [{ instruction: 'name and price of every plant' }] },
)

export const ExtractAnswer = t.Object(
  {
    result: t.Unknown(),
    sure: t.Boolean({
      description:
        'Whether the page accounts for every telling word of the instruction, and has at least half of the fields. Where it is false, check the result before you rely on it.',
    }),
    url: t.String(),
    planner: PlannerTierSchema,
    model: t.Optional(
      t.Object(
        {
          ...modelUse,
          dropped: t.Optional(
            t.Array(t.String(), {
              description: 'Where the model gave values that do not stand on the page; they are null in the result.',
            }),
          ),
          why: t.Optional(t.String({ description: 'Why its answer was not taken.' })),
        },
        { title: 'ReaderUse', description: 'What asking the configured model cost, where it was asked.' },
      ),
    ),
    ...receipt,
  },
  {
    title: 'Extracted',
    examples: [
      {
        result: [{ name: 'Boston fern', price: 14 }],
        sure: true,
        url: 'https://example.com/plants',
        planner: 'embedded',
        credits_used: 1,
        credits_remaining: 35,
      },
    ],
  },
)

export type ExtractInput = typeof ExtractBody.static
