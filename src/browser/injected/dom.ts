/**
 * DOM properties read through the prototypes. A form answers to the names of its fields, and a document to those of its
 * forms and images, before their own properties (HTML, LegacyOverrideBuiltIns), in every world: what must not be
 * mistaken, or would fail, is read here.
 */
export const getter = <T extends object, K extends keyof T>(prototype: T, key: K): ((of: Node) => T[K]) => {
  const get = Object.getOwnPropertyDescriptor(prototype, key)?.get
  if (!get) throw new Error(`${String(key)} is no getter`)
  return of => get.call(of)
}

export const tagOf = getter(Element.prototype, 'localName')
export const childNodesOf = getter(Node.prototype, 'childNodes')
export const nodeTypeOf = getter(Node.prototype, 'nodeType')
export const nextSiblingOf = getter(Node.prototype, 'nextSibling')
export const parentElementOf = getter(Node.prototype, 'parentElement')
export const assignedSlotOf = getter(Element.prototype, 'assignedSlot')
export const documentTitle = (): string => getter(Document.prototype, 'title')(document)
export const readyState = (): DocumentReadyState => getter(Document.prototype, 'readyState')(document)
export const documentBody = (): HTMLElement => getter(Document.prototype, 'body')(document)

export const boxOf = (el: Element): DOMRect => Element.prototype.getBoundingClientRect.call(el)
export const attributeOf = (el: Element, name: string): string | null => Element.prototype.getAttribute.call(el, name)
export const rootOf = (node: Node): Node => Node.prototype.getRootNode.call(node)

const activeIn = {
  document: getter(Document.prototype, 'activeElement'),
  shadow: getter(ShadowRoot.prototype, 'activeElement'),
}

/** The focused element as a document or shadow root sees it. */
export const activeElementOf = (root: Document | ShadowRoot): Element | null =>
  root instanceof ShadowRoot ? activeIn.shadow(root) : activeIn.document(root)

/** The topmost element at a point, as a document or shadow root sees it. */
export const elementFromPoint = (root: Document | ShadowRoot, x: number, y: number): Element | null =>
  root instanceof ShadowRoot ? root.elementFromPoint(x, y) : Document.prototype.elementFromPoint.call(root, x, y)
