import { Type } from '@sinclair/typebox'

/** Signs that a form was taken, or was not, as an answer tells them. */
export const EvidenceSchema = Type.Array(
  Type.Object({
    sign: Type.String({ description: 'What was seen, e.g. way_out, form_gone, form_back, http_error.' }),
    weight: Type.Integer({ description: 'Above 0: it speaks for it; below 0: against it.' }),
  }),
  {
    description: 'What the outcome was judged by; a sum of 6 or more is a success. docs/outcomes.md lists the signs.',
  },
)
