import { day, type Day } from '#platform/clock/index.ts'
import { parseYuan, zeroFen, type Fen } from '#platform/money/index.ts'
import type { Income } from '#registry/households/facts.ts'
import type { ScreenerPlace } from './places.ts'
import { fieldNames, questions, type FieldName, type QuestionKey, type Typed } from './questions.ts'

/** What was answered. Null is “cannot say”: unknown, never zero. */
export interface Answers {
  readonly place: ScreenerPlace | null
  readonly people: number | null
  readonly registered: { readonly isHere: boolean | null; readonly tier: 'urban' | 'rural' | null }
  readonly income: Income | null
  readonly deposits: Fen | null
  readonly homes: number | null
  readonly vehicles: number | null
  readonly businesses: number | null
  /** Birth dates of older people registered there; empty when there are none. */
  readonly elders: readonly Day[] | null
  readonly paid: Fen | null
}

/** What is wrong with one field, in a sentence that says what to write. */
export interface AnswerError {
  readonly field: FieldName
  readonly zh: string
  readonly en: string
}

export interface AnswerSetting {
  readonly places: readonly ScreenerPlace[]
  readonly today: Day
}

export const peopleMax = 20
export const thingsMax = 5
/** Ten million yuan: a slip of the finger rather than a household that asks. */
export const amountMax = 10_000_000_00n
const typedLengthMax = 60

/** Only our own fields, short, without wide digits and spaces around. */
export function readTyped(raw: Readonly<Record<string, unknown>>): Typed {
  const typed: Partial<Record<FieldName, string>> = {}
  for (const field of fieldNames) {
    const sent = raw[field]
    const first: unknown = Array.isArray(sent) ? sent[0] : sent
    if (typeof first !== 'string') continue
    const text = first.normalize('NFKC').trim().slice(0, typedLengthMax)
    if (text !== '') typed[field] = text
  }
  return typed
}

type Read<Value> = { readonly value: Value } | { readonly errors: readonly AnswerError[] }
type Reader<Key extends QuestionKey> = (typed: Typed, setting: AnswerSetting) => Read<Parts[Key]>
interface Parts {
  readonly place: Pick<Answers, 'place'>
  readonly people: Pick<Answers, 'people'>
  readonly registered: Pick<Answers, 'registered'>
  readonly income: Pick<Answers, 'income'>
  readonly deposits: Pick<Answers, 'deposits'>
  readonly things: Pick<Answers, 'homes' | 'vehicles' | 'businesses'>
  readonly elders: Pick<Answers, 'elders'>
  readonly paid: Pick<Answers, 'paid'>
}

const wrong = (field: FieldName, zh: string, en: string): { readonly errors: readonly AnswerError[] } => ({
  errors: [{ field, zh, en }],
})
const choose = (field: FieldName) =>
  wrong(field, '请选一个；拿不准就选“说不清”', 'Choose one; if you are not sure, choose “cannot say”')

const readers: { readonly [Key in QuestionKey]: Reader<Key> } = {
  place: ({ place }, { places }) => {
    if (place === undefined)
      return wrong(
        'place',
        '请选一个地方；没有您的，选最后一个',
        'Choose a place; if yours is missing take the last one',
      )
    if (place === 'unknown') return { value: { place: null } }
    const found = places.find(({ code }) => code === place)
    return found
      ? { value: { place: found } }
      : wrong('place', '名单里没有这个地方，请重新选', 'That place is not on the list; choose again')
  },
  people: (typed) => {
    if (typed['people-is'] === 'unknown')
      return typed.people === undefined ? { value: { people: null } } : bothSaid('people')
    if (typed['people-is'] === undefined && typed.people === undefined) return choose('people-is')
    if (typed.people === undefined) return wrong('people', '请写几口人，比如 3', 'Write how many, for example 3')
    if (!/^\d{1,3}$/.test(typed.people))
      return wrong('people', '请只写一个数，比如 3', 'Write one number only, for example 3')
    const people = Number(typed.people)
    if (people < 1) return wrong('people', '至少有您自己，写 1', 'There is at least you: write 1')
    if (people > peopleMax)
      return wrong(
        'people',
        `这里最多算 ${peopleMax} 口人。人更多的，请拨热线，请人一起算`,
        `At most ${peopleMax} can be counted here. For more, call us and we count together`,
      )
    return { value: { people } }
  },
  registered: ({ registered }) => {
    switch (registered) {
      case 'here':
        return { value: { registered: { isHere: true, tier: null } } }
      case 'urban':
      case 'rural':
        return { value: { registered: { isHere: true, tier: registered } } }
      case 'elsewhere':
        return { value: { registered: { isHere: false, tier: null } } }
      case 'unknown':
        return { value: { registered: { isHere: null, tier: null } } }
      case undefined:
      default:
        return choose('registered')
    }
  },
  income: (typed) => {
    const read = readAmount(typed, 'income')
    if ('errors' in read) return read
    if (read.value === null) return { value: { income: null } }
    if (read.value === 0n) return { value: { income: { amount: zeroFen, per: 'month' } } }
    const per = typed['income-per'] ?? 'month'
    if (per !== 'month' && per !== 'year')
      return wrong('income-per', '请选“每月”或“全年”', 'Choose “a month” or “a year”')
    return { value: { income: { amount: read.value, per } } }
  },
  deposits: (typed) => {
    const read = readAmount(typed, 'deposits')
    return 'errors' in read ? read : { value: { deposits: read.value } }
  },
  things: (typed) => {
    const fields = ['homes', 'vehicles', 'businesses'] as const
    const errors = fields.flatMap((field) => (isCountOrUnknown(typed[field]) ? [] : choose(field).errors))
    if (errors.length > 0) return { errors }
    const count = (field: (typeof fields)[number]): number | null =>
      typed[field] === 'unknown' ? null : Number(typed[field])
    return { value: { homes: count('homes'), vehicles: count('vehicles'), businesses: count('businesses') } }
  },
  elders: readElders,
  paid: (typed) => {
    const read = readAmount(typed, 'paid')
    return 'errors' in read ? read : { value: { paid: read.value } }
  },
}

const isCountOrUnknown = (text: string | undefined): boolean =>
  text === 'unknown' || (text !== undefined && /^\d$/.test(text) && Number(text) <= thingsMax)

const bothSaid = (field: FieldName) =>
  wrong(
    field,
    '上面选了“没有”或“说不清”，这里又写了数。留一个，另一个清掉',
    'You chose “none” or “cannot say” and also wrote a number. Keep one and clear the other',
  )

/** “Some” with an amount, “none” (zero), “cannot say” (null). An amount without a choice is “some”. */
function readAmount(typed: Typed, field: 'income' | 'deposits' | 'paid'): Read<Fen | null> {
  const is = typed[`${field}-is`]
  const text = typed[field]
  if (is === 'none' || is === 'unknown')
    return text === undefined ? { value: is === 'none' ? zeroFen : null } : bothSaid(field)
  if (is === undefined && text === undefined) return choose(`${field}-is`)
  if (is !== undefined && is !== 'some') return choose(`${field}-is`)
  if (text === undefined)
    return wrong(field, '请写多少元，比如 1500；说不清就选“说不清”', 'Write how many yuan, for example 1500')
  if (/\d\s*(到|至|~|-|—|–|或)\s*\d/.test(text))
    return wrong(field, '写了两个数。请只写一个，比如 1500', 'That is two numbers. Write one, for example 1500')
  if (/^[-−]/.test(text))
    return wrong(field, '不能是负数。没有就选“没有”', 'It cannot be negative. If none, choose “none”')
  if (/[百千万亿]/.test(text))
    return wrong(field, '请把数写全，比如一万五写 15000', 'Write the number in full, for example 15000')
  if (!isAmount(text))
    return wrong(
      field,
      '这不像是一个数。请写元，最多两位小数，比如 1500 或 1500.50',
      'Not a number. Write yuan with at most two decimals, for example 1500 or 1500.50',
    )
  const amount = parseYuan(text)
  return amount > amountMax
    ? wrong(field, '这个数太大了，看看是不是多写了零', 'That is very large; are there too many zeros?')
    : { value: amount }
}

const isAmount = (text: string): boolean => {
  try {
    return parseYuan(text) >= 0n
  } catch {
    return false
  }
}

function readElders(typed: Typed, setting: AnswerSetting): Read<Pick<Answers, 'elders'>> {
  const is = typed['elders-is']
  const fields = (['elder-1', 'elder-2'] as const).filter((field) => typed[field] !== undefined)
  const [first] = fields
  if (is === 'none' || is === 'unknown')
    return first === undefined ? { value: { elders: is === 'none' ? [] : null } } : bothSaid(first)
  if (first === undefined)
    return is === 'some'
      ? wrong('elder-1', '请写哪天出生，比如 1939-01-01', 'Write the date of birth, for example 1939-01-01')
      : choose('elders-is')
  const read = fields.map((field) => readBirth(typed[field] ?? '', field, setting.today))
  const errors = read.flatMap((one) => ('errors' in one ? one.errors : []))
  if (errors.length > 0) return { errors }
  return { value: { elders: read.flatMap((one) => ('value' in one ? [one.value] : [])) } }
}

/** `1939-01-01`, `19390101`, `1939年1月1日`, `1939.1.1`. */
function readBirth(text: string, field: 'elder-1' | 'elder-2', today: Day): Read<Day> {
  if (/^\d{4}\s*年?$/.test(text))
    return wrong(
      field,
      '请写到日，比如 1939-01-01：岁数是按出生那天算的。身份证上有',
      'Write the day too, for example 1939-01-01: the age is counted from it. It is on the identity card',
    )
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-./年\s]+(\d{1,2})[-./月\s]+(\d{1,2})\s*日?$/.exec(text)
  const born =
    match === null ? null : existing(`${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`)
  if (born === null)
    return wrong(
      field,
      '没有这一天。请照身份证写，比如 1939-01-01',
      'No such day. Write it as on the identity card, for example 1939-01-01',
    )
  if (born > today) return wrong(field, '这一天还没有到，请看看年份', 'That day has not come yet; check the year')
  if (born < '1900-01-01') return wrong(field, '年份太早了，请看看是不是写错了', 'The year is too early; is it a slip?')
  return { value: born }
}

const existing = (text: string): Day | null => {
  try {
    return day(text)
  } catch {
    return null
  }
}

/** The sentences for one question; none when it is answered. */
export const errorsOf = (key: QuestionKey, typed: Typed, setting: AnswerSetting): readonly AnswerError[] => {
  const read = readers[key](typed, setting)
  return 'errors' in read ? read.errors : []
}

/** Without a place nothing can be computed, so nothing more is asked. */
export const isNowhere = ({ place }: Typed): boolean => place === 'unknown'

const nothingKnown: Answers = {
  place: null,
  people: null,
  registered: { isHere: null, tier: null },
  income: null,
  deposits: null,
  homes: null,
  vehicles: null,
  businesses: null,
  elders: null,
  paid: null,
}

/** The first question without a good answer, or null. */
export const firstOpen = (typed: Typed, setting: AnswerSetting): QuestionKey | null =>
  isNowhere(typed) ? null : (questions.find(({ key }) => errorsOf(key, typed, setting).length > 0)?.key ?? null)

/** All answers, or null while a question is open. */
export function answersFrom(typed: Typed, setting: AnswerSetting): Answers | null {
  if (isNowhere(typed)) return nothingKnown
  const part = <Key extends QuestionKey>(key: Key): Parts[Key] | null => {
    const read = readers[key](typed, setting)
    return 'value' in read ? read.value : null
  }
  const [place, people, registered, income] = [part('place'), part('people'), part('registered'), part('income')]
  const [deposits, things, elders, paid] = [part('deposits'), part('things'), part('elders'), part('paid')]
  if (!place || !people || !registered || !income || !deposits || !things || !elders || !paid) return null
  return { ...place, ...people, ...registered, ...income, ...deposits, ...things, ...elders, ...paid }
}
