import { formatYuan } from '#platform/money/index.ts'
import { writeDay } from '#design/written.ts'
import { letterWords, type LetterSetting } from '../letter/letter-sheet.ts'
import type { LetterContent } from '../contract.ts'

/** What a Word layout may name. Names are Chinese: who writes the layout is a clerk. */
export const placeholders = [
  { name: '单位', zh: '决定单位的全称', en: 'the deciding office' },
  { name: '标题', zh: '通知书的名称', en: 'title of the letter' },
  { name: '编号', zh: '通知书编号', en: 'number of the letter' },
  { name: '办件编号', zh: '办件编号', en: 'number of the case' },
  { name: '申请人', zh: '申请人姓名', en: 'name of the applicant' },
  { name: '项目', zh: '申请的项目', en: 'the programme' },
  { name: '申请日期', zh: '提出申请的日子', en: 'day of the application' },
  { name: '决定', zh: '准予或不予确认，一句话', en: 'the decision in a sentence' },
  { name: '人数', zh: '按几口人计算', en: 'members counted' },
  {
    name: '金额',
    zh: '小写金额，元；不予确认、只确认身份时空着',
    en: 'amount in yuan; empty for a refusal and for a status',
  },
  {
    name: '大写金额',
    zh: '大写金额；不予确认、只确认身份时空着',
    en: 'amount in capital figures; empty for a refusal and for a status',
  },
  { name: '起始月', zh: '从哪个月起；不予确认时空着', en: 'first month; empty for a refusal' },
  { name: '算式', zh: '怎么算的，一行一行：{#算式}{行}{依据}{元}{/算式}', en: 'the sum, line by line, in a loop' },
  { name: '理由', zh: '理由和依据，一条一条：{#理由}{.}{/理由}', en: 'the reasons, one by one, in a loop' },
  { name: '救济', zh: '怎么申请复议、起诉和期限', en: 'how to appeal and until when' },
  { name: '核对号', zh: '核对真伪报的号', en: 'the number that proves the letter' },
  { name: '决定日期', zh: '作出决定的日子', en: 'day of the decision' },
] as const

/** A letter must say these, whatever its layout: the decision, the reasons, how to appeal, and the day. */
export const required = ['决定', '理由', '救济', '决定日期'] as const

export function placeholderValues(
  content: LetterContent,
  { remedies, check }: Pick<LetterSetting, 'remedies'> & { readonly check: string },
) {
  const words = letterWords(content, { remedies })
  return {
    单位: content.office,
    标题: words.title,
    编号: content.number,
    办件编号: content.caseNumber,
    申请人: content.applicant,
    项目: content.programme,
    申请日期: writeDay(content.appliedOn, 'zh'),
    决定: words.say,
    人数: String(content.members),
    金额: content.amount === null ? '' : formatYuan(content.amount),
    大写金额: words.capital ?? '',
    起始月: words.from ?? '',
    算式: content.sum.map(({ text, article, amount }) => ({ 行: text, 依据: article ?? '', 元: amount })),
    理由: words.reasons,
    救济: words.know.at(-1) ?? '',
    核对号: check,
    决定日期: writeDay(content.decidedOn, 'zh'),
  } satisfies Readonly<Record<(typeof placeholders)[number]['name'], unknown>>
}
