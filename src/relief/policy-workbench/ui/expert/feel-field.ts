import {
  autocompletion,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { Compartment, EditorSelection, EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import type { Offered } from './names-in-scope.ts'
import { pageIsChinese, spoken } from './spoken.ts'

interface FieldWish {
  readonly container: HTMLElement
  readonly value?: string
  readonly placeholder?: string
  readonly variables?: readonly Offered[]
  readonly extensions?: readonly Extension[]
  readonly contentAttributes?: Readonly<Record<string, string>>
  readonly onChange?: (text: string) => void
}

/** The language's own words: no name is offered without the meaning beside it. */
const feelWords: readonly (readonly [text: string, zh: string, en: string])[] = [
  ['if', '如果', 'if'],
  ['then', '那么', 'then'],
  ['else', '否则', 'else'],
  ['for', '逐个', 'for each'],
  ['some', '有一个', 'some'],
  ['every', '每一个', 'every'],
  ['satisfies', '符合', 'satisfies'],
  ['count', '数个数', 'count'],
  ['sum', '相加', 'sum'],
  ['min', '最小的', 'smallest'],
  ['max', '最大的', 'largest'],
  ['floor', '舍去', 'round down'],
  ['ceiling', '进上去', 'round up'],
  ['list contains', '名单里有', 'is in the list'],
]

const quietZh = { Completions: '可以接着写的', Autocomplete: '接着写' }

/** The text field of an expression, where dmn-js asks for its own: offers the names in scope, leaves judging to the engine. */
export default class FeelField {
  readonly #view: EditorView
  readonly #offers = new Compartment()

  constructor({ container, value = '', variables = [], extensions = [], contentAttributes = {}, ...wish }: FieldWish) {
    const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
    this.#view = new EditorView({
      parent: container,
      state: EditorState.create({
        doc: value,
        extensions: [
          EditorView.cspNonce.of(nonce),
          EditorView.contentAttributes.of({ spellcheck: 'false', ...contentAttributes }),
          EditorState.phrases.of(pageIsChinese() ? quietZh : {}),
          history(),
          this.#offers.of(offering(variables)),
          keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) wish.onChange?.(state.doc.toString())
          }),
          wish.placeholder === undefined ? [] : placeholder(wish.placeholder),
          ...extensions,
        ],
      }),
    })
  }

  focus(position?: number): void {
    this.#view.focus()
    if (position !== undefined)
      this.#view.dispatch({ selection: EditorSelection.cursor(Math.min(position, this.#view.state.doc.length)) })
  }

  setValue(text: string): void {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } })
  }

  setVariables(variables: readonly Offered[]): void {
    this.#view.dispatch({ effects: this.#offers.reconfigure(offering(variables)) })
  }
}

const offering = (variables: readonly Offered[]): Extension =>
  autocompletion({ icons: false, override: [(context) => offersAt(context, variables)] })

function offersAt(context: CompletionContext, variables: readonly Offered[]): CompletionResult | null {
  const typed = context.matchBefore(/[\p{L}\p{N}_]+/u)
  if (!typed && !context.explicit) return null
  return {
    from: typed?.from ?? context.pos,
    options: [
      ...variables.map(({ name, detail }) => ({ label: name, detail: spoken(detail), boost: 1 })),
      ...feelWords.map(([label, zh, en]) => ({ label, detail: pageIsChinese() ? zh : en })),
    ],
    validFor: /^[\p{L}\p{N}_]*$/u,
  }
}
