import type { Decision, Opinion } from '#relief/casework/contract.ts'
import { cell, label, type Block } from '../print/sheet.ts'
import { checkText, noticeText } from './approval-words.ts'
import { written, yuanOf, type FormFacts } from './facts.ts'

/** 审核确认表: the way of the case on one sheet, with room for the stamps of town and county. */
export const approvalBlocks = (facts: FormFacts): Block[] => [
  {
    kind: 'grid',
    columns: [1.1, 1.5, 1, 1.2, 1, 1.2],
    rows: [
      [
        ...[label('申请人'), cell(facts.applicant.name), label('人口'), cell(`${facts.situation.members.length} 人`)],
        ...[label('地点'), cell(facts.placeLabel)],
      ],
      [
        ...[label('申请项目'), cell(facts.programme), label('登记'), cell(written(facts.case.openedOn))],
        ...[label('受理'), cell(written(facts.case.acceptedOn))],
      ],
      [label('核对情况'), cell(checkText(facts.checkRan), { columns: 5, room: 3 })],
      [
        label('入户调查'),
        cell(facts.survey?.finishedOn == null ? '' : `${written(facts.survey.finishedOn)}完成，表附后`, {
          ...{ columns: 5, room: 2 },
        }),
      ],
      [label('公示情况'), cell(noticeText(facts.noticeRan), { columns: 5, room: 2 })],
      [label('镇（街道）初审意见'), cell(opinionText(facts.opinion), { columns: 5, room: 4 })],
      [label('县级审核确认意见'), cell(decisionText(facts.decision), { columns: 5, room: 4 })],
    ],
  },
  { kind: 'sign', names: ['镇（街道）经办人', '负责人（盖章）', '日期'] },
  { kind: 'sign', names: ['县级审核人', '复核人（盖章）', '日期'] },
]

const opinionText = (opinion: Opinion | null): string =>
  opinion === null
    ? ''
    : [
        opinion.proposal === 'grant' ? '建议予以确认' : '建议不予确认',
        opinion.amount === null ? '' : `，${yuanOf(opinion.amount)}，按 ${opinion.members} 口人`,
        opinion.status === null ? '' : `为${opinion.status}，一家 ${opinion.members} 口人`,
        `。${opinion.why}（${written(opinion.on)}）`,
      ].join('')

const decisionText = (decision: Decision | null): string =>
  decision === null
    ? ''
    : [
        decision.outcome === 'confirmed' ? '予以确认' : '不予确认',
        decision.status === null ? '' : `为${decision.status}`,
        decision.amount === null ? '' : `，${decision.isOnce ? '一次' : '每月'} ${yuanOf(decision.amount)}`,
        `。${decision.reasons.map(({ text }) => text).join('；')}（${written(decision.decidedOn)}）`,
      ].join('')
