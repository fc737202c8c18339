import type { BankReason, PaymentRoute } from './route.ts'

/** Codes of the demonstration bank. 合成: every bank has its own list, which takes the place of this one. */
const reasons: Readonly<Record<string, BankReason>> = {
  E01: { zh: '账号不存在', en: 'no such account', isAccount: true },
  E02: { zh: '户名不符', en: 'the name does not match the account', isAccount: true },
  E03: { zh: '账户已销户', en: 'the account is closed', isAccount: true },
  E04: { zh: '账户状态异常', en: 'the account is blocked', isAccount: true },
  E05: { zh: '非一类户，超出当日限额', en: 'limited account, over its limit of the day', isAccount: false },
  E99: { zh: '其他原因，请与开户行联系', en: 'other reason, ask the bank', isAccount: false },
}

const outColumns = [
  { field: 'number', title: '序号' },
  { field: 'reference', title: '明细编号' },
  { field: 'account', title: '账号' },
  { field: 'holder', title: '户名' },
  { field: 'amount', title: '金额' },
  { field: 'purpose', title: '摘要' },
] as const

/** 银行代发批量文件: text with header, lines and a footer of count and sum. Layout synthetic (合成). */
export const bankBatch: PaymentRoute = {
  name: 'bank-batch',
  zh: '银行代发批量文件',
  en: 'bank batch file',
  out: {
    layout: 'marked',
    as: { kind: 'text', encoding: 'GB18030', delimiter: '|', ending: 'txt' },
    header: 'H',
    line: 'D',
    footer: 'T',
    columns: outColumns,
  },
  back: {
    layout: 'marked',
    as: { kind: 'text', encoding: 'GB18030', delimiter: '|', ending: 'txt' },
    header: 'H',
    line: 'D',
    footer: 'T',
    columns: [
      ...outColumns.slice(0, 5),
      { field: 'result', title: '处理结果' },
      { field: 'code', title: '原因代码' },
      { field: 'reason', title: '原因' },
    ],
  },
  results: { paid: ['成功', '0000'], returned: ['失败', '9999'] },
  mayBePartial: true,
  reasons,
}

const cardColumns = [
  { field: 'batch', title: '批次号' },
  { field: 'number', title: '序号' },
  { field: 'reference', title: '明细编号' },
  { field: 'holder', title: '姓名' },
  { field: 'account', title: '一卡通账号' },
  { field: 'amount', title: '补贴金额' },
  { field: 'month', title: '所属月份' },
  { field: 'purpose', title: '补贴项目' },
] as const

/** 财政一卡通平台发放清册: a workbook, answered whole. Columns synthetic (合成). */
export const cardPlatform: PaymentRoute = {
  name: 'card-platform',
  zh: '财政“一卡通”发放清册',
  en: 'list for the finance card platform',
  out: {
    layout: 'titled',
    as: { kind: 'xlsx' },
    header: '',
    line: '',
    footer: '合计',
    columns: cardColumns,
  },
  back: {
    layout: 'titled',
    as: { kind: 'xlsx' },
    header: '',
    line: '',
    footer: '合计',
    columns: [
      ...cardColumns.slice(0, 6),
      { field: 'result', title: '发放结果' },
      { field: 'code', title: '失败代码' },
      { field: 'reason', title: '失败原因' },
    ],
  },
  results: { paid: ['成功', '发放成功'], returned: ['失败', '发放失败'] },
  mayBePartial: false,
  reasons,
}

export const paymentRoutes: readonly PaymentRoute[] = [bankBatch, cardPlatform]
export const routeNamed = (name: string): PaymentRoute | undefined => paymentRoutes.find((row) => row.name === name)
