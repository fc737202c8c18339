import { defineRefusals } from '#platform/errors/index.ts'

export const ledgerRefusals = defineRefusals('ledger', {
  oneSided: {
    status: 422,
    zh: '这笔账只有一边。每笔账至少两行，从哪里来、到哪里去都要写',
    en: 'The entry has one side only. Say where the money comes from and where it goes',
  },
  unbalanced: {
    status: 422,
    zh: '{programme} {year} 年的几行加起来差 {difference} 元，不等于零。请核对金额',
    en: 'The lines of {programme} {year} are off by {difference} yuan. They must sum to zero',
  },
  emptyLeg: {
    status: 422,
    zh: '有一行金额是零。零元的行不用写',
    en: 'One line moves nothing. Leave it out',
  },
  wrongLeg: {
    status: 422,
    zh: '“{account}”这一行要写明哪一户哪个月，别的科目不写',
    en: 'A line of {account} names its household and month; lines of the other accounts do not',
  },
  nothingThere: {
    status: 409,
    zh: '“{account}”里这一户 {month} 只有 {there} 元，动不了 {wanted} 元。可能已经发过或退过，请先查这一户的账',
    en: '{account} holds {there} yuan for this household and {month}, not {wanted}. It may have been paid or returned already',
  },
  keyTaken: {
    status: 409,
    zh: '这个编号的账已经记过，内容不一样。请刷新后再看',
    en: 'An entry under this key stands already with other content. Reload and look again',
  },
  notFound: { status: 404, zh: '没有找到这笔账', en: 'This entry was not found' },
  reversedAlready: {
    status: 409,
    zh: '这笔账已经冲正过一次，不能再冲',
    en: 'This entry has been reversed already; it cannot be reversed again',
  },
  isReversal: {
    status: 409,
    zh: '这笔账本身就是冲正。要恢复原样，请照原来的内容再记一笔',
    en: 'This entry is itself a reversal. To restore the original, post it once more',
  },
})
