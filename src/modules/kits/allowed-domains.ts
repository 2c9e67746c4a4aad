import { type Allowlist, parseAllowlist } from '../../egress/allowlist.ts'
import { AppError } from '../../lib/errors.ts'

/**
 * Reads allowed_domains as a body has them.
 * @param path of the field in the body, for the answer
 * @throws AppError validation naming each entry that cannot be used
 */
export const readAllowlist = (entries: readonly string[], path: string): Allowlist => {
  const parsed = parseAllowlist(entries)
  if (parsed.ok) return parsed.allowlist
  throw new AppError('validation', `some of ${path} cannot be used`, {
    fields: parsed.problems.map(({ index, problem }) => ({
      path: index === null ? path : `${path}.${index}`,
      message: problem,
    })),
  })
}
