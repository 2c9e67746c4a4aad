/**
 * A page as the planner and observe see it: a flat, pre-order tree of what is rendered, across shadow roots (open and
 * closed) and across the frames that the session's allowlist lets the agent reach. Taken by browser/perception in an
 * isolated world; secrets are redacted before it leaves browser/.
 */
export interface Snapshot {
  /** Full address of the top document. */
  readonly url: string
  readonly title: string
  /** `lang` of the top document as written (BCP 47); absent if it has none. */
  readonly lang?: string
  /** CSS pixels. */
  readonly viewport: { readonly width: number; readonly height: number }
  readonly scroll: { readonly x: number; readonly y: number; readonly maxX: number; readonly maxY: number }
  /** The frames captured; index 0 is the top document. */
  readonly frames: readonly SnapshotFrame[]
  /** Pre-order: a node's ancestors come before it, and its descendants follow it without a gap. */
  readonly nodes: readonly SnapshotNode[]
}

export interface SnapshotFrame {
  readonly url: string
  /** Index in `nodes` of the iframe or frame element that holds the frame; -1 for the top document. */
  readonly owner: number
}

/** A box in CSS pixels, relative to the top document's viewport. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface SnapshotNode {
  /** `e12`: names the same element as long as its document lives; never used again in the session. */
  readonly ref: string
  /** Index of the nearest captured ancestor, or -1. Shadow roots and frames continue under their host or iframe element. */
  readonly parent: number
  /** Index in `frames`. */
  readonly frame: number
  /** Lower-case tag name. */
  readonly tag: string
  /** ARIA role, explicit or implicit (HTML-AAM); `generic` for what has none. */
  readonly role: string
  /**
   * Accessible name (accname 1.2), or the placeholder. Where there is none and it can be operated, what a person reads as its name:
   * the text beside or above a field, its row and column headers, or the only text of its box; the words in a box that
   * reacts as a whole. Empty if none. White space collapsed; at most 400 characters.
   */
  readonly name: string
  /** Accessible description or title where the name did not use them; for a field that is named by its placeholder, the text beside it. */
  readonly description?: string
  /** Text that is rendered directly in this node, not in a captured child; white space collapsed; at most 2,000 characters. */
  readonly text?: string
  /**
   * Current value of a field, select, slider or editable, and what a drawn select shows as its choice; absent for password fields
   * and redacted fields. At most 2,000 characters.
   */
  readonly value?: string
  /** `type` of an input. */
  readonly inputType?: string
  /** Option names of a native select, in order; at most 200. */
  readonly options?: readonly {
    readonly name: string
    readonly value: string
    readonly selected: boolean
    readonly disabled: boolean
  }[]
  readonly placeholder?: string
  /** Text right before and right after a field that nothing names, up to the next control; white space collapsed. */
  readonly textBefore?: string
  readonly textAfter?: string
  /** Resolved address of a link or form action; at most 8,000 characters. */
  readonly href?: string
  /** Heading level 1–6. */
  readonly level?: number
  /** Range of a slider, spin button or date field, as written in the page. */
  readonly range?: { readonly min?: string; readonly max?: string; readonly step?: string; readonly now?: string }
  readonly state: NodeState
  readonly box: Box
  /** Whether a user could operate it: native or ARIA widget, focusable, or one with a pointer cursor of its own. */
  readonly interactive: boolean
  /** Words from class, id, data attributes and icon titles that hint at what an unnamed element is: "icon-trash", "btn-close". */
  readonly hints?: string
  /** What operating it does beyond the page, where that can be seen: it sends a form. */
  readonly submits?: { readonly method: 'get' | 'post' | 'dialog'; readonly action: string }
  /** The computed text or background colour in words of CSS ("red", "#c00"), only where it is a swatch-like element. */
  readonly colour?: string
}

/** Only what is true or set is present. */
export interface NodeState {
  readonly disabled?: true
  readonly readonly?: true
  readonly required?: true
  readonly focused?: true
  readonly checked?: boolean | 'mixed'
  readonly expanded?: boolean
  readonly selected?: boolean
  readonly pressed?: boolean | 'mixed'
  readonly current?: true
  readonly invalid?: true
  /** In view, but other elements take the pointer all over it (an overlay, a sticky header). */
  readonly covered?: true
  /** Not within the viewport or the scroll box around it; scrolling brings it in. */
  readonly offscreen?: true
  readonly editable?: true
  readonly password?: true
  readonly draggable?: true
  readonly haspopup?: string
  /** How a column is sorted. */
  readonly sort?: 'ascending' | 'descending' | 'other'
  readonly modal?: true
}
