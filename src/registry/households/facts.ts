import type { Day } from '#platform/clock/index.ts'
import type { Fen } from '#platform/money/index.ts'

/** Where a fact comes from, so that every line of an answer can say who said it and how old it is. */
export interface FactSource {
  /** `declared` by the family, `found` by a department, `surveyed` at home, `listed` in an office's own sheet. */
  readonly kind: 'declared' | 'found' | 'surveyed' | 'listed' | 'register' | 'synthetic'
  /** In words: `名单第 12 行“工资性收入”`. */
  readonly zh: string
  /** The day the fact was stated. */
  readonly on: Day
}

/** A known value with its source, or nothing: empty is unknown, never zero. */
export type Fact<Value> = { readonly value: Value; readonly source: FactSource } | null

export type IncomeKind = 'wages' | 'business' | 'property' | 'transfers' | 'other'
/** 民发〔2021〕57号 art. 13. */
export const incomeKinds: readonly IncomeKind[] = ['wages', 'business', 'property', 'transfers', 'other']

/**
 * Facts only some programmes ask for, by the key their policy packs declare (`child.situation`). The value is text as the
 * pack writes it: `1500.00`, `3`, `2026-03-02`, `是`, or one of the choices.
 */
export type StatedFacts = Readonly<Record<string, Fact<string>>>

/** An income as stated: `amount` fen per month or per year. Years are divided once, at household level. */
export interface Income {
  readonly amount: Fen
  readonly per: 'month' | 'year'
}

export type Relation =
  | 'head'
  | 'spouse'
  | 'child'
  | 'parent'
  | 'grandchild'
  | 'grandparent'
  | 'sibling'
  | 'child-in-law'
  | 'parent-in-law'
  | 'other'
export type UrbanRural = 'urban' | 'rural'
export type MaritalStatus = 'single' | 'married' | 'divorced' | 'widowed'
export type LabourCapacity = 'full' | 'partial' | 'none'
/** Categories of the disabled certificate, in its own order 1–7. */
export type DisabilityKind = 'sight' | 'hearing' | 'speech' | 'limb' | 'intellectual' | 'mental' | 'multiple'
/** Why a person of the household is not counted (57号 art. 8). */
export type NotCountedReason = 'clergy-apart' | 'in-prison' | 'compulsory-rehabilitation' | 'declared-missing' | 'other'
export type PropertyFinding = 'meets' | 'fails' | 'not-determined'
export type DocumentKind = 'id-card' | 'none-newborn' | 'none-unregistered' | 'other'

export interface MemberFacts {
  /** Stable inside the household: the person's id, or the row of a sheet. */
  readonly id: string
  readonly name: string
  readonly relation: Relation
  readonly bornOn: Fact<Day>
  readonly sex: Fact<'male' | 'female'>
  /** Canonical region codes of registration (户籍) and usual residence (常住). */
  readonly registeredAt: Fact<string>
  readonly residesAt: Fact<string>
  readonly urbanRural: Fact<UrbanRural>
  readonly maritalStatus: Fact<MaritalStatus>
  readonly labourCapacity: Fact<LabourCapacity>
  /** `grade` 1–4; `none` is "certainly no certificate". */
  readonly disability: Fact<{ readonly kind: DisabilityKind; readonly grade: 1 | 2 | 3 | 4 } | 'none'>
  readonly seriousIllness: Fact<boolean>
  readonly fullTimeStudy: Fact<boolean>
  /** `counted` or the reason for not counting. */
  readonly counted: Fact<'counted' | NotCountedReason>
  readonly incomes: Readonly<Record<IncomeKind, Fact<Income>>>
  /** Deductible spending, per month or per year. */
  readonly deduction: Fact<Income>
  readonly stated?: StatedFacts | undefined
}

/** Everything known about one household on one day. A situation being filled in and a complete one differ only in nulls. */
export interface Situation {
  readonly householdId: string
  readonly number: string
  readonly members: readonly MemberFacts[]
  /** Deposits and securities, fen in total. */
  readonly deposits: Fact<Fen>
  readonly homes: Fact<number>
  readonly vehicles: Fact<number>
  /** Registered businesses held by members. */
  readonly businesses: Fact<number>
  /** An official's finding outranks the amounts and a missing limit. */
  readonly propertyFinding: Fact<PropertyFinding>
  readonly staffRelative: Fact<boolean>
  /** What is paid now, fen per month. */
  readonly paidNow: Fact<Fen>
  readonly stated?: StatedFacts | undefined
}
