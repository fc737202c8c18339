import type { Words } from '../labels.ts'

/** Field names as the form sends them. Every answer travels with every page; nothing is kept in between. */
export const fieldNames = [
  'place',
  'people',
  'people-is',
  'registered',
  'income',
  'income-is',
  'income-per',
  'deposits',
  'deposits-is',
  'homes',
  'vehicles',
  'businesses',
  'elder-1',
  'elder-2',
  'elders-is',
  'paid',
  'paid-is',
] as const
export type FieldName = (typeof fieldNames)[number]
/** What was typed, cleaned of spaces and wide digits; absent when nothing was. */
export type Typed = Readonly<Partial<Record<FieldName, string>>>

export type QuestionKey = 'place' | 'people' | 'registered' | 'income' | 'deposits' | 'things' | 'elders' | 'paid'

export interface Question {
  readonly key: QuestionKey
  readonly title: Words
  /** In the list of answers. */
  readonly short: Words
  readonly hint: Words
  readonly why: Words
  readonly fields: readonly FieldName[]
}

/** One after the other, one on a page. Only what the packs use is asked. */
export const questions: readonly Question[] = [
  {
    key: 'place',
    title: { zh: '您家住在哪里？', en: 'Where do you live?' },
    short: { zh: '住在哪里', en: 'Where you live' },
    hint: { zh: '选镇、街道，或者别的城市。', en: 'Choose a town or another city.' },
    why: {
      zh: '各地的标准不一样，按您住的地方算。',
      en: 'Standards differ from place to place; yours is used.',
    },
    fields: ['place'],
  },
  {
    key: 'people',
    title: { zh: '一起过日子的有几口人？', en: 'How many of you live together?' },
    short: { zh: '几口人', en: 'How many people' },
    hint: {
      zh: '把您自己也数上。在外面上学、靠家里供的孩子也算。',
      en: 'Count yourself, and children away at school whom the family supports.',
    },
    why: { zh: '标准是每人一份，几口人就有几份。', en: 'The standard is for each person.' },
    fields: ['people-is', 'people'],
  },
  {
    key: 'registered',
    title: { zh: '家里有人的户口在这里吗？', en: 'Is anybody in the household registered here?' },
    short: { zh: '户口', en: 'Registration' },
    hint: { zh: '看户口本上的地址。', en: 'See the address in the household booklet (hukou).' },
    why: {
      zh: '有的待遇要向户口所在地提出；有的地方城镇和农村的标准不一样。',
      en: 'Some aid is applied for where one is registered, and some places set town and country apart.',
    },
    fields: ['registered'],
  },
  {
    key: 'income',
    title: { zh: '全家一共收入多少？', en: 'How much does the whole household take in?' },
    short: { zh: '全家收入', en: 'Household income' },
    hint: {
      zh: '把每个人的加起来：工资、打零工、做买卖、租金、养老金。低保金不算。',
      en: 'Add up everybody: wages, odd jobs, trade, rent, pensions. Leave out dibao itself.',
    },
    why: { zh: '收入和标准一比，差多少就能看出来。', en: 'The income is held against the standard.' },
    fields: ['income-is', 'income', 'income-per'],
  },
  {
    key: 'deposits',
    title: { zh: '全家有多少存款？', en: 'How much does the household have in savings?' },
    short: { zh: '存款', en: 'Savings' },
    hint: {
      zh: '银行里的、手机里的、股票基金都加起来。',
      en: 'Bank accounts, money on the phone, shares and funds together.',
    },
    why: { zh: '除了收入，还要看财产。', en: 'Property is looked at beside income.' },
    fields: ['deposits-is', 'deposits'],
  },
  {
    key: 'things',
    title: { zh: '家里有几处房、几辆车、几张营业执照？', en: 'How many homes, vehicles and businesses?' },
    short: { zh: '房、车、营业执照', en: 'Homes, vehicles, businesses' },
    hint: {
      zh: '写在家里人名下的。电动自行车、残疾人代步车不算车。',
      en: 'In the names of the household. Electric bicycles and mobility scooters are no vehicles.',
    },
    why: { zh: '除了收入，还要看财产。', en: 'Property is looked at beside income.' },
    fields: ['homes', 'vehicles', 'businesses'],
  },
  {
    key: 'elders',
    title: { zh: '家里有 60 岁以上、户口在这里的老人吗？', en: 'Is anybody over 60 and registered here?' },
    short: { zh: '老人', en: 'Older people' },
    hint: { zh: '有三位以上的，写最年长的两位。', en: 'If there are three or more, give the two oldest.' },
    why: {
      zh: '老人的津贴按岁数分档，差一天也不一样，所以要问哪天出生。',
      en: 'Allowances go by age and a day can matter, hence the date of birth.',
    },
    fields: ['elders-is', 'elder-1', 'elder-2'],
  },
  {
    key: 'paid',
    title: { zh: '现在每月已经领多少低保金？', en: 'How much dibao do you get a month now?' },
    short: { zh: '现在领的低保', en: 'Dibao paid now' },
    hint: { zh: '只写低保金。', en: 'Dibao only.' },
    why: { zh: '和算出来的数比一比，看发得对不对。', en: 'To hold what is paid against what is computed.' },
    fields: ['paid-is', 'paid'],
  },
]

export const isQuestionKey = (text: string): text is QuestionKey => questions.some(({ key }) => key === text)
export const questionOf = (key: QuestionKey): Question => questions.find((one) => one.key === key) ?? questions[0]!
