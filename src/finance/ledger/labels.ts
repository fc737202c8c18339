import type { Account, SourceLevel } from './contract.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

export const accountWords: Readonly<Record<Account, Words>> = {
  outside: { zh: '财政拨入', en: 'Finance department' },
  allotment: { zh: '可用额度', en: 'Free allotment' },
  reserved: { zh: '已预留', en: 'Reserved' },
  payable: { zh: '应付', en: 'Payable' },
  'in-bank': { zh: '已送银行', en: 'With the bank' },
  paid: { zh: '已付', en: 'Paid' },
  returned: { zh: '退回', en: 'Returned' },
  recovery: { zh: '应追回', en: 'To be recovered' },
  repaid: { zh: '已追回', en: 'Repaid' },
  withheld: { zh: '已抵扣', en: 'Kept back against a claim' },
  'to-refund': { zh: '应退还', en: 'To be refunded' },
  refunded: { zh: '已退还', en: 'Refunded by hand' },
  overpaid: { zh: '多还收入', en: 'Received beyond a claim' },
}

export const sourceWords: Readonly<Record<SourceLevel, Words>> = {
  centre: { zh: '中央资金', en: 'Central funds' },
  province: { zh: '省级资金', en: 'Provincial funds' },
  city: { zh: '市级资金', en: 'City funds' },
  county: { zh: '县级资金', en: 'County funds' },
}
