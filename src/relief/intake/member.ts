import { day, type Day } from '#platform/clock/index.ts'
import type {
  DisabilityKind,
  DocumentKind,
  Fact,
  FactSource,
  LabourCapacity,
  MaritalStatus,
  MemberEntry,
  NotCountedReason,
  Relation,
  UrbanRural,
} from '#registry/households/contract.ts'
import {
  countedLabels,
  disabilityLabels,
  documentLabels,
  labourLabels,
  maritalLabels,
  readIdNumber,
  relationLabels,
  type IdNumberFault,
} from '#registry/households/index.ts'
import type { MemberTyped } from './form.ts'

export interface MemberSetting {
  readonly today: Day
  readonly form: 'full' | 'short'
  readonly source: FactSource
  readonly isKnownPlace: (code: string) => boolean
  readonly isKnownArea: (area: string) => boolean
  readonly refuse: (at: string, zh: string, en: string) => void
}

/** One member as typed, read strictly; incomes are read elsewhere. `at`: `members.0`. */
export function readMember(
  typed: MemberTyped,
  at: string,
  setting: MemberSetting,
): Omit<MemberEntry, 'incomes' | 'deduction'> {
  const { refuse, source } = setting
  const fact = <Value>(value: Value | null): Fact<Value> => (value === null ? null : { value, source })
  if (typed.name.trim() === '') refuse(`${at}.name`, '请写姓名', 'Give the name')
  const relation = codeIn<Relation>(relationLabels, typed.relation)
  if (relation === null)
    refuse(`${at}.relation`, '请选和户主是什么关系', 'Choose the relation to the head of the household')
  const document = codeIn<DocumentKind>(documentLabels, typed.documentKind) ?? 'id-card'
  const number = numberOf(typed, at, document, setting)
  const bornOn = number?.bornOn ?? bornOf(typed, at, document, setting)
  return {
    ...{ name: typed.name.trim(), relation: relation ?? 'other' },
    document: { kind: document, number: number?.number ?? null },
    bornOn: fact(bornOn),
    sex: fact(number?.sex ?? codeIn<'male' | 'female'>({ male: true, female: true }, typed.sex)),
    registeredAt: fact(placeOf(typed.registeredAt, `${at}.registeredAt`, setting)),
    residesAt: fact(placeOf(typed.residesAt, `${at}.residesAt`, setting)),
    urbanRural: null,
    maritalStatus: fact(codeIn<MaritalStatus>(maritalLabels, typed.maritalStatus)),
    labourCapacity: fact(codeIn<LabourCapacity>(labourLabels, typed.labourCapacity)),
    disability: fact(disabilityOf(typed, at, setting)),
    seriousIllness: fact(yesOrNo(typed.seriousIllness)),
    fullTimeStudy: fact(yesOrNo(typed.fullTimeStudy)),
    counted: fact(codeIn<'counted' | NotCountedReason>(countedLabels, typed.counted)),
  }
}

/** Everybody lives in town or country as the family does. */
export const withUrbanRural = (entry: MemberEntry, urbanRural: string, source: FactSource): MemberEntry => ({
  ...entry,
  urbanRural:
    urbanRural === 'urban' || urbanRural === 'rural' ? { value: urbanRural satisfies UrbanRural, source } : null,
})

const codeIn = <Code extends string>(codes: Readonly<Record<Code, unknown>>, text: string): Code | null =>
  Object.hasOwn(codes, text) ? (text as Code) : null

const yesOrNo = (text: string): boolean | null => (text === 'yes' ? true : text === 'no' ? false : null)

const faultWords: Readonly<Record<IdNumberFault, { zh: string; en: string }>> = {
  length: { zh: '身份证号是 18 位，请数一数', en: 'An ID number has 18 characters; count them' },
  characters: { zh: '身份证号里有不该有的字，只能是数字和最后的 X', en: 'Only digits and a last X may stand here' },
  'birth-date': { zh: '第 7 到 14 位不是一个日子，请核对', en: 'Characters 7 to 14 are no date; check them' },
  'not-born-yet': { zh: '按号码还没有出生，请核对第 7 到 14 位', en: 'By this number the person is not born yet' },
  'too-old': { zh: '按号码超过 130 岁，请核对第 7 到 14 位', en: 'By this number the person is over 130' },
  'check-digit': {
    zh: '最后一位对不上，多半是打错了一位，请对着证件再看一遍',
    en: 'The last character does not fit: one of them is mistyped',
  },
}

function numberOf(
  typed: MemberTyped,
  at: string,
  document: DocumentKind,
  { today, isKnownArea, refuse, form }: MemberSetting,
): { readonly number: string; readonly bornOn: Day; readonly sex: 'male' | 'female' } | null {
  if (typed.idNumber.trim() === '') {
    // Help first: the number may come with the papers.
    if (document === 'id-card' && typed.idOnFile === '' && form === 'full')
      refuse(`${at}.idNumber`, '请写身份证号；没有的请选没有证件的原因', 'Give the ID number, or say why there is none')
    return null
  }
  const reading = readIdNumber(typed.idNumber, today, isKnownArea)
  if (reading.kind === 'read') return reading
  const { zh, en } = faultWords[reading.fault]
  refuse(`${at}.idNumber`, zh, en)
  return null
}

function bornOf(typed: MemberTyped, at: string, document: DocumentKind, { today, refuse }: MemberSetting): Day | null {
  if (typed.bornOn.trim() === '') {
    if (document !== 'id-card')
      refuse(`${at}.bornOn`, '没有身份证的要写出生日期', 'Without an ID number, give the birth date')
    return null
  }
  try {
    const born = day(typed.bornOn.trim())
    if (born <= today) return born
    refuse(`${at}.bornOn`, '出生日期在今天以后，请核对', 'The birth date lies in the future; check it')
  } catch {
    refuse(`${at}.bornOn`, '写成 2026-03-02 这样的日期', 'Write a date such as 2026-03-02')
  }
  return null
}

function placeOf(text: string, at: string, { isKnownPlace, refuse }: MemberSetting): string | null {
  if (text.trim() === '') return null
  if (isKnownPlace(text)) return text
  refuse(at, '没有这个地方，请从列表里选', 'There is no such place; choose from the list')
  return null
}

function disabilityOf(
  typed: MemberTyped,
  at: string,
  { refuse }: MemberSetting,
): { readonly kind: DisabilityKind; readonly grade: 1 | 2 | 3 | 4 } | 'none' | null {
  if (typed.disability === '') return null
  if (typed.disability === 'none') return 'none'
  const kind = codeIn<DisabilityKind>(disabilityLabels, typed.disability)
  const grade = Number(typed.disabilityGrade)
  if (kind !== null && (grade === 1 || grade === 2 || grade === 3 || grade === 4)) return { kind, grade }
  refuse(`${at}.disabilityGrade`, '请选残疾等级（残疾证上有）', 'Choose the grade that stands on the certificate')
  return null
}
