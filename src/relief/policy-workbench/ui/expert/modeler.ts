import { EditorView } from '@codemirror/view'
import Modeler, { type View, type Viewer } from 'dmn-js/lib/Modeler'
import 'dmn-js/dist/assets/diagram-js.css'
import 'dmn-js/dist/assets/dmn-js-shared.css'
import 'dmn-js/dist/assets/dmn-js-drd.css'
import 'dmn-js/dist/assets/dmn-js-decision-table.css'
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css'
import 'dmn-js/dist/assets/dmn-js-literal-expression.css'
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css'
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css'
import 'dmn-js/dist/assets/dmn-font/css/dmn.css'
import './expert.css'
import { elements, text, widenedDescriptor, type Element } from '#platform/decisions/client.ts'
import { restored, type Prepared } from './model-text.ts'
import { keyboardReach } from './reach.ts'
import { spoken } from './spoken.ts'

/** One thing of the model that has a sheet of its own. */
export interface Sheet {
  readonly id: string
  readonly name: string
  readonly kind: View['type'] | 'reading'
  readonly element: Element
}

/** Where something was found: a decision, a row of its table, an expression, a character in it (1-based). */
export interface Place {
  readonly decision: string | null
  readonly tableRow: number | null
  readonly expression: string | null
  readonly column: number | null
}

export interface Expert {
  readonly sheets: () => readonly Sheet[]
  readonly show: (id: string) => Promise<void>
  readonly shown: () => string | null
  /** Opens the sheet of a problem, marks its row, and puts the cursor where the engine stumbled. */
  readonly jump: (place: Place) => Promise<void>
  readonly undo: () => void
  readonly redo: () => void
  /** The file as it would be saved now; `isLeaving` also takes what a field has not written yet. */
  readonly text: (isLeaving?: boolean) => Promise<string>
  readonly destroy: () => void
}

const types = [
  'string',
  'number',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
]
/** Acts by which a person draws, as against acts that change what the model says. */
const drawing = ['elements.move', 'shape.resize', 'connection.updateWaypoints', 'elements.align', 'elements.distribute']

export interface ExpertWish {
  readonly container: HTMLElement
  readonly model: Prepared
  readonly onChange: () => void
  readonly onSheets: () => void
}

/** Opens the editor on a prepared model. @throws when dmn-js itself cannot open it */
export async function openExpert({ container, model, onChange, onSheets }: ExpertWish): Promise<Expert> {
  let isDrawn = false
  const words = { translate: ['value', spoken] }
  // Languages other than FEEL are none of the engine's; offering them would only lead to a refusal.
  const plain = { ...words, expressionLanguage: ['value', null] }
  const modeler = new Modeler({
    container,
    ...{ width: '100%', height: '100%' },
    moddleExtensions: { dmn: widenedDescriptor() },
    common: { dataTypes: [...types, ...model.types] },
    drd: { additionalModules: [words, keyboardReach] },
    decisionTable: { additionalModules: [plain] },
    literalExpression: { additionalModules: [words] },
    boxedExpression: { additionalModules: [words] },
  })
  modeler.on('viewer.created', (event) => {
    const viewer = event['viewer'] as Viewer
    viewer.on('commandStack.changed', onChange)
    if (event['type'] === 'drd')
      for (const act of drawing) viewer.on(`commandStack.${act}.postExecuted`, () => (isDrawn = true))
  })
  modeler.on('views.changed', onSheets)
  await modeler.importXML(model.xml, { open: false })
  const open = async (id: string): Promise<void> => {
    const view = modeler.getViews().find((each) => each.id === id)
    if (view && modeler.getActiveView()?.id !== id) await modeler.open(view)
    if (view?.type === 'drd') fit(modeler)
    nameFields(container)
  }
  const act = (name: 'undo' | 'redo') => (): void =>
    modeler.getActiveViewer()?.get<Record<'undo' | 'redo', () => void>>('commandStack')[name]()
  return {
    sheets: () => sheetsOf(modeler),
    shown: () => modeler.getActiveView()?.id ?? null,
    show: open,
    ...{ undo: act('undo'), redo: act('redo') },
    jump: async (place) => {
      const sheet = sheetsOf(modeler).find(({ name }) => name === place.decision)
      if (!sheet || sheet.kind === 'reading') return
      await open(sheet.id)
      pointAt(container, place)
    },
    text: async (isLeaving = false) => {
      if (isLeaving) leaveField(container)
      return restored((await modeler.saveXML({ format: true })).xml, model, isDrawn)
    },
    destroy: () => modeler.destroy(),
  }
}

/** The diagram first; then every decision and function in the order of the file, those without a view for reading. */
function sheetsOf(modeler: Modeler): Sheet[] {
  const views = new Map(modeler.getViews().map((view) => [view.id, view]))
  const root = modeler.getDefinitions()
  const drawn = views.get(text(root, 'id'))
  const owners = elements(root, 'drgElement').filter(
    ({ $type }) => $type === 'dmn:Decision' || $type === 'dmn:BusinessKnowledgeModel',
  )
  return [
    ...(drawn ? [{ id: drawn.id, name: '', kind: drawn.type, element: root }] : []),
    ...owners.map((owner): Sheet => {
      const view = views.get(text(owner, 'id'))
      const isShown = view !== undefined && (view.type !== 'boxedExpression' || isPlainFunction(owner))
      return { id: text(owner, 'id'), name: text(owner, 'name'), kind: isShown ? view.type : 'reading', element: owner }
    }),
  ]
}

/** The editor shows a function whose body is one expression; any other body it would only name. */
const isPlainFunction = (owner: Element): boolean => {
  const logic = owner['encapsulatedLogic'] as Element | undefined
  return (logic?.['body'] as Element | undefined)?.$type === 'dmn:LiteralExpression'
}

interface Corner {
  readonly x: number
  readonly y: number
}
interface Canvas {
  readonly zoom: (to: 'fit-viewport') => number
  readonly viewbox: (to?: object) => {
    readonly inner: Corner
    readonly outer: { readonly width: number; readonly height: number }
  }
}
/** Smaller than this nobody reads the names; then the picture begins at its upper left and is moved about. */
const zoomMin = 0.75
/** Room for the tools and the name of the model, which lie over the picture, in its own pixels. */
const margin = { x: 130, y: 140 }

/** The whole picture when it can be read whole. */
function fit(modeler: Modeler): void {
  const canvas = modeler.getActiveViewer()?.get<Canvas>('canvas')
  if (!canvas || canvas.zoom('fit-viewport') >= zoomMin) return
  const { inner, outer } = canvas.viewbox()
  canvas.viewbox({
    ...{ x: inner.x - margin.x, y: inner.y - margin.y },
    ...{ width: outer.width / zoomMin, height: outer.height / zoomMin },
  })
}

/** A field writes when it is left or after a moment; saving does not wait for the moment. */
function leaveField(container: HTMLElement): void {
  const active = document.activeElement
  if (active instanceof HTMLElement && container.contains(active))
    active.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
}

/** Fields of the sheets that come without a name for those who cannot see them. */
function nameFields(container: HTMLElement): void {
  for (const field of container.querySelectorAll('[contenteditable="true"]:not([aria-label])')) {
    const title = field.getAttribute('title') ?? field.parentElement?.getAttribute('title')
    if (title) field.setAttribute('aria-label', title)
  }
}

function pointAt(container: HTMLElement, { tableRow, expression, column }: Place): void {
  for (const marked of container.querySelectorAll('.is-found')) marked.classList.remove('is-found')
  const rows = container.querySelectorAll<HTMLElement>('.tjs-table tbody tr')
  const row = tableRow === null ? undefined : rows[tableRow - 1]
  row?.classList.add('is-found')
  row?.scrollIntoView({ block: 'center' })
  const fields = [...(row ?? container).querySelectorAll<HTMLElement>('.cm-content')]
  const field = fields.find((each) => each.textContent?.trim() === expression?.trim()) ?? fields[0]
  const view = field && EditorView.findFromDOM(field)
  if (!view) return
  // The engine counts characters, the field UTF-16 units.
  const offset = [...view.state.doc.toString()].slice(0, Math.max(0, (column ?? 1) - 1)).join('').length
  view.focus()
  view.dispatch({ selection: { anchor: Math.min(offset, view.state.doc.length) }, scrollIntoView: true })
}
