import type { Intent } from '../intent.ts'
import type { Language } from '../language.ts'
import type { Trail } from './grounding.ts'
import type { Page } from './page.ts'

/** What every grounding function works on. */
export interface GroundContext {
  readonly page: Page
  readonly intent: Intent
  readonly trail: Trail | undefined
  readonly language: Language | undefined
}
