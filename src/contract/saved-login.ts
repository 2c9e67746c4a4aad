import { Type } from '@sinclair/typebox'

/** A login that was just saved. */
export const SavedLogin = Type.Object(
  {
    name: Type.String(),
    domains: Type.Array(Type.String()),
    saved_at: Type.String({ format: 'date-time' }),
    verified: Type.Boolean({ description: 'Everything could be carried, and was read back and compared.' }),
    not_saved: Type.Optional(Type.Array(Type.String({ description: 'What could not be carried.' }))),
  },
  {
    title: 'SavedLogin',
    examples: [{ name: 'figma', domains: ['figma.com'], saved_at: '2026-11-30T08:10:00.000Z', verified: true }],
  },
)
