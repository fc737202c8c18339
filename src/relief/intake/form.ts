import { z } from 'zod'

/**
 * What the clerk types, group by group, exactly as typed: a half-written number or date is kept too. Safe in a browser.
 * Empty means that nobody said anything.
 */
const typed = (max: number) => z.string().max(max).default('')

export const membersMax = 30

export const FamilyPart = z.object({
  /** Canonical code of the town or village that handles the family. */
  place: typed(20),
  /** Taken from the register, or empty for a family that is new. */
  householdId: typed(40),
  householdNumber: typed(60),
  urbanRural: typed(10),
  phone: typed(30),
})
export type FamilyPart = z.output<typeof FamilyPart>

export const MemberTyped = z.object({
  /** Stable inside this application. */
  key: z.string().min(1).max(40),
  name: typed(40),
  relation: typed(20),
  documentKind: typed(30),
  idNumber: typed(40),
  /** `999901********041X`: on file already, need not be typed. */
  idOnFile: typed(20),
  bornOn: typed(20),
  sex: typed(10),
  registeredAt: typed(20),
  residesAt: typed(20),
  maritalStatus: typed(20),
  labourCapacity: typed(20),
  disability: typed(20),
  disabilityGrade: typed(2),
  /** `yes`, `no` or nothing said. */
  seriousIllness: typed(3),
  fullTimeStudy: typed(3),
  /** `none`: cannot act alone; a guardian signs. */
  civilCapacity: typed(10),
  counted: typed(30),
})
export type MemberTyped = z.output<typeof MemberTyped>
export const MembersPart = z.object({ members: z.array(MemberTyped).max(membersMax).default([]) })
export type MembersPart = z.output<typeof MembersPart>

/** Yuan as typed, per month or per year. */
export const AmountTyped = z.object({ amount: typed(22), per: typed(10) })
export type AmountTyped = z.output<typeof AmountTyped>
export const IncomesPart = z.object({
  /** By member key, then by kind of income or `deduction`. */
  by: z.record(z.string().max(40), z.record(z.string().max(20), AmountTyped)).default({}),
})
export type IncomesPart = z.output<typeof IncomesPart>

export const PropertyPart = z.object({
  /** Yuan as typed. */
  deposits: typed(22),
  homes: typed(10),
  vehicles: typed(10),
  businesses: typed(10),
  /** A near relative works on these matters (57号 art. 11): `yes`, `no` or nothing said. */
  staffRelative: typed(3),
})
export type PropertyPart = z.output<typeof PropertyPart>

export const StatementPart = z.object({
  applicantKey: typed(40),
  /** Who sits at the window: a member's key, or `other` with a name. */
  speaker: typed(40),
  speakerRelation: typed(40),
  reason: typed(1000),
  /** What is said is true and may be checked (57号 art. 9). */
  hasPromised: z.boolean().default(false),
})
export type StatementPart = z.output<typeof StatementPart>

export const partShapes = {
  family: FamilyPart,
  members: MembersPart,
  incomes: IncomesPart,
  property: PropertyPart,
  statement: StatementPart,
} as const
export type PartName = keyof typeof partShapes
export const partNames = Object.keys(partShapes) as readonly PartName[]
export const PartName = z.enum(['family', 'members', 'incomes', 'property', 'statement'])

/** Every group of one application. */
export type Parts = { readonly [Name in PartName]: z.output<(typeof partShapes)[Name]> }

/** An application in which nothing has been typed. */
export const emptyParts = (): Parts => ({
  family: FamilyPart.parse({}),
  members: MembersPart.parse({}),
  incomes: IncomesPart.parse({}),
  property: PropertyPart.parse({}),
  statement: StatementPart.parse({}),
})

/** A member of whom nothing is known but the key. */
export const emptyMember = (key: string): MemberTyped =>
  MemberTyped.parse({ key, documentKind: 'id-card', counted: 'counted' })
