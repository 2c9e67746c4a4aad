import type { PrimitivesConfig } from '../../db/schema.ts'

/** What a kit lets its users do. */
export type KitPolicy = PrimitivesConfig
/** What a kit can switch off. */
export type Primitive = keyof PrimitivesConfig

/** The kit of a new workspace: everything on, no limits. */
export const OPEN_POLICY: KitPolicy = { browser: { enabled: true }, vault: { enabled: true } }

/** A policy with some of its fields given; null takes a limit away. */
export interface PolicyChange {
  readonly browser?: { readonly [Field in keyof KitPolicy['browser']]?: KitPolicy['browser'][Field] | null } | undefined
  readonly vault?: { readonly enabled?: boolean | undefined } | undefined
}

/** The policy with a change made to it, field by field. */
export const changePolicy = (policy: KitPolicy, change: PolicyChange): KitPolicy => {
  const browser = Object.entries({ ...policy.browser, ...withoutUndefined(change.browser ?? {}) })
  return {
    browser: {
      ...Object.fromEntries(browser.filter(([, value]) => value !== null)),
      enabled: change.browser?.enabled ?? policy.browser.enabled,
    },
    vault: { enabled: change.vault?.enabled ?? policy.vault.enabled },
  }
}

const withoutUndefined = (value: object) =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))
