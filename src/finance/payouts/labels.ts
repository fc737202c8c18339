import { formatYuan, type Fen } from '#platform/money/index.ts'
import type { Movement } from './wire.ts'
import { whyWords } from './written-why.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** Why a line is on the list as it is. `why` is what the decision or the clerk said. */
export const movementWords = (movement: Movement, { month, why }: { month: string; why: string | null }): Words => {
  const said = whyWords(why ?? '')
  const words: Readonly<Record<Movement, Words>> = {
    same: { zh: '和上月一样', en: 'As last month' },
    joined: { zh: `本月新进：${said.zh}`, en: `New this month: ${said.en}` },
    changed: { zh: `金额变了：${said.zh}`, en: `Another amount: ${said.en}` },
    arrears: { zh: `补 ${month}：${said.zh}`, en: `Arrears of ${month}: ${said.en}` },
    refund: { zh: `退还 ${month} 多还的：${said.zh}`, en: `Refund of ${month}: ${said.en}` },
    left: { zh: `上月有、本月没有：${said.zh}`, en: `Paid last month, not now: ${said.en}` },
  }
  return words[movement]
}

export const versionWords: Readonly<Record<'grant' | 'change' | 'end' | 'undo', Words>> = {
  grant: { zh: '开始发', en: 'Begins' },
  change: { zh: '金额变动', en: 'Another amount' },
  end: { zh: '停发', en: 'Ends' },
  undo: { zh: '撤回变动', en: 'Change taken back' },
}

export const lineStateWords: Readonly<
  Record<'listed' | 'held' | 'waiting' | 'payable' | 'in-bank' | 'paid' | 'returned' | 'stopped', Words>
> = {
  listed: { zh: '在名单上，等复核', en: 'Listed, not approved yet' },
  held: { zh: '暂缓', en: 'Held' },
  waiting: { zh: '随下一份名单发', en: 'Comes with the next list' },
  payable: { zh: '已批，等送银行', en: 'Approved, not sent yet' },
  'in-bank': { zh: '已送银行', en: 'With the bank' },
  paid: { zh: '已到账', en: 'Paid' },
  returned: { zh: '银行退回', en: 'Returned by the bank' },
  stopped: { zh: '不发', en: 'Not paid' },
}

/** Why an approved line did not go to the bank: what became of its right, and what happens to what is still due. */
export const keptBackWords = ({
  kind,
  from,
  fen,
  why,
}: {
  kind: 'change' | 'end' | 'undo'
  from: string
  fen: Fen | null
  why: string
}): Words => {
  const said = whyWords(why)
  const due = { zh: '没有送银行，还该发的随下一份名单补', en: 'Not sent; what is still due comes with the next list' }
  const words: Readonly<Record<typeof kind, Words>> = {
    end: {
      zh: `批准以后待遇从 ${from} 起停了：${said.zh}。没有送银行，账上已冲回`,
      en: `The right ended from ${from} after approval: ${said.en}. Not sent to the bank; reversed in the ledger`,
    },
    change: {
      zh: `批准以后改成 ${fen === null ? '' : formatYuan(fen)} 元，从 ${from} 起：${said.zh}。${due.zh}`,
      en: `Changed to ${fen === null ? '' : formatYuan(fen)} yuan from ${from} after approval: ${said.en}. ${due.en}`,
    },
    undo: {
      zh: `批准以后撤回了一次变动：${said.zh}。${due.zh}`,
      en: `A change was taken back after approval: ${said.en}. ${due.en}`,
    },
  }
  return words[kind]
}
