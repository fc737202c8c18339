import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'

/**
 * `shown` while it hangs · `not-shown` nothing may be shown (a minor applies, a programme for uncared-for children) ·
 * `ended` hung its days · `objected` somebody objected in time · `taken-down` the case left the notice some other way.
 */
export type NoticeState = 'shown' | 'not-shown' | 'ended' | 'objected' | 'taken-down'

/** Why nothing is shown. */
export type NotShownWhy = 'minor' | 'programme'

/** How the newest notice of a case stands. */
export interface NoticeStanding {
  readonly id: string
  readonly caseId: string
  /** From 1; a new opinion after an objection brings the next. */
  readonly round: number
  readonly state: NoticeState
  readonly notShownWhy: NotShownWhy | null
  readonly putUpOn: Day
  /** The last day on which it hangs and on which an objection is heard, to 24:00. */
  readonly lastDay: Day
  /** Calendar days still to come after today; 0 on the last day and when it is over. */
  readonly daysLeft: number
  /** Whether it can be read by the public at this moment. */
  readonly isOpen: boolean
  /** Public page of this notice; null when it cannot be read (any more). */
  readonly href: string | null
}

/** Everything the public may read of a notice or a publication, and nothing besides. */
export interface PublicCard {
  readonly id: string
  /** Canonical code of the village or community it hangs in. */
  readonly place: string
  readonly placeLabel: string
  readonly applicant: string
  /** Null of an ending, which tells nothing of the family. */
  readonly members: number | null
  /** Fen per month (or once); null where the programme pays no money, and of an ending. */
  readonly amount: Fen | null
  /** What is said of an ending; null on the other boards. */
  readonly says: EndingSays | null
  readonly programme: string
  readonly since: Day
  readonly until: Day | null
}

/** A notice to be printed for the board of the village. */
export interface NoticeSheet extends Omit<PublicCard, 'says'> {
  readonly members: number
  readonly until: Day
  readonly days: number
  /** Document and article. */
  readonly source: string
  readonly office: Office
}

/** Where one objects. */
export interface Office {
  readonly name: string
  readonly phone: string
}

export interface PublicationStanding {
  readonly id: string
  readonly state: 'shown' | 'ended' | 'withdrawn'
  readonly publishedOn: Day
  /** Last day it is shown. */
  readonly until: Day
  readonly isOpen: boolean
  readonly href: string | null
}

/** What the rest of the house may ask. Everything takes an open transaction with the scope of the caller. */
export interface PublicNotices {
  /** Null when no notice was ever put up. */
  readonly noticeOf: (tx: Tx, tenant: TenantId, caseId: string) => Promise<NoticeStanding | null>
  readonly publicationOf: (tx: Tx, tenant: TenantId, caseId: string) => Promise<PublicationStanding | null>
  /** Objections of the case that nobody has answered yet. */
  readonly openObjections: (tx: Tx, tenant: TenantId, caseId: string) => Promise<number>
  /** @throws noNotice, notShown, noticeOver: nothing is printed after take-down. */
  readonly sheetOf: (tx: Tx, who: Caller, caseId: string) => Promise<NoticeSheet>
}

/** `to-end` it is proposed to end somebody’s support · `goes-on` decided again after an objection: it does not end. */
export type EndingSays = 'to-end' | 'goes-on'

/** Whose support is to end, and what the review that proposes it is. */
export interface EndingDraft {
  readonly reviewId: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly says: EndingSays
  /** `on`: the day on which age counts, the day of death for who has died: a minor is never named. */
  readonly person: { readonly name: string; readonly bornOn: Day | null; readonly on: Day }
}

/** How one notice of an ending stands. */
export interface EndingStanding {
  readonly id: string
  readonly round: number
  readonly says: EndingSays
  readonly state: NoticeState
  readonly putUpOn: Day
  readonly lastDay: Day
  readonly days: number
  readonly source: string
  /** Its days are not over yet: an objection is heard, and nothing is decided. */
  readonly isOpen: boolean
  /** Public page; null when the public cannot read it (any more). */
  readonly href: string | null
}

/** What somebody objects to an ending; who they are stays sealed. */
export interface EndingObjection {
  readonly id: string
  readonly round: number
  readonly receivedAt: Date
  readonly recordedBy: string
  readonly text: string
}

/** The notice that hangs before support is ended. Everything takes an open transaction with the scope of the caller. */
export interface EndingNotices {
  /** Null where no document asks for a notice. */
  readonly ruleOf: (who: Caller, about: Pick<EndingDraft, 'placeId' | 'programme'>) => Promise<NoticeDays | null>
  /** @throws noEndingRule, birthUnknown, alreadyHangs, and the calendar’s refusal of a year that is not loaded */
  readonly putUp: (tx: Tx, who: Caller, draft: EndingDraft) => Promise<EndingStanding>
  /** Newest round first. */
  readonly ofReview: (tx: Tx, who: Caller, reviewId: string) => Promise<readonly EndingStanding[]>
  /** Takes the notice down and keeps what is objected. @throws noNotice, tooLate */
  readonly object: (tx: Tx, who: Caller, reviewId: string, form: EndingObjectionForm) => Promise<void>
  /** Its days are over and it was decided, or the proposal was sent back. */
  readonly takeDown: (tx: Tx, who: Caller, reviewId: string, state: 'ended' | 'taken-down') => Promise<void>
  readonly objectionsOf: (tx: Tx, who: Caller, reviewId: string) => Promise<readonly EndingObjection[]>
}

export interface NoticeDays {
  readonly days: number
  readonly source: string
}

export interface EndingObjectionForm {
  readonly objector: string
  readonly contact: string
  readonly text: string
}

/** Addresses of the public pages. */
export const endingsPath = '/ending-notices'
export const endingPath = (id: string): string => `/ending-notices/${id}`
export const noticesPath = '/notices'
export const noticePath = (id: string): string => `/notices/${id}`
export const publicationsPath = '/publications'
export const publicationPath = (id: string): string => `/publications/${id}`
/** To print, for staff. */
export const noticeSheetPath = (caseId: string): string => `/notice-sheets/${caseId}`
