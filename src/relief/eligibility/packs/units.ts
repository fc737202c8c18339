import type { UnitDeclarations, UnitVocabulary } from '#platform/decisions/index.ts'
import type { FactDefinition, PackFile, ParameterDefinition } from './schema.ts'

/** What aid is measured in. The engine knows none of these words; it only sees that they fit together. */
export const unitWords: UnitVocabulary = {
  words: [
    { word: '元', en: 'yuan', places: 2 },
    { word: '分', en: 'fen', places: 0 },
    { word: '%', en: 'per cent' },
    {
      word: '人',
      en: 'person',
      advice: {
        zh: '一个按人，一个不按人，要乘或除以人数',
        en: 'one is for each person, the other is not; use the number of persons',
      },
    },
    {
      word: '学年',
      en: 'school year',
      advice: { zh: '一个按学年，一个不按学年', en: 'one is for a school year, the other is not' },
    },
    {
      word: '年',
      en: 'year',
      advice: { zh: '一个按年，一个不按年', en: 'one is by the year, the other is not' },
    },
    {
      word: '月',
      en: 'month',
      advice: { zh: '一个按月，一个不按月', en: 'one is by the month, the other is not' },
    },
    { word: '岁', en: 'years of age' },
    { word: '级', en: 'grade' },
    { word: '套', en: 'homes' },
    { word: '辆', en: 'vehicles' },
    { word: '个', en: 'pieces' },
    { word: '项', en: 'items' },
    { word: '个月', en: 'months', means: '月' },
    // One case is about one household, one burial, one hall: so many yuan for it are yuan.
    { word: '户', en: 'household', means: '' },
    { word: '例', en: 'case', means: '' },
    { word: '座', en: 'hall', means: '' },
    { word: '倍', en: 'times', means: '' },
  ],
  conversions: [
    {
      ...{ from: '年', to: '月', factor: 12, isOnly: true },
      advice: { zh: '一年是十二个月，要乘或除以 12', en: 'a year is twelve months; multiply or divide by 12' },
    },
    {
      ...{ from: '元', to: '分', factor: 100 },
      advice: { zh: '一元是一百分，要乘或除以 100', en: 'a yuan is a hundred fen; multiply or divide by 100' },
    },
    {
      ...{ from: '', to: '%', factor: 100 },
      advice: { zh: '百分之几要除以 100', en: 'a percentage has to be divided by 100' },
    },
  ],
}

const incomes = ['工资性收入', '经营净收入', '财产净收入', '转移净收入', '其他收入', '可扣支出']

/** Fields of a member, below `成员` and, where each member is asked, beside it. */
const ofMember: Readonly<Record<string, string>> = {
  周岁: '岁',
  当月末周岁: '岁',
  上月末周岁: '岁',
  残疾等级: '级',
  ...Object.fromEntries(
    incomes.flatMap((name) => [
      [name, '元/人/月'],
      [`全年${name}`, '元/人/年'],
    ]),
  ),
}

/** The unit of a number that stands on file of every member; undefined for what is no number, or a fact of a pack. */
export const unitOfMember = (field: string): string | undefined => ofMember[field]

/** What every model is given besides its own facts and parameters. */
const ofHousehold: Readonly<Record<string, string>> = {
  成员: '人',
  '财产.存款': '元',
  '财产.房屋': '套',
  '财产.车辆': '辆',
  '财产.经营主体': '个',
  现在每月发: '元/月',
  // The number of the month in its year: counted, not measured.
  发放月: '',
}

const perUnits = { month: '/月', year: '/年', 'school-year': '/学年', once: '' } as const

/** The units of a model of this pack: of the household file, of its own facts and parameters, and of what it pays. */
export function unitsOf({
  parameters,
  facts,
  answer,
}: Pick<PackFile, 'parameters' | 'facts' | 'answer'>): UnitDeclarations {
  const inputs: Record<string, string> = { ...ofHousehold, ...ofMember }
  for (const [name, unit] of Object.entries(ofMember)) inputs[`成员[].${name}`] = unit
  for (const fact of facts) {
    if (!isNumber(fact)) continue
    inputs[fact.input] = unitOfFact(fact)
    if (fact.of === 'member') inputs[`成员[].${fact.input}`] = unitOfFact(fact)
  }
  for (const parameter of parameters)
    if (isNumber(parameter)) inputs[parameter.input] = parameter.counts ?? parameter.unit
  const paid = answer?.amount
  if (paid === undefined || answer === undefined || answer.per === 'status')
    return { vocabulary: unitWords, inputs, isComplete: true }
  const unit = `元${answer.asks === 'each-member' ? '/人' : ''}${perUnits[answer.per]}`
  return { vocabulary: unitWords, inputs, isComplete: true, results: { [paid]: [answer.counts ?? unit] } }
}

const isNumber = ({ type }: Pick<FactDefinition | ParameterDefinition, 'type'>): boolean =>
  type === 'yuan' || type === 'number'

/** What a member has or earns is an amount for one person, also where the sheet does not repeat it. */
const unitOfFact = ({ of, type, unit, counts }: FactDefinition): string =>
  counts ?? (of === 'member' && type === 'yuan' && !unit.includes('人') ? unit.replace(/^元/, '元/人') : unit)
