/** Diagram services of dmn-js, as far as the keyboard needs them. */
interface EventBus {
  readonly on: (events: readonly string[], call: () => void) => void
}
interface Canvas {
  readonly getContainer: () => HTMLElement
  readonly getRootElement: () => unknown
  readonly viewbox: () => { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}
interface ElementFactory {
  readonly createShape: (attributes: { readonly type: string }) => unknown
}
interface Modeling {
  readonly createShape: (shape: unknown, at: { readonly x: number; readonly y: number }, parent: unknown) => unknown
}
interface Selection {
  readonly select: (element: unknown) => void
}

/** What the palette makes, by the name of its entry. */
const made: Readonly<Record<string, string>> = {
  'create.decision': 'dmn:Decision',
  'create.input-data': 'dmn:InputData',
  'create.knowledge-source': 'dmn:KnowledgeSource',
  'create.business-knowledge-model': 'dmn:BusinessKnowledgeModel',
}

/**
 * The palette and the pad beside a shape are bare elements for the mouse. Here they become buttons: the tab key reaches
 * them, Enter presses them, and what the palette makes lands in the middle of the picture.
 */
function KeyboardReach(
  eventBus: EventBus,
  canvas: Canvas,
  elementFactory: ElementFactory,
  modeling: Modeling,
  selection: Selection,
): void {
  const press = (entry: HTMLElement): void => {
    const type = made[entry.dataset['action'] ?? '']
    if (type === undefined) return entry.click()
    const { x, y, width, height } = canvas.viewbox()
    const shape = elementFactory.createShape({ type })
    selection.select(modeling.createShape(shape, { x: x + width / 2, y: y + height / 2 }, canvas.getRootElement()))
  }
  const equip = (): void => {
    for (const entry of canvas
      .getContainer()
      .querySelectorAll<HTMLElement>('.djs-palette .entry, .djs-context-pad .entry')) {
      if (entry.tabIndex === 0) continue
      entry.tabIndex = 0
      entry.setAttribute('role', 'button')
      if (!entry.hasAttribute('aria-label'))
        entry.setAttribute('aria-label', entry.title || (entry.querySelector('[title]')?.getAttribute('title') ?? ''))
      entry.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        event.stopPropagation()
        press(entry)
      })
    }
  }
  eventBus.on(['palette.create', 'palette.changed', 'contextPad.open', 'import.done'], () => queueMicrotask(equip))
}
KeyboardReach.$inject = ['eventBus', 'canvas', 'elementFactory', 'modeling', 'selection']

export const keyboardReach = { __init__: ['keyboardReach'], keyboardReach: ['type', KeyboardReach] }
