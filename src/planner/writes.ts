import type { Intent } from './reading/intent.ts'

/** Verbs that ask to change something beyond the page. Reading, opening, filtering, sorting and typing ask for nothing of the kind. */
const WRITE_VERB =
  /^(?:delete|remove|bin|trash|erase|discard|destroy|purge|send|resend|post|repost|publish|submit|save|store|buy|purchase|order|pay|donate|book|reserve|rent|subscribe|unsubscribe|transfer|withdraw|deposit|upgrade|downgrade|cancel|terminate|deactivate|activate|create|add|invite|approve|reject|archive|unarchive|share|reply|retweet|tweet|like|unlike|upvote|downvote|follow|unfollow|rate|vote|apply|register|enrol|enroll|join|leave|accept|confirm|checkout|check out|place|ship|duplicate|rename|move|merge|assign|release|request|report|block|unblock|revoke|reset|empty|import|upload|complete|renew|sign up|sign me up|put|star|flag|mark|water|unlock|lock|take out|take off|schedule|deploy|restart|refund|redeem|install|uninstall|connect|disconnect|stop)\b/i

/** The same word where it asks for something harmless. */
const HARMLESS =
  /\bcookies?\b|^(?:close|cancel|dismiss|leave|finish|stop)(?: (?:the|this|that|it|any|all))*(?: [\w-]+)?(?: (?:dialog(?:ue)?|modal|pop-?up|window|banner|panel|menu|drawer|tooltip|overlay|message|notification|toast|search|tab|sidebar|calendar|notice|card|list|box|video|preview|alert|form))?$|^(?:remove|clear|reset|add|apply|delete|discard)(?: (?:the|all|a|any|this|another|my))* ?(?:[\w-]+ )?(?:filters?|sorting|search|selection|sort|query|facets?)\b|^(?:move (?:to|the slider|the mouse|on|forward|back|down|up))|^(?:start|restart|finish) (?:the )?(?:playing|playback|video|music|track|song|slide ?show|audio|podcast|timer)|^(?:save as|print preview)|^follow (?:the |this |that |a )?(?:link|hyperlink|url|breadcrumb)|^apply (?:the |this |a )?(?:date|range|filter|sort)|^mark\b.*\btext\b|^(?:share|report|order|star|block|post|print|book|edit|request|mark|rate|archive) (?:details|page|history|tab|list)$/i

/** What is refused as a write even though its verb alone is harmless. */
const WRITE_PHRASE =
  /^(?:close|cancel|stop|leave|end|finish|clear|empty) (?:\w+ ){0,3}(?:account|subscription|membership|plan|order|booking|reservation|service|contract|site|basket|cart|bag|trash|bin|appointment|payment|team|group|ticket|issue|case|policy)\b|^(?:check ?out|log (?:me )?out of all|pay now|place (?:the |my |an )?order|make (?:a |the )?(?:payment|purchase|booking|transfer|reservation|donation))\b/i

/** Verbs that a button's label often has for only opening a form; as an instruction's own verb they ask for a write. */
const OPENS_A_FORM =
  /^(?:rename|add|create|move|merge|rate|like|star|flag|mark|follow|schedule|apply|join|report|put|register|import|upload|assign|share|request|reply|sign)\b/i

/** Whether a button that is to be pressed says that it writes; whatever else it does is judged on the element itself. */
export const labelWrites = (label: string): boolean => asksForWrite(label) && !OPENS_A_FORM.test(label.trim())

/** Whether the words of an instruction ask for a write. */
export const asksForWrite = (phrase: string): boolean => {
  const text = phrase.trim().replace(/^(?:yes|ok|sure)[,!]?\s+/i, '')
  if (WRITE_PHRASE.test(text)) return true
  return WRITE_VERB.test(text) && !HARMLESS.test(text)
}

/** Ways to point at something that press nothing, or only open it. */
const HARMLESS_WAYS: ReadonlySet<string> = new Set(['open', 'hover', 'focus', 'copy', 'select_text'])

/** Whether a step asks to change something beyond the page. */
export const intentWrites = (intent: Intent): boolean => {
  switch (intent.act) {
    case 'press':
      if (intent.deed !== '') return asksForWrite(`${intent.deed} ${intent.target.whole}`)
      if (HARMLESS_WAYS.has(intent.way)) return false
      return intent.isLabel ? asksForWrite(intent.target.whole) : labelWrites(intent.target.head)
    case 'choose':
      return intent.target.quotes.length === 0 && labelWrites(intent.target.head)
    case 'submit':
      return true
    case 'compose':
      return asksForWrite(intent.deed)
    default:
      return false
  }
}
