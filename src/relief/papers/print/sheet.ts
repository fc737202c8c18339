/**
 * A paper as blocks, from top to bottom. Forms and letters are made of these and nothing else; `sheet.typ` sets them. All
 * words are Chinese: they are papers of a Chinese office, and a translation beside them would be a second original.
 */
export interface Sheet {
  /** Title of the document, as a reader of screens says it first. */
  readonly title: string
  readonly layout: 'letter' | 'form'
  /** Over the title: 青禾县民政局. */
  readonly office: string
  /** Under the title: `青禾低保〔2026〕12号`. */
  readonly number: string | null
  /** The code in the corner, what it says in words for who cannot scan it, and what stands below. */
  readonly code: { readonly svg: string; readonly text: string; readonly below: string } | null
  readonly blocks: readonly Block[]
  /** At the foot of every page. */
  readonly foot: string
}

export type Block =
  | { readonly kind: 'to'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'para'; readonly text: string; readonly isLaw?: boolean; readonly isSmall?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** What was decided, in a frame: the words, the digits in their columns, and what belongs to it. */
  | {
      readonly kind: 'decision'
      readonly say: string
      readonly note: string
      /** One digit a column, right-aligned under 万千百十元角分; empty for a refusal. */
      readonly digits: readonly string[]
      readonly facts: readonly { readonly name: string; readonly text: string }[]
    }
  /** The sum, line by line: what, by which article, yuan. */
  | {
      readonly kind: 'sum'
      readonly lines: readonly {
        readonly text: string
        readonly article: string
        readonly amount: string
        readonly isLast: boolean
      }[]
    }
  /** A ruled table. `columns` are shares of the width. */
  | { readonly kind: 'grid'; readonly columns: readonly number[]; readonly rows: readonly (readonly Cell[])[] }
  /** The place for the stamp, with office and day. Never a drawn seal. */
  | { readonly kind: 'stamp'; readonly office: string; readonly day: string }
  /** Lines to sign on. */
  | { readonly kind: 'sign'; readonly names: readonly string[] }

export interface Cell {
  readonly text: string
  /** A printed name of a field, as against what is filled in. */
  readonly isLabel?: boolean
  readonly columns?: number
  readonly rows?: number
  readonly isRight?: boolean
  /** Room for handwriting: height in lines. */
  readonly room?: number
}

export const label = (text: string, more: Partial<Cell> = {}): Cell => ({ text, isLabel: true, ...more })
export const cell = (text: string, more: Partial<Cell> = {}): Cell => ({ text, ...more })
