import { cell, label, type Block, type Cell } from '../print/sheet.ts'
import { written, type FormFacts } from './facts.ts'

/** 入户调查表: as answered; without a survey it is empty, to be filled by hand. Signed by two investigators and the family. */
export const surveyBlocks = (facts: FormFacts): Block[] => [
  {
    kind: 'grid',
    columns: [1, 1.5, 1, 1.5],
    rows: [
      [label('申请人'), cell(facts.applicant.name), label('地点'), cell(facts.placeLabel)],
      [
        ...[label('家庭人口'), cell(`${facts.situation.members.length} 人`)],
        ...[label('调查日期'), cell(written(facts.survey?.finishedOn ?? null))],
      ],
    ],
  },
  ...(facts.survey === null ? emptyForm : answered(facts.survey.lines)),
  {
    kind: 'para',
    text: `${ruleOf(facts)}双方在表上签名。家庭不签的，写明原因。`,
    isSmall: true,
  },
  { kind: 'sign', names: signers(facts) },
  { kind: 'sign', names: ['家庭代表签名', '日期'] },
]

/** How many go is said by a document, or not at all. */
const ruleOf = ({ surveyRule }: FormFacts): string =>
  surveyRule === null ? '' : `调查至少 ${surveyRule.least} 人一起进行（${surveyRule.source}），`

const signers = ({ survey }: FormFacts): string[] => {
  const [first, second] = survey?.investigators ?? []
  return [
    `调查人${first === undefined ? '一' : ` ${first.name}`}`,
    `调查人${second === undefined ? '二' : ` ${second.name}`}`,
  ]
}

const asked = [
  '家庭成员是否都在一起生活',
  '住房情况',
  '收入从哪里来',
  '大件、车辆、种养',
  '教育、看病、照料的花费',
  '其他要说明的',
]
const emptyForm: readonly Block[] = [
  { kind: 'grid', columns: [1, 3], rows: asked.map((text) => [label(text), cell('', { room: 3 })]) },
]

type Line = NonNullable<FormFacts['survey']>['lines'][number]

function answered(lines: readonly Line[]): Block[] {
  const sections = new Map<string, Cell[][]>()
  for (const { section, label: name, zh } of lines)
    sections.set(section.zh, [...(sections.get(section.zh) ?? []), [label(name.zh), cell(zh)]])
  return [...sections].flatMap(([text, rows]): Block[] => [
    { kind: 'heading', text },
    { kind: 'grid', columns: [1, 3], rows },
  ])
}
