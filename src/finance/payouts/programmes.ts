import { payoutRefusals } from './refusals.ts'
import { oneOffProgramme } from './once/one-off.ts'

/**
 * What kind of money pays a programme (rulings, money): a statutory right is never refused for a short budget, it
 * alarms and holds the list; a capped fund refuses by name.
 */
export interface PaidProgramme {
  readonly zh: string
  readonly en: string
  /** Two letters on the number of a list. */
  readonly code: string
  readonly fund: 'statutory' | 'capped'
  /** One household has one open right of a group. */
  readonly group: string
}

export const paidProgrammes: Readonly<Record<string, PaidProgramme>> = {
  dibao: { zh: '最低生活保障', en: 'Dibao', code: 'DB', fund: 'statutory', group: 'living' },
  tekun: { zh: '特困人员供养', en: 'Tekun support', code: 'TK', fund: 'statutory', group: 'living' },
  'tekun-care': {
    ...{ zh: '特困人员照料护理', en: 'Care of persons in extreme hardship', code: 'TH' },
    ...{ fund: 'statutory', group: 'care' },
  },
  'orphan-allowance': {
    ...{ zh: '孤儿基本生活费', en: 'Living allowance for orphans', code: 'GE', fund: 'statutory', group: 'child' },
  },
  'child-allowance': { zh: '困境儿童生活补贴', en: 'Child allowance', code: 'ET', fund: 'statutory', group: 'child' },
  'disability-subsidy': {
    ...{ zh: '残疾人两项补贴', en: 'Disability subsidies', code: 'CJ' },
    ...{ fund: 'statutory', group: 'disability' },
  },
  'temporary-aid': { zh: '临时救助', en: 'Temporary aid', code: 'LS', fund: 'capped', group: 'temporary-aid' },
}

/** Also one-off subsidies, each a programme of its own. */
export const findPaidProgramme = (name: string): PaidProgramme | undefined =>
  Object.hasOwn(paidProgrammes, name) ? paidProgrammes[name] : oneOffProgramme(name)

/** What a programme is called; one that is not set up keeps its name. */
export function programmeWords(name: string): { readonly zh: string; readonly en: string } {
  const { zh, en } = findPaidProgramme(name) ?? { zh: name, en: name }
  return { zh, en }
}

/** @throws unknownProgramme */
export function paidProgramme(name: string): PaidProgramme {
  const found = findPaidProgramme(name)
  if (!found) throw payoutRefusals.unknownProgramme({ programme: name })
  return found
}

/**
 * Money is to arrive by the 10th of its month (民发〔2012〕220号; monthly, through a bank account). Late is a flag for the
 * office, never a reason not to pay.
 */
export const payByDay = 10
