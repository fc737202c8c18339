import type { DeceasedRule, Exclusion, OverlapRule } from './contract.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** Why a person is not on the list; `detail` is the day, the month or the group it speaks of. */
export const exclusionWords = (reason: Exclusion, detail: string | null): Words => {
  const at = detail ?? ''
  const words: Readonly<Record<Exclusion, Words>> = {
    'died-before': { zh: `截止日之前去世（${at}）`, en: `died before cut-off (${at})` },
    'deceased-rule': {
      zh: `截止日当天或以后去世（${at}），文件规定不发`,
      en: `died on or after the cut-off (${at}); the document pays nobody for that`,
    },
    'no-heir-account': {
      zh: `截止日当天或以后去世（${at}），还没有去世以后审过的继承人账户`,
      en: `died on or after the cut-off (${at}); no heir's account was checked since`,
    },
    'no-account': { zh: '没有审过的收款账户', en: 'no checked account' },
    'other-group': { zh: `已经在“${at}”里`, en: `already in group ${at}` },
    'same-document': {
      zh: '已经在同一文件的另一份批准的名单上',
      en: 'already on another approved list under this document',
    },
    'right-ended': { zh: `待遇在截止日之前停了（从 ${at} 起）`, en: `right ended before cut-off (from ${at})` },
    'right-later': { zh: `待遇在截止日之后才开始（${at} 起）`, en: `right begins after the cut-off (${at})` },
    left: { zh: `截止日之前离开了这一户（${at}）`, en: `left the household before the cut-off (${at})` },
    'born-after': { zh: `截止日之后出生（${at}）`, en: `born after the cut-off (${at})` },
    'joined-after': { zh: `截止日之后才进这一户（${at}）`, en: `joined the household after the cut-off (${at})` },
    'birth-unknown': {
      zh: '这一类有年龄限制，出生日期不知道',
      en: 'the group has an age limit and the birth date is unknown',
    },
  }
  return words[reason]
}

/** The same reasons as a filter, without the day. */
export const exclusionNames: Readonly<Record<Exclusion, Words>> = {
  'died-before': { zh: '截止日之前去世', en: 'died before cut-off' },
  'deceased-rule': { zh: '以后去世，文件规定不发', en: 'died later; not paid by the document' },
  'no-heir-account': { zh: '以后去世，没有继承人账户', en: 'died later; no heir’s account' },
  'no-account': { zh: '没有审过的收款账户', en: 'no checked account' },
  'other-group': { zh: '已经在另一类里', en: 'already in another group' },
  'same-document': { zh: '同一文件已经列过', en: 'listed under this document already' },
  'right-ended': { zh: '待遇在截止日之前停了', en: 'right ended before cut-off' },
  'right-later': { zh: '待遇在截止日之后才开始', en: 'right begins after the cut-off' },
  left: { zh: '截止日之前离开了', en: 'left before the cut-off' },
  'born-after': { zh: '截止日之后出生', en: 'born after the cut-off' },
  'joined-after': { zh: '截止日之后才进户', en: 'joined after the cut-off' },
  'birth-unknown': { zh: '出生日期不知道', en: 'birth date unknown' },
}

export const rowStateWords: Readonly<Record<'listed' | 'excluded' | 'cancelled', Words>> = {
  listed: { zh: '在名单上', en: 'listed' },
  excluded: { zh: '不在名单上', en: 'not listed' },
  cancelled: { zh: '撤回了', en: 'taken back' },
}

export const deceasedWords: Readonly<Record<DeceasedRule, Words>> = {
  household: { zh: '发给这一户在用的账户', en: 'paid into the household’s account in use' },
  heirs: { zh: '发给继承人：去世以后审过的账户', en: 'paid to the heirs, into an account checked after the death' },
  excluded: { zh: '不发', en: 'not paid' },
}

export const overlapWords: Readonly<Record<OverlapRule, Words>> = {
  higher: { zh: '就高，发一次', en: 'the higher amount, once' },
  first: { zh: '按文件里排在前面的一类，发一次', en: 'the group the document names first, once' },
}
