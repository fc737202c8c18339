import type { Fen } from '#platform/money/index.ts'

/**
 * The same money in three books: the pay list, the subsidiary ledger and what the bank was sent and answered. They are
 * written by different hands at different moments; to the fen they say the same or somebody has to look.
 */
export interface ThreeBooks {
  readonly list: { readonly payable: Fen; readonly inBank: Fen; readonly paid: Fen; readonly returned: Fen }
  /** `paid` holds what is to be recovered, or was, as well: it was paid once. Not what was given back by hand. */
  readonly ledger: { readonly payable: Fen; readonly inBank: Fen; readonly paid: Fen; readonly returned: Fen }
  /** The bank knows no money that has not reached it. `returned` is what came back and was not issued again. */
  readonly bank: { readonly inBank: Fen; readonly paid: Fen; readonly returned: Fen }
}

export const stages = ['payable', 'inBank', 'paid', 'returned'] as const
export type Stage = (typeof stages)[number]

interface Words {
  readonly zh: string
  readonly en: string
}

const bankOf = ({ bank, list }: ThreeBooks, stage: Stage): Fen => (stage === 'payable' ? list.payable : bank[stage])

/** True when list, ledger and bank say the same at this stage. */
export const agreesAt = (books: ThreeBooks, stage: Stage): boolean =>
  books.list[stage] === books.ledger[stage] && books.list[stage] === bankOf(books, stage)

export const agrees = (books: ThreeBooks): boolean => stages.every((stage) => agreesAt(books, stage))

const causes = {
  'paid-twice': {
    zh: '银行付成的比名单多：可能付了两次，请向银行核对',
    en: 'the bank paid more than the list: perhaps twice, check with the bank',
  },
  'bank-not-booked': {
    zh: '银行已经回了，名单和台账还没有跟上',
    en: 'the bank has answered, list and ledger have not followed',
  },
  'booked-without-bank': {
    zh: '名单或台账写着发到，银行没有这样的回盘',
    en: 'list or ledger says paid, no answer of the bank says so',
  },
  'list-elsewhere': {
    zh: '台账和银行一样，名单上这一笔写在别的环节',
    en: 'ledger and bank agree; the list has this line at another stage',
  },
  'list-amount': {
    zh: '台账和银行一样，名单上的金额不一样',
    en: 'ledger and bank agree; the list has another amount',
  },
  'ledger-behind': { zh: '台账比名单少，有一笔没有记', en: 'the ledger has less than the list: an entry is missing' },
  'ledger-ahead': {
    zh: '台账比名单多，有一笔名单上没有',
    en: 'the ledger has more than the list: an entry without a line',
  },
  'bank-holds-other': {
    zh: '交给银行的和名单上“在银行”的不一样',
    en: 'what the bank was sent is not what the list says is with the bank',
  },
  'returned-differs': { zh: '退回的三处不一样', en: 'what came back differs' },
} as const satisfies Readonly<Record<string, Words>>
export type CauseName = keyof typeof causes
export const causeWords: Readonly<Record<CauseName, Words>> = causes

const reached = ['inBank', 'paid', 'returned'] as const satisfies readonly Stage[]
/** Two books written by different hands say the same, and the list says something else. */
const onlyListDiffers = ({ list, ledger, bank }: ThreeBooks): boolean =>
  reached.every((stage) => ledger[stage] === bank[stage]) && reached.some((stage) => list[stage] !== ledger[stage])

const ledgerCause = (list: Fen, ledger: Fen): CauseName => (ledger < list ? 'ledger-behind' : 'ledger-ahead')

/** The most telling cause first; null when the three agree. */
export function causeOf(books: ThreeBooks): CauseName | null {
  const { list, ledger, bank } = books
  const all = (side: ThreeBooks['list']): bigint => side.payable + side.inBank + side.paid + side.returned
  if (agrees(books)) return null
  if (bank.paid > all(list)) return 'paid-twice'
  if (onlyListDiffers(books)) return all(list) === all(ledger) ? 'list-elsewhere' : 'list-amount'
  if (bank.paid > list.paid || bank.paid > ledger.paid)
    return list.paid === ledger.paid ? 'bank-not-booked' : ledgerCause(list.paid, ledger.paid)
  if (list.paid > bank.paid || ledger.paid > bank.paid)
    return list.paid === ledger.paid
      ? 'booked-without-bank'
      : ledger.paid > list.paid
        ? 'ledger-ahead'
        : 'booked-without-bank'
  if (all(list) !== all(ledger)) return ledgerCause(all(list) as Fen, all(ledger) as Fen)
  if (bank.inBank !== list.inBank) return 'bank-holds-other'
  if (!agreesAt(books, 'returned')) return 'returned-differs'
  return ledgerCause(list.inBank, ledger.inBank)
}
