import { t } from 'elysia'
import {
  ActionSchema,
  DialogSchema,
  EffectSchema,
  modelUse,
  PlannerTierSchema,
  receipt,
} from '../../contract/action.ts'

export const ActBody = t.Object(
  {
    instruction: t.Optional(t.String({ minLength: 1, maxLength: 8000, description: 'What to do, in plain words.' })),
    action: t.Optional(ActionSchema),
    confirm: t.Optional(
      t.Boolean({
        default: false,
        description:
          'Say yes to what the page asks back while it is done. Without it, and without words to the same effect in the instruction, the page is told no and the answer has its question as dialog.',
      }),
    ),
  },
  {
    title: 'Act',
    description: 'One of instruction and action.',
    examples: [{ instruction: 'search for fern' }, { action: { method: 'click', ref: 'e12' } }],
  },
)

const PerformedAction = t.Object(
  {
    method: t.String(),
    ref: t.Optional(t.String()),
    role: t.Optional(t.String()),
    name: t.Optional(t.String()),
    selector: t.Optional(t.String()),
    arguments: t.Optional(t.Array(t.String())),
  },
  { title: 'PerformedAction' },
)

export const ActAnswer = t.Object(
  {
    success: t.Literal(true),
    action_taken: t.String(),
    url: t.String(),
    actions: t.Array(PerformedAction),
    effect: t.Array(EffectSchema),
    dialog: t.Optional(DialogSchema),
    planner: PlannerTierSchema,
    model: t.Optional(t.Object(modelUse, { title: 'ModelUse' })),
    ...receipt,
  },
  {
    title: 'Acted',
    examples: [
      {
        success: true,
        action_taken: 'pressed "Add to cart"',
        url: 'https://example.com/plants',
        actions: [{ method: 'click', ref: 'e12', role: 'button', name: 'Add to cart', arguments: [] }],
        effect: [{ kind: 'dom', ref: 'e40', detail: '"Cart (0)" → "Cart (1)"' }],
        planner: 'embedded',
        credits_used: 1,
        credits_remaining: 36,
      },
    ],
  },
)

export type ActInput = typeof ActBody.static
