import type { BodyExample } from '#platform/http/index.ts'

/** Examples of the API description. Nobody's data: figures of the acceptance scenarios AC-022 and AC-024, and one with holes. */

const said = (on: string) => {
  const source = { kind: 'declared', zh: '本人申报', on }
  return <Value>(value: Value) => ({ value, source })
}

const withoutIncome = (on: string) => {
  const none = said(on)({ amount: '0', per: 'month' })
  return { wages: none, business: none, property: none, transfers: none, other: none }
}

const member = (on: string, id: string, of: { region: string; tier: 'urban' | 'rural'; wages: string }) => {
  const fact = said(on)
  return {
    ...{ id, relation: id === '1' ? 'head' : 'other' },
    ...{ registeredAt: fact(of.region), urbanRural: fact(of.tier), counted: fact('counted') },
    incomes: { ...withoutIncome(on), wages: fact({ amount: of.wages, per: 'month' }) },
    deduction: fact({ amount: '0', per: 'month' }),
  }
}

const property = (on: string) => {
  const fact = said(on)
  return { deposits: fact('0'), homes: fact(0), vehicles: fact(0), businesses: fact(0) }
}

const days = (on: string) => ({ factsOn: on, lawOn: on, month: on.slice(0, 7) })

const [jiaxing, shizhong] = ['2018-11-26', '2025-03-03']

export const previewExamples = {
  'jiaxing-2018-11': {
    zh: '嘉兴，三口人每月收入 1,500 元，2018 年 11 月：低保补 930 元（93000 分）',
    en: 'Jiaxing, three people with 1,500 yuan a month, November 2018: dibao 930 yuan (93000 fen)',
    body: {
      ...{ region: '330400', ...days(jiaxing) },
      situation: {
        members: ['150000', '0', '0'].map((wages, index) =>
          member(jiaxing, `${index + 1}`, { region: '330400', tier: 'rural', wages }),
        ),
        ...property(jiaxing),
      },
    },
  },
  'shizhong-urban': {
    zh: '枣庄市市中区，城镇两口人每月收入 1,000 元，2025 年 3 月：低保补 882 元（88200 分）；只问低保',
    en: 'Shizhong, an urban family of two with 1,000 yuan a month, March 2025: dibao 882 yuan (88200 fen); dibao only',
    body: {
      ...{ region: '370402', ...days(shizhong), programmes: ['dibao'] },
      situation: {
        members: ['100000', '0'].map((wages, index) =>
          member(shizhong, `${index + 1}`, { region: '370402', tier: 'urban', wages }),
        ),
        ...property(shizhong),
      },
    },
  },
  'facts-missing': {
    zh: '嘉兴，一个人，什么也没有说：不给数，写明还缺哪些情况',
    en: 'Jiaxing, one person of whom nothing is said: no amount, and which facts are missing',
    body: {
      ...{ region: '330400', ...days(jiaxing), programmes: ['dibao'] },
      situation: { members: [{ id: '1', relation: 'head' }] },
    },
  },
} satisfies Readonly<Record<string, BodyExample>>
