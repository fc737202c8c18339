import type { WhyAssessment, WhyLine } from './shape.ts'

const line = (parts: Pick<WhyLine, 'id' | 'kind' | 'zh' | 'en'> & Partial<WhyLine>): WhyLine => ({
  operator: null,
  amount: null,
  from: [],
  law: [],
  parameter: null,
  source: null,
  lines: [],
  ...parts,
})
const fen = (value: string) => ({ unit: 'fen', value }) as const
const listed = { kind: 'listed', zh: '名单第 12 行“工资性收入”', on: '2026-03-01' } as const
const member = (number: number, zh: string, en: string, amount: string): WhyLine =>
  line({
    id: `member-${number}`,
    kind: 'sum',
    zh,
    en,
    operator: number === 1 ? null : '+',
    amount: fen(amount),
    from: [`member-${number}-wages`],
    lines: [
      line({
        id: `member-${number}-wages`,
        kind: 'input',
        zh: '工资性收入',
        en: 'Wages',
        operator: '+',
        amount: fen(amount),
        source: listed,
      }),
    ],
  })

const income: WhyLine = line({
  id: 'group-income',
  kind: 'note',
  zh: '一 家里每月收多少',
  en: '1 What the household has a month',
  law: ['民发〔2021〕57号 第八条'],
  lines: [
    member(1, '居民甲0001（户主，46 岁）', 'Resident A0001 (head, 46)', '150000'),
    member(2, '居民乙0002（配偶，44 岁）', 'Resident B0002 (spouse, 44)', '0'),
    member(3, '居民丙0003（子女，15 岁）', 'Resident C0003 (child, 15)', '0'),
    line({
      id: 'income',
      kind: 'sum',
      zh: '一家每月收入',
      en: 'Household income a month',
      operator: '=',
      amount: fen('150000'),
      from: ['member-1', 'member-2', 'member-3'],
      law: ['民发〔2021〕57号 第十三条'],
    }),
  ],
})

const conditions: WhyLine = line({
  id: 'group-conditions',
  kind: 'note',
  zh: '二 够不够条件',
  en: '2 Whether the conditions are met',
  lines: [
    line({
      id: 'test-income',
      kind: 'test',
      zh: '收入：一家每月 1,500.00 元，低于 3 口人的线 2,430.00 元',
      en: 'Income: 1,500.00 a month is below the line of 3, 2,430.00',
      holds: true,
      law: ['民发〔2021〕57号 第五条'],
    }),
    line({
      id: 'test-property',
      kind: 'test',
      zh: '财产：工作人员认定符合',
      en: 'Property: found within the rules by an officer',
      holds: true,
    }),
    line({
      id: 'test-registration',
      kind: 'test',
      zh: '户籍：没有填，不知道',
      en: 'Registration: not stated',
      holds: null,
    }),
  ],
})

const amount: WhyLine = line({
  id: 'group-amount',
  kind: 'note',
  zh: '三 每月补多少',
  en: '3 What is paid a month',
  lines: [
    line({
      id: 'standard',
      kind: 'parameter',
      zh: '低保标准，每人每月',
      en: 'Standard a head and month',
      amount: fen('81000'),
      law: ['民发〔2021〕57号 第六条'],
      parameter: {
        key: 'dibao.standard',
        zh: '低保标准',
        value: '810.00',
        unit: '元/人/月',
        region: '999901',
        validFrom: '2025-07-01',
        validTo: null,
        document: '青禾县合成标准（演示用）',
        article: null,
        status: 'synthetic',
      },
    }),
    line({
      id: 'heads',
      kind: 'sum',
      zh: '一家 3 口人',
      en: '3 in the household',
      operator: '×',
      amount: { unit: 'person', value: '3' },
    }),
    line({
      id: 'line',
      kind: 'sum',
      zh: '3 口人的线',
      en: 'The line of 3',
      operator: '=',
      amount: fen('243000'),
      from: ['standard', 'heads'],
    }),
    line({
      id: 'minus-income',
      kind: 'sum',
      zh: '减去一家每月收入（第一步的得数）',
      en: 'Less the household’s income (from step 1)',
      operator: '−',
      amount: fen('150000'),
      from: ['income'],
    }),
    line({ id: 'result', kind: 'result', zh: '每月补', en: 'Paid a month', operator: '=', amount: fen('93000') }),
  ],
})

/** Three persons, 1,500 yuan a month, 810 a head: 930.00. Invented people, synthetic standard. */
export const sampleAssessment = (changes: Partial<WhyAssessment> = {}): WhyAssessment => ({
  factsOn: '2026-03-02',
  lawOn: '2026-03-02',
  month: '2026-03',
  outcome: 'entitled',
  class: '低保',
  amount: 93000n,
  reasons: [],
  missing: [],
  possible: [],
  warnings: [],
  tree: [income, conditions, amount],
  plain: [
    { zh: '县里给三口人定的线是每月 2,430.00 元。', en: 'The line for three people is 2,430.00 yuan a month.' },
    { zh: '您家每月已有 1,500.00 元，差 930.00 元。', en: 'You have 1,500.00 yuan a month; 930.00 yuan are missing.' },
  ],
  pack: {
    id: 'qinghe-dibao',
    title: '青禾县最低生活保障（合成标准）',
    hash: '7c1e09b455d2e8aa7c1e09b455d2e8aa7c1e09b455d2e8aa7c1e09b455d2930f',
    status: 'in-force',
  },
  simulated: true,
  ...changes,
})
