import type { IncomeKind } from '#registry/households/facts.ts'

/**
 * What a value is counted in. Money is fen; `day` a date, `region` a canonical code, `yes-no` a Boolean, `text` words
 * that are shown and never compared.
 */
export type ItemUnit = 'fen' | 'fen-per-month' | 'fen-per-year' | 'count' | 'day' | 'region' | 'yes-no' | 'text'

/** The fact of the household file an item speaks to; null: auxiliary, shown and not compared (57号 art. 17). */
export type FactName =
  | `income.${IncomeKind}`
  | 'deposits'
  | 'homes'
  | 'vehicles'
  | 'businesses'
  | 'died-on'
  | 'registered-at'

/** Facts of the household as a whole: what is found of its members and items is added up before it is compared. */
export const householdFacts: ReadonlySet<FactName> = new Set(['deposits', 'homes', 'vehicles', 'businesses'])

/** One thing a department can say. */
export interface DepartmentItem {
  /** `pension-received`; unique in its department. */
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly unit: ItemUnit
  readonly speaksTo: FactName | null
  /** Asked for each person, or once for the household (a house in two names counts once). */
  readonly per: 'person' | 'household'
}

/** A department as the catalogue knows it: a row, never code. */
export interface Department {
  /** `social-insurance` */
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly items: readonly DepartmentItem[]
  /** Milliseconds one try may take, polling included. */
  readonly timeoutMs: number
  /** Minutes after a silent try at which it is asked again, one by one; after the last a person has to. */
  readonly askAgainMinutes: readonly number[]
  /** Days for which an answer may be decided on. */
  readonly validDays: number
}

/** How a department is reached here. Without one it is "not configured": never a default, never the simulator. */
export interface Connection {
  readonly baseUrl: string
  /** Shared secret of the HMAC on both directions. */
  readonly secret: string
  /** Synthetic answers; only a demonstration has such connections. */
  readonly isSimulated: boolean
}

export interface ConfiguredDepartment extends Department {
  /** Null: not configured here. Opened late, because a simulator is started only when somebody asks it. */
  readonly connection: { readonly isSimulated: boolean; readonly open: () => Promise<Connection> } | null
}
