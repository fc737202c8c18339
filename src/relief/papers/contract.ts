import type { Day, Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { SafePaper } from '#registry/documents/index.ts'
import type { Case } from '#relief/casework/contract.ts'
import type { PaperForm } from './forms.ts'
import type { PaperRow, ScanRead } from './wire.ts'

export type { PaperForm } from './forms.ts'
export type { PaperRow, ScanRead } from './wire.ts'

/** A reason as printed, with the article it stands on. */
export interface PrintedReason {
  readonly text: string
  readonly article: string | null
}

/** One line of the sum in a letter: `当地标准 810.00 元 × 3 人`. */
export interface PrintedLine {
  readonly text: string
  readonly article: string | null
  /** `2,430.00` or `3 人`, as printed; empty where the line counts nothing. */
  readonly amount: string
  readonly isLast: boolean
}

/** The same in English, as the family may read it beside the letter, which is Chinese. */
export interface LetterEnglish {
  readonly sum: readonly { readonly text: string; readonly amount: string }[]
  readonly plain: readonly string[]
  /** In the order of the letter; null for what a person wrote, which nobody has translated. */
  readonly reasons: readonly (string | null)[]
  readonly status: string | null
}

/**
 * What a letter says, frozen when the decision was made: it is never composed again, so a later name, law or template
 * changes nothing. It names the applicant and nobody else of the family, and no illness.
 */
export interface LetterContent {
  readonly kind: 'decision' | 'refusal'
  /** 青禾县民政局 */
  readonly office: string
  /** 最低生活保障 */
  readonly programme: string
  /** `青禾低保〔2026〕12号` */
  readonly number: string
  readonly caseNumber: string
  readonly applicant: string
  readonly members: number
  readonly appliedOn: Day
  readonly decidedOn: Day
  /** Fen per month, or once; null for a refusal and where a status is confirmed. */
  readonly amount: Fen | null
  /** What is confirmed where nothing is paid (认定); null where there is an amount. */
  readonly status: string | null
  readonly isOnce: boolean
  readonly fromMonth: Month | null
  readonly sum: readonly PrintedLine[]
  readonly reasons: readonly PrintedReason[]
  /** The assessment in plain words, without other members' names. */
  readonly plain: readonly string[]
  /** The last day a refusal may be handed over: three working days (57号). Null for a grant. */
  readonly handOverBy: Day | null
  /** Letters that were written before there was English have none. */
  readonly english?: LetterEnglish
}

export interface Letter {
  readonly id: string
  readonly tenant: TenantId
  readonly placeId: PlaceId
  readonly caseId: string
  readonly decisionId: string
  readonly content: LetterContent
  readonly madeOn: Day
  /** The PDF as it was printed first, kept as a document; null until then. */
  readonly documentId: string | null
  /** SHA-256 of those bytes, hexadecimal. */
  readonly sha256: string | null
}

/** The notice as public-notice allows it to be printed. It decides what is shown and for how long. */
export interface PrintedNotice {
  readonly placeLabel: string
  readonly applicant: string
  readonly members: number
  readonly amount: Fen | null
  readonly since: Day
  readonly until: Day
  readonly days: number
  /** Document and article of the days. */
  readonly source: string
  /** Where one objects. */
  readonly office: { readonly name: string; readonly phone: string }
}

/** How the newest notice of a case went, also when nothing may be printed of it any more. */
export interface NoticeRan {
  readonly state: 'shown' | 'not-shown' | 'ended' | 'objected' | 'taken-down'
  readonly since: Day
  /** The last day it hangs, or hung. */
  readonly until: Day
  readonly round: number
}

/** How the newest means check of a case went, in numbers: what was found stands in the report alone. */
export interface CheckRan {
  readonly askedOn: Day
  /** Items. */
  readonly answered: number
  readonly unanswered: number
  /** Differences nobody has settled yet. */
  readonly open: number
  readonly isSimulated: boolean
}

/** The application as the family stated it at the window. */
export interface PrintedStatement {
  readonly registeredOn: Day
  readonly phone: string
  readonly reason: string
  readonly speaker: { readonly name: string; readonly relation: string }
  readonly papers: readonly { readonly zh: string }[]
}

/** The survey as answered; printed to be kept with the signatures, or empty to be filled by hand. */
export interface PrintedSurvey {
  readonly finishedOn: Day | null
  readonly investigators: readonly { readonly name: string }[]
  readonly lines: readonly {
    readonly section: { readonly zh: string }
    readonly label: { readonly zh: string }
    readonly zh: string
  }[]
}

/** A paper that came back signed, in the transaction that filed it: whoever waits for it takes note. */
export interface FiledPaper {
  readonly case: Case
  readonly form: PaperForm
  /** Of an authorisation: whose. */
  readonly personId: string | null
  readonly documentId: string
}

/** What papers needs from modules it does not import; the assembly hands it in. */
export interface PaperSources {
  /** @throws the refusal of public-notice: not up yet, not shown, or taken down. */
  readonly notice?: (tx: Tx, who: Caller, caseId: string) => Promise<PrintedNotice>
  /** Null when no notice was ever put up. */
  readonly noticeRan?: (tx: Tx, who: Caller, caseId: string) => Promise<NoticeRan | null>
  /** Null when nobody has asked the departments. */
  readonly checkRan?: (tx: Tx, who: Caller, caseId: string) => Promise<CheckRan | null>
  /** Null where the case did not come through the window. */
  readonly statement?: (tx: Tx, who: Caller, caseId: string) => Promise<PrintedStatement | null>
  /** The newest survey; null before there is one. */
  readonly survey?: (tx: Tx, who: Caller, caseId: string) => Promise<PrintedSurvey | null>
  /** How many survey at least where the case is handled, and by which document. */
  readonly surveyRule?: (who: Caller, one: Case) => Promise<{ readonly least: number; readonly source: string }>
  readonly filed?: (tx: Tx, who: Caller, paper: FiledPaper) => Promise<void>
}

/** A paper that came back, unpacked, with the texts of the codes in it; null: a PDF without a picture. */
export interface Scan {
  readonly paper: SafePaper
  readonly texts: readonly string[] | null
}

/** Everything that takes an open transaction acts in the scope of the caller. */
export interface Papers {
  /** The papers of a case: what can be printed, what came back. @throws notFound of the case */
  readonly list: (who: Caller, caseId: string) => Promise<readonly PaperRow[]>
  /**
   * A form filled from the case, ready to be signed. Recorded as a read of the household.
   *
   * @throws notFound, personMissing, missingCharacters, whatever public-notice says of a notice
   */
  readonly print: (
    who: Caller,
    wish: { readonly caseId: string; readonly form: PaperForm; readonly personId?: string | null },
  ) => Promise<{ readonly name: string; readonly bytes: Buffer }>
  /** The letter of the newest decision; null before there is one. */
  readonly letterOfCase: (tx: Tx, who: Caller, caseId: string) => Promise<Letter | null>
  /** @throws letterNotFound */
  readonly letter: (tx: Tx, who: Caller, id: string) => Promise<Letter>
  /** The same bytes every time: printed once, kept, and compared with its hash. @throws letterNotFound, missingCharacters */
  readonly letterPdf: (who: Caller, id: string) => Promise<{ readonly name: string; readonly bytes: Buffer }>
  /** The letter in the office's own Word layout. @throws letterNotFound, noTemplate */
  readonly letterWord: (who: Caller, id: string) => Promise<{ readonly name: string; readonly bytes: Buffer }>
  /** Unpacks a scan and looks for codes in it, before a transaction is open. @throws noFile, what reading a paper refuses */
  readonly unpackScan: (upload: UploadedFile | undefined) => Promise<Scan>
  /** Says where a scan would be filed by its code; keeps nothing. @throws unreadable, notOurs, … */
  readonly readScan: (who: Caller, scan: Scan) => Promise<ScanRead>
  /** Files a scan to its case. The same scan twice is filed once. @throws otherCase, unreadable, notOurs */
  readonly fileScan: (
    who: Caller,
    wish: {
      readonly caseId: string
      readonly form: PaperForm
      readonly personId: string | null
      readonly scan: Scan
      /** The code could not be read; the clerk says herself what the paper is. */
      readonly byHand: boolean
    },
  ) => Promise<{ readonly documentId: string }>
}
