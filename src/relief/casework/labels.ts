import { isRole, roleOf } from '#registry/officers/index.ts'
import type { CaseMove } from './moves.ts'

export interface Words {
  readonly zh: string
  readonly en: string
}

/** What a move is called on buttons and on the timeline. English as a verb: `it is possible to …`. */
export const moveWords: Readonly<Record<CaseMove | 'open', Words>> = {
  open: { zh: '立案登记', en: 'open the case' },
  'ask-papers': { zh: '一次性告知补材料', en: 'ask for papers' },
  accept: { zh: '受理', en: 'accept the application' },
  'give-opinion': { zh: '提出审核意见', en: 'give the opinion' },
  'notice-ended': { zh: '公示期满', en: 'end the public notice' },
  'raise-objection': { zh: '登记异议', en: 'record an objection' },
  'record-complaint': { zh: '登记投诉举报', en: 'record a complaint' },
  'record-county-visit': { zh: '登记县级入户', en: 'record the county’s visit' },
  'propose-decision': { zh: '提出确认意见', en: 'propose the decision' },
  'approve-decision': { zh: '批准决定', en: 'approve the decision' },
  'send-back': { zh: '退回', en: 'send back' },
  publish: { zh: '公布结果', en: 'publish the result' },
  'deliver-letter': { zh: '送达决定书', en: 'deliver the letter' },
  reconsider: { zh: '重新审查', en: 'reconsider' },
  'consent-override': { zh: '同意不按测算决定', en: 'consent to the override' },
  withdraw: { zh: '撤回申请', en: 'withdraw the application' },
  'end-non-cooperation': { zh: '因不配合终止', en: 'end for non-cooperation' },
  pause: { zh: '停表', en: 'stop the clock' },
  resume: { zh: '恢复计时', en: 'let the clock go on' },
  'grant-emergency': { zh: '先行救助', en: 'grant help before papers' },
  'complete-papers': { zh: '补齐手续', en: 'complete the papers' },
  'consent-second-grant': { zh: '同意再次先行救助', en: 'consent to a second grant' },
}

/** Answers a move can give. */
export const answerWords: Readonly<Record<string, Words>> = {
  grant: { zh: '拟确认', en: 'propose to grant' },
  refuse: { zh: '拟不予确认', en: 'propose to refuse' },
  confirmed: { zh: '确认', en: 'confirmed' },
  refused: { zh: '不予确认', en: 'refused' },
}

const system: Words = { zh: '系统', en: 'the system' }

export function rolesInWords(names: readonly string[]): Words {
  const words = names.map((name) => (name === 'system' ? system : isRole(name) ? roleOf(name) : { zh: name, en: name }))
  return { zh: words.map(({ zh }) => zh).join('或'), en: words.map(({ en }) => en).join(' or ') }
}

/** Where no assessment stands behind it. */
export const notAssessed: Words = { zh: '没有测算', en: 'not assessed' }

export const outcomeWords: Readonly<Record<string, Words>> = {
  entitled: { zh: '符合', en: 'entitled' },
  'not-entitled': { zh: '不符合', en: 'not entitled' },
  'not-enough-known': { zh: '说不准', en: 'not enough known' },
  'no-rule': { zh: '没有在用的规则', en: 'no rule in force' },
}

/** A slot in both languages: `{move}` in the Chinese sentence, `{moveEn}` in the English one. */
export const inBoth = <Name extends string>(
  name: Name,
  { zh, en }: Words,
): Readonly<Record<Name | `${Name}En`, string>> =>
  ({ [name]: zh, [`${name}En`]: en }) as Record<Name | `${Name}En`, string>
