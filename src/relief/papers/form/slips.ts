import { capitalYuan } from '#platform/money/index.ts'
import { cell, label, type Block } from '../print/sheet.ts'
import { written, yuanOf, type FormFacts } from './facts.ts'

/** 受理回执: for the family to keep. The query code is on a slip of its own and never on this paper. */
export const receiptBlocks = ({ case: one, clock, applicant, programme, placeLabel, hotline }: FormFacts): Block[] => {
  // Where no document limits the whole, the paper says the days of the step and promises no day of the answer.
  const total = clock?.total ?? null
  const limit = total ?? clock?.stage ?? null
  const days = limit === null ? '' : `${limit.limitDays} 个工作日${total === null ? '' : '，受理当天不算'}`
  return [
    { kind: 'to', text: `${applicant.name}：` },
    {
      kind: 'para',
      text:
        one.acceptedOn === null
          ? `您家的${programme}申请已经登记，还没有受理。材料齐了就受理，从受理那天起算时间。`
          : `您家的${programme}申请，我们已经受理。`,
    },
    {
      kind: 'grid',
      columns: [1, 2, 1, 2],
      rows: [
        [label('办件编号'), cell(one.number), label('申请项目'), cell(programme)],
        [label('受理日期'), cell(written(one.acceptedOn)), label('办理地点'), cell(placeLabel)],
        [
          ...[label(total === null && limit !== null ? '这一步最晚' : '最晚办结'), cell(written(limit?.dueOn ?? null))],
          ...[label(total === null && limit !== null ? '这一步时限' : '时限'), cell(days)],
        ],
      ],
    },
    { kind: 'heading', text: '怎么看办到哪一步' },
    {
      kind: 'list',
      items: [
        '在网站上点“查进度”，填上面的办件编号和查询码。查询码在另一张小条上，不要告诉别人。',
        `打 ${hotline}，报办件编号。`,
        '到受理的窗口问。办这件事不收任何费用。',
      ],
    },
    ...(limit === null ? [] : [{ kind: 'para', text: `时限依据：${limit.source}。`, isSmall: true } as const]),
  ]
}

/** 公示, for the board of the village: what public-notice allows to be shown and nothing besides. */
export const noticeBlocks = ({ notice, programme }: FormFacts): Block[] =>
  notice === null
    ? []
    : [
        {
          kind: 'para',
          text: `下面这户人家申请${programme}，镇（街道）已经提出初步意见。按规定公示 ${notice.days} 天，有不同意见的，请在公示期内提出来。`,
        },
        {
          kind: 'grid',
          columns: [1, 2],
          rows: [
            [label('申请人'), cell(notice.applicant)],
            [label('家庭人口'), cell(`${notice.members} 人`)],
            [
              label('拟发金额'),
              cell(
                notice.amount === null
                  ? '只确认身份，本身不发钱'
                  : `每月 ${yuanOf(notice.amount)}（${capitalYuan(notice.amount)}）`,
              ),
            ],
            [label('地点'), cell(notice.placeLabel)],
            [label('公示期'), cell(`${written(notice.since)}至${written(notice.until)}`)],
            [label('向谁提'), cell(`${notice.office.name}　${notice.office.phone}`)],
          ],
        },
        { kind: 'para', text: `依据：${notice.source}。到期请取下。`, isSmall: true },
        { kind: 'sign', names: ['张贴人', '张贴日期', '取下日期'] },
      ]
