import type { Day } from '#platform/clock/index.ts'
import { parseYuan, type Fen } from '#platform/money/index.ts'
import {
  incomeKinds,
  type FactSource,
  type HouseholdEntry,
  type Income,
  type MemberEntry,
} from '#registry/households/contract.ts'
import type { AmountTyped, Parts } from './form.ts'
import { readMember, type MemberSetting } from './member.ts'
import type { Problem } from './wire.ts'

/** What a window may take as an application: complete, and true as far as one can tell from the writing. */
export interface Application {
  readonly place: string
  readonly members: readonly MemberEntry[]
  /** Keys of the draft, in the order of the members. */
  readonly keys: readonly string[]
  readonly applicantIndex: number
  readonly speaker: { readonly name: string; readonly relation: string }
  readonly phone: string
  readonly reason: string
  readonly hasPromised: boolean
  readonly property: Pick<HouseholdEntry, 'deposits' | 'homes' | 'vehicles' | 'businesses' | 'staffRelative'>
}

export interface ApplicationSetting {
  readonly today: Day
  /** `short`: what happened and to whom; the rest follows after the help. */
  readonly form: 'full' | 'short'
  /** Document and article of the promise; null where the form asks for none. */
  readonly promise: string | null
  /** Said by whom, where: the source of every fact. */
  readonly source: FactSource
  readonly isKnownPlace: (code: string) => boolean
  readonly isKnownArea: (area: string) => boolean
}

export type ReadApplication =
  | { readonly kind: 'read'; readonly application: Application; readonly unknown: number }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[]; readonly unknown: number }

/** Reads what was typed. Every problem at its own field, all at once. */
export function readApplication(parts: Parts, setting: ApplicationSetting): ReadApplication {
  const problems: Problem[] = []
  const refuse = (at: string, zh: string, en: string): void => void problems.push({ at, zh, en })
  readFamily(parts, setting, refuse)
  const memberSetting: MemberSetting = { ...setting, refuse }
  const { members } = parts.members
  if (members.length === 0)
    refuse('members', '还没有写家里有谁，至少写一位', 'Nobody is entered yet; enter at least one')
  const entries = members.map((member, index) => readMember(member, `members.${index}`, memberSetting))
  readWhole(parts, setting, refuse)
  const unknown = { count: 0 }
  const withMoney = entries.map((entry, index) => {
    const key = members[index]!.key
    return { ...entry, ...incomesOf(parts, key, { setting, refuse, unknown }) }
  })
  const property = propertyOf(parts, { setting, refuse, unknown })
  if (problems.length > 0) return { kind: 'problems', problems, unknown: unknown.count }
  const applicantIndex = Math.max(
    0,
    members.findIndex(({ key }) => key === parts.statement.applicantKey),
  )
  return {
    kind: 'read',
    unknown: unknown.count,
    application: {
      ...{ place: parts.family.place, members: withMoney, keys: members.map(({ key }) => key), applicantIndex },
      ...{ phone: parts.family.phone.trim(), reason: parts.statement.reason.trim(), property },
      hasPromised: parts.statement.hasPromised,
      speaker: speakerOf(parts),
    },
  }
}

type Refuse = MemberSetting['refuse']

function readFamily({ family }: Parts, { isKnownPlace }: ApplicationSetting, refuse: Refuse): void {
  if (family.place === '')
    refuse('family.place', '请选这家归哪个村（社区）管', 'Choose the village that handles the family')
  else if (!isKnownPlace(family.place))
    refuse('family.place', '没有这个地方，请从列表里选', 'There is no such place; choose from the list')
}

const quoted = (source: string | null): string => (source === null ? '' : `（${source}）`)

/** What only the application as a whole can get wrong. */
function readWhole(
  { members: { members }, statement }: Parts,
  { form, promise }: ApplicationSetting,
  refuse: Refuse,
): void {
  const heads = members.flatMap(({ relation }, index) => (relation === 'head' ? [index] : []))
  if (members.length > 0 && heads.length === 0)
    refuse('members.0.relation', '家里要有一位户主，请把其中一位写成户主', 'Mark one member as head of the household')
  for (const index of heads.slice(1))
    refuse(`members.${index}.relation`, '户主只能有一位', 'There can be only one head')
  const numbers = new Map<string, number>()
  members.forEach(({ idNumber }, index) => {
    const number = idNumber.normalize('NFKC').replace(/\s/g, '').toUpperCase()
    const first = number === '' ? undefined : numbers.get(number)
    if (first !== undefined)
      refuse(
        `members.${index}.idNumber`,
        `和第 ${first + 1} 位的身份证号一样，请核对`,
        `The same ID number as member ${first + 1}; check it`,
      )
    else if (number !== '') numbers.set(number, index)
  })
  if (!members.some(({ key }) => key === statement.applicantKey))
    refuse('statement.applicantKey', '请选谁是申请人', 'Choose who applies')
  if (statement.reason.trim().length < 2)
    refuse('statement.reason', '请写一两句家里的困难', 'Write a sentence or two about the hardship')
  if (form === 'short') return
  if (statement.speaker.trim() === '')
    refuse('statement.speaker', '请写坐在窗口前的是谁（代办要留两个人的名字）', 'Say who sits at the window')
  if (!statement.hasPromised)
    refuse(
      'statement.hasPromised',
      `要由家里人承诺说的都是真的，并念给他们听${quoted(promise)}`,
      `The family promises that this is true; read it to them${quoted(promise)}`,
    )
}

function speakerOf({ members: { members }, statement }: Parts): { name: string; relation: string } {
  const member = members.find(({ key }) => key === statement.speaker)
  if (member !== undefined) return { name: member.name.trim(), relation: member.relation }
  return { name: statement.speaker.trim(), relation: statement.speakerRelation.trim() }
}

interface Money {
  readonly setting: ApplicationSetting
  readonly refuse: Refuse
  readonly unknown: { count: number }
}

function incomesOf(
  { incomes }: Parts,
  key: string,
  { setting, refuse, unknown }: Money,
): Pick<MemberEntry, 'incomes' | 'deduction'> {
  const typed = incomes.by[key] ?? {}
  const read = (kind: string): { value: Income; source: FactSource } | null => {
    const income = amountOf(typed[kind], `incomes.${key}.${kind}`, refuse)
    return income === null ? null : { value: income, source: setting.source }
  }
  const found = Object.fromEntries(incomeKinds.map((kind) => [kind, read(kind)])) as MemberEntry['incomes']
  unknown.count += Object.values(found).filter((fact) => fact === null).length
  return { incomes: found, deduction: read('deduction') }
}

function amountOf(typed: AmountTyped | undefined, at: string, refuse: Refuse): Income | null {
  if (typed === undefined || typed.amount.trim() === '') return null
  const amount = fenOf(typed.amount)
  if (amount !== null) return { amount, per: typed.per === 'year' ? 'year' : 'month' }
  refuse(at, '金额写成 930 或 930.50 这样的数', 'Write the amount as 930 or 930.50')
  return null
}

/** Yuan as typed, or null for what is no amount or below zero. */
export function fenOf(text: string): Fen | null {
  const plain = text.normalize('NFKC').replace(/[¥元,\s]/g, '')
  if (!/^\d{1,13}(\.\d{1,2})?$/.test(plain)) return null
  return parseYuan(plain)
}

function propertyOf({ property }: Parts, { setting, refuse, unknown }: Money): Application['property'] {
  const { source } = setting
  const count = (name: 'homes' | 'vehicles' | 'businesses') => {
    const text = property[name].normalize('NFKC').trim()
    if (text === '') {
      unknown.count += 1
      return null
    }
    if (/^\d{1,3}$/.test(text)) return { value: Number(text), source }
    refuse(`property.${name}`, '写成 0、1、2 这样的个数', 'Write a count such as 0, 1 or 2')
    return null
  }
  const deposits = property.deposits.trim() === '' ? null : fenOf(property.deposits)
  if (property.deposits.trim() === '') unknown.count += 1
  else if (deposits === null)
    refuse('property.deposits', '金额写成 930 或 930.50 这样的数', 'Write the amount as 930 or 930.50')
  return {
    deposits: deposits === null ? null : { value: deposits, source },
    ...{ homes: count('homes'), vehicles: count('vehicles'), businesses: count('businesses') },
    staffRelative: property.staffRelative === '' ? null : { value: property.staffRelative === 'yes', source },
  }
}
