import type { Config } from './config.ts'
import type { Metrics } from './http/metrics.ts'
import type { Ids } from './lib/ids.ts'
import { createLate } from './lib/late.ts'
import { createModel } from './model/client.ts'
import { createConsult, type ModelUse } from './model/consult.ts'
import type { Advisor } from './modules/act/advice.ts'
import type { Reader } from './modules/extract/reader.ts'

interface ModelTierDeps {
  readonly config: Config
  readonly ids: Ids
  /** How long a model may take for one answer, in ms. */
  readonly modelCallMs: number
}

/** How long a model may take for one answer, in ms: two of them fit into the time of an action. */
export const MODEL_CALL_MS = 15_000

/** The model tier, only where a model is configured: one client, one count of what it costs, two kinds of questions. */
export const createModelTier = ({ config, ids, modelCallMs }: ModelTierDeps, metrics: Metrics): ModelTier => {
  if (!config.model) return {}
  const calls = metrics.createCounter('chaperone_model_calls_total', 'Questions to the model', ['outcome'])
  const tokens = metrics.createCounter('chaperone_model_tokens_total', 'Tokens of the model', ['direction'])
  const deps = { model: createModel(config.model), createFence: () => ids.token(12), callMs: modelCallMs }
  const count = (outcome: string, use: ModelUse) => {
    calls.add({ outcome }, use.calls)
    tokens.add({ direction: 'input' }, use.input_tokens)
    tokens.add({ direction: 'output' }, use.output_tokens)
  }
  const reader = createLate(async () => (await import('./modules/extract/reader.ts')).createReader({ ...deps, count }))
  return {
    advisor: {
      consult: createConsult(deps),
      count: advice => count(advice.kind === 'none' ? advice.why : 'decided', advice.use),
    },
    reader: async task => (await reader())(task),
  }
}

interface ModelTier {
  readonly advisor?: Advisor
  readonly reader?: Reader
}
