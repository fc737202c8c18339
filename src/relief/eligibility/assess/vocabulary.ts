import { addDays, ageOn, firstDayOf, lastDayOf, type Day, type Month } from '#platform/clock/index.ts'
import type { Value } from '#platform/decisions/contract.ts'
import { dateValue, num } from '#platform/decisions/index.ts'
import { parseYuan, plainYuan } from '#platform/money/index.ts'
import type { Fact, MemberFacts, Situation } from '#registry/households/facts.ts'
import { disabilityWords, labourWords, maritalWords, tierWords, type Words } from '../labels.ts'
import type { PlacesAbove } from '../packs/library.ts'
import type { FactDefinition } from '../packs/schema.ts'
import { countValue, yuanValue } from './engine-values.ts'

/** The days and places a fact is read against. */
export interface FactSetting {
  readonly region: string
  readonly placesAbove: PlacesAbove
  readonly factsOn: Day
  readonly month: Month
}

/** A fact every household file has, in the words of the decision models. */
export interface FactField<Holder> extends Words {
  /** Path below `member:<id>.` or `household.`. */
  readonly path: string
  readonly unit: 'fen' | 'item' | 'text'
  /** Every text it can be, where it is one of a few. */
  readonly texts?: readonly string[]
  readonly factOf: (holder: Holder) => Fact<unknown>
  readonly valueOf: (holder: Holder, setting: FactSetting) => Value
}

const field = <Known, Holder>(
  about: Omit<FactField<Holder>, 'factOf' | 'valueOf'>,
  factOf: (holder: Holder) => Fact<Known>,
  read: (known: Known, setting: FactSetting) => Value,
): FactField<Holder> => ({
  ...about,
  factOf,
  valueOf: (holder, setting) => {
    const fact = factOf(holder)
    return fact === null ? null : read(fact.value, setting)
  },
})

/** The words a model is given for codes of the household file. */
export const textsIn = (words: Readonly<Record<string, Words>>): readonly string[] =>
  Object.values(words).map(({ zh }) => zh)

const born = { path: 'bornOn', zh: '出生日期', en: 'birth date', unit: 'item' } as const
const registered = { path: 'registeredAt', zh: '户籍地', en: 'place of registration', unit: 'text' } as const
const disability = { path: 'disability', zh: '残疾类别和等级', en: 'disability', unit: 'text' } as const
const bornOn = ({ bornOn: fact }: MemberFacts) => fact

/** Fields of a member, besides number, name, incomes and why somebody is not counted. */
export const memberFields: Readonly<Record<string, FactField<MemberFacts>>> = {
  周岁: field(born, bornOn, (day, { factsOn }) => countValue(ageOn(day, factsOn))),
  当月末周岁: field(born, bornOn, (day, { month }) => countValue(ageOn(day, lastDayOf(month)))),
  上月末周岁: field(born, bornOn, (day, { month }) => countValue(ageOn(day, addDays(firstDayOf(month), -1)))),
  本地户籍: field(
    registered,
    ({ registeredAt }: MemberFacts) => registeredAt,
    (code, setting) => isInside(code, setting),
  ),
  城乡: field(
    { path: 'urbanRural', zh: '城镇还是农村', en: 'urban or rural', unit: 'text', texts: textsIn(tierWords) },
    ({ urbanRural }: MemberFacts) => urbanRural,
    (tier) => tierWords[tier].zh,
  ),
  残疾类别: field(
    { ...disability, texts: ['无', ...textsIn(disabilityWords)] },
    (one: MemberFacts) => one.disability,
    (held) => (held === 'none' ? '无' : disabilityWords[held.kind].zh),
  ),
  残疾等级: field(
    disability,
    (one: MemberFacts) => one.disability,
    (held) => countValue(held === 'none' ? 0 : held.grade),
  ),
  重病: field(
    { path: 'seriousIllness', zh: '是否患重病', en: 'serious illness', unit: 'text' },
    ({ seriousIllness }: MemberFacts) => seriousIllness,
    (is) => is,
  ),
  在读: field(
    { path: 'fullTimeStudy', zh: '是否全日制在读', en: 'full-time study', unit: 'text' },
    ({ fullTimeStudy }: MemberFacts) => fullTimeStudy,
    (is) => is,
  ),
  劳动能力: field(
    { path: 'labourCapacity', zh: '劳动能力', en: 'labour capacity', unit: 'text', texts: textsIn(labourWords) },
    ({ labourCapacity }: MemberFacts) => labourCapacity,
    (capacity) => labourWords[capacity].zh,
  ),
  婚姻: field(
    { path: 'maritalStatus', zh: '婚姻状况', en: 'marital status', unit: 'text', texts: textsIn(maritalWords) },
    ({ maritalStatus }: MemberFacts) => maritalStatus,
    (status) => maritalWords[status].zh,
  ),
}

/** Fields below `财产`. */
export const propertyFields: Readonly<Record<string, FactField<Situation>>> = {
  存款: field(
    { path: 'deposits', zh: '一家的存款和有价证券', en: 'deposits and securities', unit: 'fen' },
    ({ deposits }: Situation) => deposits,
    (amount) => yuanValue(amount),
  ),
  房屋: field(
    { path: 'homes', zh: '房屋套数', en: 'number of homes', unit: 'item' },
    ({ homes }: Situation) => homes,
    (count) => countValue(count),
  ),
  车辆: field(
    { path: 'vehicles', zh: '车辆数', en: 'number of vehicles', unit: 'item' },
    ({ vehicles }: Situation) => vehicles,
    (count) => countValue(count),
  ),
  经营主体: field(
    { path: 'businesses', zh: '名下的经营主体', en: 'registered businesses', unit: 'item' },
    ({ businesses }: Situation) => businesses,
    (count) => countValue(count),
  ),
}

/** What a fact of a pack is to the model; a claim nobody makes is not made. */
export function statedValue(definition: FactDefinition, fact: Fact<string>): Value {
  const text = fact === null ? definition.unless : fittingFact(definition, fact)?.value
  if (text === undefined) return null
  switch (definition.type) {
    case 'yuan':
      return num(plainYuan(parseYuan(text)))
    case 'number':
      return num(text)
    case 'date':
      return dateValue(text)
    case 'yes-no':
      return text === '是'
    case 'choice':
      return text
  }
}

/**
 * The fact as far as this pack can take it. What was said in the choices of an earlier pack and is none of this one is
 * unknown, and asked again.
 */
export const fittingFact = (definition: FactDefinition, fact: Fact<string> | undefined): Fact<string> =>
  fact && isStatable(definition, fact.value) ? fact : null

/** Is this text a value the fact can have? */
export function isStatable({ type, options }: FactDefinition, text: string): boolean {
  if (type === 'choice') return options?.some(({ value }) => value === text) ?? false
  if (type === 'yes-no') return text === '是' || text === '否'
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text)
  return type === 'yuan' ? /^\d{1,12}(\.\d{1,2})?$/.test(text) : /^\d{1,9}(\.\d{1,4})?$/.test(text)
}

/** Registered in the county (or city) whose law is asked for; a town's code is cut to its county. */
export const isInside = (code: string, { region, placesAbove }: Pick<FactSetting, 'region' | 'placesAbove'>): boolean =>
  placesAbove(code).includes(region.slice(0, 6))
