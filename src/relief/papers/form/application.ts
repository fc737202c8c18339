import { formatYuan } from '#platform/money/index.ts'
import { incomeKinds, type Fact, type Income, type MemberFacts } from '#registry/households/contract.ts'
import { incomeNames, relationNames } from '../labels.ts'
import { cell, label, type Block, type Cell } from '../print/sheet.ts'
import { known, sexName, tierName, written, yuanOf, type FormFacts } from './facts.ts'

/** 申请表: who, for what, with whom, on what they live, and their word for it. */
export const applicationBlocks = (facts: FormFacts): Block[] => [
  { kind: 'grid', columns: [1.1, 1.6, 0.9, 1.2, 1, 1.6], rows: applicantRows(facts) },
  { kind: 'heading', text: '共同生活的家庭成员' },
  { kind: 'grid', columns: [1.3, 0.9, 2.2, 1.4, 1.1], rows: memberRows(facts) },
  { kind: 'heading', text: '每月收入（元；按年的写明“年”）' },
  { kind: 'grid', columns: [1.3, 1, 1, 1, 1, 1], rows: incomeRows(facts) },
  { kind: 'heading', text: '财产' },
  { kind: 'grid', columns: [1.2, 1.2, 0.9, 0.9, 0.9, 0.9, 1, 0.9], rows: [propertyRow(facts)] },
  {
    kind: 'para',
    text:
      '以上内容是我们自己说的，真实、完整。我们知道：要配合核对和入户调查；家里情况有变化要及时告诉；' +
      '故意瞒报的，要退回多领的钱。',
  },
  { kind: 'sign', names: ['申请人签名', '代办人签名', '日期'] },
  { kind: 'sign', names: ['受理人签名', '受理日期'] },
]

function applicantRows({
  applicant,
  numbers,
  situation,
  programme,
  statement,
  placeName,
  placeLabel,
}: FormFacts): Cell[][] {
  const room = { columns: 5, room: 3 }
  return [
    [
      ...[label('申请人'), cell(applicant.name), label('性别'), cell(known(applicant.sex, (sex) => sexName[sex]))],
      ...[label('出生日期'), cell(known(applicant.bornOn, written))],
    ],
    [
      ...[label('证件号码'), cell(numbers.get(applicant.id) ?? '', { columns: 3 })],
      ...[label('联系电话'), cell(statement?.phone ?? '')],
    ],
    [
      ...[label('户籍地'), cell(known(applicant.registeredAt, placeName), { columns: 3 })],
      ...[label('城乡'), cell(known(applicant.urbanRural, (tier) => tierName[tier]))],
    ],
    [
      ...[label('现住'), cell(known(applicant.residesAt, placeName) || placeLabel, { columns: 3 })],
      ...[label('家庭人口'), cell(`${situation.members.length} 人`)],
    ],
    [label('申请项目'), cell(programme, { columns: 5 })],
    [label('申请理由'), cell(statement?.reason ?? '', room)],
  ]
}

const memberRows = ({ situation, numbers }: FormFacts): Cell[][] => [
  ['姓名', '关系', '证件号码', '出生日期', '签名'].map((text) => label(text)),
  ...situation.members.map((one) => [
    ...[cell(one.name), cell(relationNames[one.relation] ?? ''), cell(numbers.get(one.id) ?? '')],
    ...[cell(known(one.bornOn, written)), cell('')],
  ]),
]

const incomeRows = ({ situation }: FormFacts): Cell[][] => [
  [label('姓名'), ...incomeKinds.map((kind) => label(incomeNames[kind]))],
  ...situation.members.map((one) => [cell(one.name), ...incomeCells(one)]),
]
const incomeCells = ({ incomes }: MemberFacts): Cell[] =>
  incomeKinds.map((kind) => cell(incomeText(incomes[kind]), { isRight: true }))
const incomeText = (fact: Fact<Income>): string =>
  known(fact, ({ amount, per }) => `${per === 'year' ? '年 ' : ''}${formatYuan(amount)}`)

const propertyRow = ({ situation }: FormFacts): Cell[] => [
  ...[label('存款和有价证券'), cell(known(situation.deposits, yuanOf))],
  ...[label('房屋'), cell(known(situation.homes, (count) => `${count} 套`))],
  ...[label('车辆'), cell(known(situation.vehicles, (count) => `${count} 辆`))],
  ...[label('经营主体'), cell(known(situation.businesses, (count) => `${count} 个`))],
]
