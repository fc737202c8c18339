import type { Day, Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Refusal } from '#platform/errors/index.ts'
import type { Caller, Permission } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { DocumentDraft, KeptDocument } from '#registry/documents/contract.ts'
import type { Timeline } from '#registry/timeline/contract.ts'
import type { DocumentKind, Fact, FactSource, IncomeKind, Income, MemberFacts, Relation, Situation } from './facts.ts'

export type * from './facts.ts'
export { incomeKinds } from './facts.ts'

/** One person as a list states them. A fact that is null says nothing: what is known already stays as it was. */
export interface MemberEntry extends Omit<MemberFacts, 'id' | 'relation'> {
  readonly relation: Relation
  readonly document: { readonly kind: DocumentKind; readonly number: string | null }
}

/** A benefit that was decided elsewhere and is paid now. It is not decided again but assessed, and compared. */
export interface LegacyBenefit {
  /** `dibao`, `elder-allowance`, … */
  readonly programme: string
  /** Fen per month for the household; null when the list does not say. */
  readonly amount: Fen | null
  readonly since: Day | null
  readonly source: FactSource
}

/** One household as a list states it, whole: who is not in it is no longer a member from `validFrom` on. */
export interface HouseholdEntry {
  readonly number: string
  /** Canonical code of the town or village that handles it. */
  readonly place: string
  /** The day from which the facts hold. */
  readonly validFrom: Day
  /** Why it is recorded, as shown on the timeline: `名单体检：低保名单3月.xlsx`. */
  readonly reason: string
  readonly members: readonly MemberEntry[]
  readonly deposits: Situation['deposits']
  readonly homes: Situation['homes']
  readonly vehicles: Situation['vehicles']
  readonly businesses: Situation['businesses']
  readonly propertyFinding: Situation['propertyFinding']
  readonly staffRelative: Situation['staffRelative']
  readonly benefits: readonly LegacyBenefit[]
  /** Numbers in other systems, e.g. of the upper platform. */
  readonly references: readonly { readonly system: string; readonly kind: string; readonly number: string }[]
}

export interface Recorded {
  readonly householdId: string
  readonly number: string
  readonly outcome: 'new' | 'changed' | 'unchanged'
  readonly matchedBy: 'number' | 'id-number' | null
  /** Ids of the persons, in the order of the entry's members. */
  readonly memberIds: readonly string[]
}

/** What is asked of the registry: facts that held on a day, as we knew them at a moment (null: as known now). */
export interface AsOf {
  readonly factsOn: Day
  readonly knownOn?: Date | null
  /** Whose payment is `paidNow`; without it the first benefit on file. */
  readonly programme?: string
}

/** What recording an entry would do, for a dry run. */
export type Preview = Pick<Recorded, 'number' | 'outcome' | 'matchedBy'> & {
  /** Null for a household that is new. */
  readonly householdId: string | null
  /** Why it cannot be recorded; `outcome` then says nothing. */
  readonly refusal: Refusal | null
}

export interface HouseholdFilter {
  /** Canonical region code: the household's handling place is it or lies below it. */
  readonly place?: string | undefined
  readonly programme?: string | undefined
  /** A member is registered exactly here (a functional area counts as itself), or below it. */
  readonly registeredAt?: string | undefined
  readonly urbanRural?: 'urban' | 'rural' | undefined
  /** Name, pinyin, initials, ID number, household number. */
  readonly text?: string | undefined
  /** Exactly this household number, in capitals or not. */
  readonly number?: string | undefined
  /** Only these. */
  readonly ids?: readonly string[] | undefined
}

export type HouseholdOrder = 'number' | 'place' | 'members' | 'paid' | 'changed'

export type HouseholdQuestion = HouseholdFilter & {
  readonly order?: HouseholdOrder | undefined
  /** From 1. */
  readonly page?: number | undefined
  readonly size?: number | undefined
}

/** One row of the list. Names are masked here already. */
export interface HouseholdRow {
  readonly id: string
  readonly number: string
  /** `居**01` */
  readonly head: string
  readonly placeCode: string
  readonly placeLabel: string
  readonly members: number
  readonly programme: string | null
  /** Fen per month; text in JSON. */
  readonly paidNow: Fen | null
  readonly paidSince: Day | null
  readonly changedAt: Date
}

export interface HouseholdPage {
  readonly rows: readonly HouseholdRow[]
  readonly count: number
  /** Sum over the whole filter. */
  readonly members: number
  readonly paidNow: Fen
}

export interface SearchHit {
  readonly householdId: string
  readonly number: string
  readonly head: string
  readonly placeLabel: string
  readonly by: 'number' | 'name' | 'pinyin' | 'initials' | 'id-number' | 'birth-and-tail'
  /** The member that matched, masked; the head when the number matched. */
  readonly person: string
}

/** A place that matched a search, with the households it handles. */
export interface PlaceHit {
  readonly code: string
  readonly label: string
  readonly households: number
}

export interface SearchAnswer {
  readonly households: readonly SearchHit[]
  readonly places: readonly PlaceHit[]
  /** True when there are more than were returned. */
  readonly hasMore: boolean
}

/** One cell of a section, already in words. Money is fen as text so that the page sets it in its columns. */
export type SectionCell =
  | { readonly kind: 'text'; readonly zh: string; readonly en?: string | undefined; readonly href?: string | undefined }
  | { readonly kind: 'fen'; readonly fen: string | null; readonly href?: string | undefined }
  | { readonly kind: 'day'; readonly day: string | null }

/**
 * A part of the household file. The registry draws members, incomes and property; other modules contribute theirs
 * (assessments, documents) through `FileSectionSource` and are not imported here.
 */
export interface FileSection {
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly columns: readonly { readonly name: string; readonly zh: string; readonly en: string }[]
  readonly rows: readonly (readonly SectionCell[])[]
  /** Set when there are older rows than stand here: how to reach them. */
  readonly cut?: { readonly zh: string; readonly en: string } | undefined
}

export interface FileSectionSource {
  readonly name: string
  readonly zh: string
  readonly en: string
  /** Where it stands among the sections; small numbers first. The registry's own are 10, 20, 30. */
  readonly order: number
  readonly may: Permission
  readonly read: (tx: Tx, who: Caller, householdId: string, asOf: AsOf) => Promise<FileSection>
}

/** What a household has: a right to be paid, or a status (认定), for which nothing is paid. */
export interface StandingAid {
  readonly programme: string
  readonly words: { readonly zh: string; readonly en: string }
  /** Fen per month; null for a status. */
  readonly amount: Fen | null
  /** The first month of it; later than the day that was asked about where it is decided and has not begun. */
  readonly since: Month
}

/** Whoever decides or pays says what stands of a household; contributed like a section, and not imported here. */
export interface StandingAidSource {
  readonly name: 'rights' | 'statuses'
  readonly may: Permission
  readonly standingOf: (tx: Tx, who: Caller, householdId: string, asOf: AsOf) => Promise<readonly StandingAid[]>
}

/** What a caseload run needs to know of a household before it reads it. */
export interface HouseholdKey {
  readonly id: string
  readonly number: string
  /** The handling place. */
  readonly placeId: PlaceId
}

/** Facts of one member that may be corrected one by one; who a person is (birth, sex, registration) is recorded whole. */
export type MemberCorrection = { readonly id: string } & Partial<
  Omit<MemberFacts, 'id' | 'name' | 'relation' | 'incomes' | 'bornOn' | 'sex' | 'registeredAt' | 'urbanRural'>
> & {
    readonly incomes?: Partial<Readonly<Record<IncomeKind, Fact<Income>>>>
    /** The day of death, as a department or the family states it. Membership is not touched: a person ends it. */
    readonly diedOn?: Fact<Day>
  }

/** Some facts of one household, each with its source; whatever is left out or null stays as it is known. */
export interface Statement {
  readonly householdId: string
  /** The day from which they hold. */
  readonly validFrom: Day
  /** As shown on the timeline. */
  readonly reason: string
  readonly household?: Partial<Omit<Situation, 'householdId' | 'number' | 'members' | 'paidNow'>>
  readonly members?: readonly MemberCorrection[]
}

export interface Death {
  readonly personId: string
  readonly diedOn: Day
  readonly source: FactSource
}

/** What tells the people of a household apart, across counties too. */
export interface Identities {
  readonly number: string
  /** The handling place. */
  readonly placeId: PlaceId
  /** When its facts or members were last changed; a hand-over is no change. */
  readonly changedAt: Date | null
  /** `subject` is the keyed hash of the ID number, or the person's own id where there is none. */
  readonly members: readonly { readonly id: string; readonly name: string; readonly subject: Buffer }[]
}

/** What a service of the households does. Everything takes an open transaction with the scope of the caller. */
export interface Households {
  /**
   * Records households as stated, whole: new ones are made, known ones are matched by number and then by the hash of an
   * ID number; only what differs is written. The same entry twice changes nothing. Many at once is the quick way.
   * @param listed every number of the list the entries are a part of (their own when left out): whoever leaves one of
   * these households under another number is a household of their own
   * @throws memberElsewhere, numberTaken, unknownPlace, noHead
   */
  readonly record: (
    tx: Tx,
    who: Caller,
    entries: readonly HouseholdEntry[],
    listed?: ReadonlySet<string>,
  ) => Promise<readonly Recorded[]>
  /**
   * Corrects or adds single facts; the old values stay readable. Stating what is known already changes nothing.
   *
   * @throws notFound: the household, or a member that is not of it
   */
  readonly state: (tx: Tx, who: Caller, statement: Statement) => Promise<{ readonly changed: boolean }>
  /** Those of these persons of whom a death is known. */
  readonly deathsOf: (
    tx: Tx,
    who: Pick<Caller, 'tenant'>,
    question: { readonly persons: readonly string[]; readonly factsOn: Day; readonly knownOn?: Date | null },
  ) => Promise<readonly Death[]>
  /** Null: not there or not theirs. */
  readonly identitiesOf: (tx: Tx, tenant: TenantId, householdId: string) => Promise<Identities | null>
  /** What `record` would do, one by one, without doing it. */
  readonly preview: (
    tx: Tx,
    who: Caller,
    entries: readonly HouseholdEntry[],
    listed?: ReadonlySet<string>,
  ) => Promise<readonly Preview[]>
  /** @throws notFound: not there or not allowed, which we do not tell apart. */
  readonly situationOf: (tx: Tx, tenant: TenantId, householdId: string, asOf: AsOf) => Promise<Situation>
  /** Many at once, in the order of the ids; ids out of sight are left out. */
  readonly situationsOf: (
    tx: Tx,
    tenant: TenantId,
    householdIds: readonly string[],
    asOf: AsOf,
  ) => Promise<readonly Situation[]>
  /** Keys of all households in sight, by number; for a caseload run and for the list of absent ones. */
  readonly idsOf: (tx: Tx, tenant: TenantId) => Promise<readonly HouseholdKey[]>
  /**
   * A number for each household in sight that rises with everything recorded about it or its people; 0 when absent. Whoever
   * keeps a situation reads it again when the number is another.
   */
  readonly versionsOf: (tx: Tx, tenant: TenantId) => Promise<ReadonlyMap<string, number>>
  readonly list: (tx: Tx, who: Caller, question: HouseholdQuestion) => Promise<HouseholdPage>
  /** @throws textTooShort */
  readonly search: (tx: Tx, who: Caller, text: string) => Promise<SearchAnswer>
  /** The whole file as this reader may see it; the look is written down. @throws notFound */
  readonly openFile: (tx: Tx, who: Caller, householdId: string, wish?: Partial<AsOf>) => Promise<HouseholdFile>
  /** Keeps a paper that was read safely with the household's file. @throws notFound */
  readonly addPaper: (
    tx: Tx,
    who: Caller,
    householdId: string,
    paper: Pick<DocumentDraft, 'kind' | 'name' | 'mediaType' | 'bytes'>,
  ) => Promise<KeptDocument>
  /** The ID number in clear, once, with the purpose in the audit. @throws notFound, purposeMissing */
  readonly revealIdNumber: (tx: Tx, who: Caller, personId: string) => Promise<string>
  /**
   * ID numbers in clear, for asking another authority about these persons; null where none is on file, absent where the
   * person is out of sight. The use is written down with the purpose. @throws purposeMissing
   */
  readonly numbersFor: (
    tx: Tx,
    who: Caller,
    use: { readonly householdId: string; readonly persons: readonly string[] },
  ) => Promise<ReadonlyMap<string, string | null>>
  /** Hands the household to another place. @throws notFound, unknownPlace */
  readonly handOver: (tx: Tx, who: Caller, householdId: string, to: { place: string; why: string }) => Promise<void>
}

/** One member in the file, also those who have left. */
export interface FileMember {
  readonly id: string
  readonly name: string
  readonly relation: Relation
  readonly bornOn: Day | null
  /** Full years on `factsOn`; null when the birth date is unknown. */
  readonly age: number | null
  readonly sex: 'male' | 'female' | null
  readonly documentKind: DocumentKind
  /** `999901********041X`; null when no number is on file. */
  readonly idNumber: string | null
  readonly since: Day
  readonly until: Day | null
}

/** A part that is not for this reader: named, not read. */
export interface HiddenPart {
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly why: { readonly zh: string; readonly en: string }
}

export interface HouseholdFile {
  readonly id: string
  readonly number: string
  readonly head: string
  readonly placeCode: string
  readonly placeLabel: string
  readonly factsOn: Day
  readonly changedAt: Date
  /** Number of members on that day. */
  readonly members: number
  /** What stands on that day, as far as this reader may see it. */
  readonly standing: readonly StandingAid[]
  /** What of it this reader may not see: that none is shown does not say that none stands. */
  readonly unseen: readonly StandingAidSource['name'][]
  /** What a list or a form stated as paid, which may be another amount than that of the right. */
  readonly stated: readonly LegacyBenefit[]
  readonly references: readonly { readonly system: string; readonly kind: string; readonly number: string }[]
  readonly people: readonly FileMember[]
  readonly sections: readonly FileSection[]
  readonly hidden: readonly HiddenPart[]
  readonly timeline: Timeline
  /** Whether this reader may ask for a whole ID number. */
  readonly mayReveal: boolean
  readonly mayAddPapers: boolean
}
