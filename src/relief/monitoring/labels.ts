import type { FindingKind, KeepCause, ProposalKind, ReviewState, Views } from './contract.ts'

type Labels<Name extends string> = Readonly<Record<Name, { readonly zh: string; readonly en: string }>>

export const findingLabels: Labels<FindingKind> = {
  raise: { zh: '应当多发', en: 'should be more' },
  cut: { zh: '应当少发', en: 'should be less' },
  end: { zh: '不再符合', en: 'no longer entitled' },
  unknown: { zh: '说不准', en: 'not enough known' },
  death: { zh: '成员去世', en: 'a member died' },
  recheck: { zh: '定期复核', en: 're-check due' },
  reported: { zh: '有人报来', en: 'reported' },
  care: { zh: '自理能力变化', en: 'self-care has changed' },
}
export const stateLabels: Labels<ReviewState> = {
  open: { zh: '待核实', en: 'to be looked into' },
  proposed: { zh: '待批准', en: 'awaiting approval' },
  'on-notice': { zh: '停止前公示', en: 'on notice before the end' },
  objected: { zh: '有异议，重新决定', en: 'objected: to be decided again' },
  approved: { zh: '已调整', en: 'adjusted' },
  dismissed: { zh: '不用调整', en: 'nothing to adjust' },
  settled: { zh: '已经一致', en: 'settled' },
}
export const proposalLabels: Labels<ProposalKind> = {
  raise: { zh: '增发', en: 'raise' },
  cut: { zh: '降低', en: 'cut' },
  end: { zh: '停止', en: 'end' },
  care: { zh: '照料护理定档', en: 'level of care' },
  leave: { zh: '终止供养', en: 'end of the support' },
  keep: { zh: '不用调整', en: 'nothing to adjust' },
}
export const keepLabels: Labels<KeepCause> = {
  'not-so': { zh: '核实过，查到的情况不属实', en: 'verified: what was found is not so' },
  'one-off': { zh: '只有一次，不是每月都有', en: 'it happened once and is not monthly' },
  'another-person': { zh: '是别人的，同名或者登记错了', en: 'it is somebody else’s: same name, or a wrong entry' },
  'counted-already': { zh: '已经算在里面了', en: 'it is counted already' },
  'no-difference': { zh: '缺的这项不影响待遇', en: 'what is missing makes no difference' },
  'no-change': { zh: '做过定期复核，情况没有变', en: 're-checked: nothing has changed' },
  other: { zh: '别的原因，写在说明里', en: 'another reason, told below' },
}
export const viewsLabels: Labels<Views['outcome']> = {
  agreed: { zh: '同意', en: 'agreed' },
  objected: { zh: '有意见', en: 'objected' },
  'not-reached': { zh: '没有联系上', en: 'not reached' },
}
