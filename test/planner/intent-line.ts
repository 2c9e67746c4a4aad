import type { Intent, Target } from '../../src/planner/intent.ts'

/** A target in one line: `text <kinds> #ordinal * !except relation:scope`, parts joined by " / ". */
const targetLine = (target: Target): string => {
  if (target.ref !== undefined) return `@${target.ref}`
  const conjuncts = target.parts.map(part => `${part.text}${part.ordinal === undefined ? '' : `#${part.ordinal}`}`)
  if (conjuncts.length > 1) return conjuncts.join(' / ')
  const pieces = [
    target.text,
    target.kinds.length === 0 ? '' : `<${target.kinds.join(',')}>`,
    target.ordinal === undefined ? '' : `#${target.ordinal}`,
    target.superlative === undefined ? '' : `${target.superlative.end}:${target.superlative.by}`,
    target.all === true ? '*' : '',
    ...target.except.map(not => `!${not.text}${not.ordinal === undefined ? '' : `#${not.ordinal}`}`),
    ...target.scopes.map(scope => `${scope.soft ? '~' : ''}${scope.relation}:${scope.text}`),
  ]
  return pieces.filter(piece => piece !== '').join(' ')
}

/** What an intent is, in one line that a vector can hold. */
export const intentLine = (intent: Intent): string => {
  const chosen = intent.verb === 'choose' && intent.value !== undefined && intent.destination !== undefined
  const pieces: string[] = [intent.verb]
  if (intent.verb === 'do') pieces.push(intent.word)
  if (chosen) pieces.push(intent.value ?? '')
  else if (intent.target !== undefined) pieces.push(targetLine(intent.target))
  if (intent.destination !== undefined) pieces.push('->', targetLine(intent.destination))
  if (intent.word === 'increase' && intent.value === undefined) pieces.push('+')
  if (/^(?:decrease|lower)$/.test(intent.word) && intent.value === undefined) pieces.push('-')
  if (intent.mixed !== undefined) pieces.push('~')
  if (intent.mixed !== undefined && intent.verb === 'fill') pieces.push(intent.mixed)
  if (intent.value !== undefined && !chosen && intent.verb !== 'sort') pieces.push('=', intent.value)
  if (intent.upTo !== undefined) pieces.push('..', intent.upTo)
  if (intent.optional === true) pieces.push('?')
  if (intent.keys !== undefined) pieces.push(`[${intent.keys.join(' ')}]`)
  if (intent.direction !== undefined) pieces.push(`(${intent.direction})`)
  if (intent.times !== undefined) pieces.push(`x${intent.times}`)
  if (intent.joined !== undefined) pieces.push('&', intent.joined)
  if (intent.isWrite) pieces.push('W')
  return pieces.filter(piece => piece !== '').join(' ')
}
