import type { RequestState, ReportState, ResultCode } from './contract.ts'
import type { FactName, ItemUnit } from './departments/department.ts'
import type { Mood } from './wire.ts'

export interface Words {
  readonly zh: string
  readonly en: string
}
type Labels<Code extends string> = Readonly<Record<Code, Words>>

export const reportStateWords: Labels<ReportState> = {
  asking: { zh: '正在问', en: 'Asking' },
  complete: { zh: '全部回复', en: 'Complete' },
  partial: { zh: '部分回复', en: 'Partial' },
  outdated: { zh: '已过时', en: 'Out of date' },
}

export const requestStateWords: Labels<RequestState> = {
  waiting: { zh: '等着问', en: 'Waiting to be asked' },
  asked: { zh: '已问，等回复', en: 'Asked, waiting' },
  answered: { zh: '已回复', en: 'Answered' },
  silent: { zh: '没有回复', en: 'No answer' },
  refused: { zh: '拒绝回复', en: 'Refused to answer' },
  'not-authorised': { zh: '没有授权，未查', en: 'Not authorised, not asked' },
  'no-id-number': { zh: '没有证件号码，未查', en: 'No ID number, not asked' },
  'not-configured': { zh: '没有接通，未查', en: 'Not configured, not asked' },
}

export const resultWords: Labels<ResultCode> = {
  same: { zh: '一致', en: 'Same' },
  differs: { zh: '不一样', en: 'Differs' },
  more: { zh: '查到的多', en: 'More found' },
  less: { zh: '查到的少', en: 'Less found' },
  undeclared: { zh: '没有申报，查到了', en: 'Found, not declared' },
  'none-on-record': { zh: '部门查无记录', en: 'Nothing on record' },
  'at-least': { zh: '还没有查全', en: 'Not all sources known' },
  shown: { zh: '供参考', en: 'For information' },
  unanswered: { zh: '没有结果', en: 'No result' },
}

const troubleWords: Readonly<Record<string, Words>> = {
  timeout: { zh: '超过时限没有回复', en: 'no answer in time' },
  unreachable: { zh: '连不上', en: 'could not be reached' },
  failed: { zh: '对方系统出错', en: 'their system failed' },
  'not-understood': { zh: '回复看不懂，没有采用', en: 'the answer could not be read and was not used' },
  'too-large': { zh: '回复太大，没有采用', en: 'the answer was too large and was not used' },
  'badly-signed': { zh: '回复的签名不对，没有采用', en: 'the signature was wrong, the answer was not used' },
  'wrong-person': { zh: '回复的不是这个人，没有采用', en: 'the answer was about somebody else and was not used' },
  'wrong-request': { zh: '回复的不是这次的问题，没有采用', en: 'the answer was to another question and was not used' },
  'simulated-here': { zh: '回复是模拟数据，没有采用', en: 'the answer was simulated and was not used' },
  partial: { zh: '只回复了一部分', en: 'only a part was answered' },
}

/** What came of a try, in words; a refusal keeps the code the department gave. */
export const triedWords = (trouble: string): Words =>
  troubleWords[trouble] ?? {
    zh: `拒绝回复（${trouble.replace('refused:', '')}）`,
    en: `refused (${trouble.replace('refused:', '')})`,
  }

export const takesWords = {
  declared: { zh: '采用申报数', en: 'Declared value taken' },
  found: { zh: '采用核对数', en: 'Found value taken' },
  confirmed: { zh: '采用复核确认的数', en: 'Confirmed value taken' },
} as const

export const saysWords = {
  agrees: { zh: '认可', en: 'agrees' },
  objects: { zh: '有异议', en: 'objects' },
} as const

export const moodWords: Labels<Mood> = {
  well: { zh: '正常', en: 'well' },
  slow: { zh: '慢（三秒）', en: 'slow (three seconds)' },
  failing: { zh: '系统出错', en: 'failing' },
  broken: { zh: '回复只有半截', en: 'half an answer' },
  partial: { zh: '少回一项', en: 'one item missing' },
  'wrong-person': { zh: '回复了别人', en: 'somebody else' },
  contradicting: { zh: '和申报不一样', en: 'contradicting' },
  hanging: { zh: '一直不回', en: 'hanging' },
  huge: { zh: '回复太大', en: 'too large' },
  'badly-signed': { zh: '签名不对', en: 'badly signed' },
  down: { zh: '断线', en: 'down' },
  death: { zh: '一位成员今天死亡', en: 'a member died today' },
}

export const unitWords: Labels<ItemUnit> = {
  fen: { zh: '金额', en: 'amount' },
  'fen-per-month': { zh: '每月金额', en: 'amount a month' },
  'fen-per-year': { zh: '每年金额', en: 'amount a year' },
  count: { zh: '个数', en: 'count' },
  day: { zh: '日期', en: 'day' },
  region: { zh: '地方', en: 'place' },
  'yes-no': { zh: '是否', en: 'yes or no' },
  text: { zh: '文字，只看不比', en: 'words, shown and not compared' },
}

/** What of the household file an item is compared with. */
export const factWords: Labels<FactName> = {
  'income.wages': { zh: '工资性收入', en: 'wages' },
  'income.business': { zh: '经营净收入', en: 'business income' },
  'income.property': { zh: '财产净收入', en: 'income from property' },
  'income.transfers': { zh: '转移净收入', en: 'transfers' },
  'income.other': { zh: '其他收入', en: 'other income' },
  deposits: { zh: '存款和有价证券', en: 'deposits and securities' },
  homes: { zh: '住房', en: 'homes' },
  vehicles: { zh: '机动车', en: 'vehicles' },
  businesses: { zh: '登记的经营主体', en: 'registered businesses' },
  'died-on': { zh: '死亡登记', en: 'death on record' },
  'registered-at': { zh: '户籍地', en: 'place of registration' },
}
