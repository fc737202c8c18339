/** What a column of a file to or from the bank holds. */
export type OutField = 'batch' | 'number' | 'reference' | 'holder' | 'account' | 'amount' | 'month' | 'purpose'
export type BackField = OutField | 'result' | 'code' | 'reason'

/** `GB18030` holds every name there is, and is byte for byte GBK where GBK has the sign. */
export type TextEncoding = 'UTF-8' | 'GBK' | 'GB18030'

interface Words {
  readonly zh: string
  readonly en: string
}

export interface FileColumn<Field extends string> {
  readonly field: Field
  /** Heading of a sheet; a text file has none and goes by position. */
  readonly title: string
}

/**
 * The layout of one file. `marked`: every line begins with a letter for header, line or footer and its cells stand by
 * position. `titled`: one row of headings, columns in any order, the footer is the row that begins with its word.
 */
export interface FileShape<Field extends string> {
  readonly layout: 'marked' | 'titled'
  /** `xlsx`, or text in this encoding, cut by this sign. */
  readonly as:
    | { readonly kind: 'xlsx' }
    | {
        readonly kind: 'text'
        readonly encoding: TextEncoding
        readonly delimiter: '|' | ','
        readonly ending: string
      }
  readonly header: string
  readonly line: string
  /** Of a titled file: the word in the first column of the last row. */
  readonly footer: string
  readonly columns: readonly FileColumn<Field>[]
}

/** Why a bank sends money back, in the bank's code. */
export interface BankReason extends Words {
  /** True when another account may help; otherwise a person has to look into it first. */
  readonly isAccount: boolean
}

/**
 * A way by which money leaves: the files of one bank or of the finance office's card platform, as data. Another county's
 * template is another row.
 */
export interface PaymentRoute extends Words {
  readonly name: string
  readonly out: FileShape<OutField>
  readonly back: FileShape<BackField>
  /** Words in the column `result`. */
  readonly results: { readonly paid: readonly string[]; readonly returned: readonly string[] }
  /** An answer may leave lines out; they stay with the bank until a later answer names them. */
  readonly mayBePartial: boolean
  readonly reasons: Readonly<Record<string, BankReason>>
}
