import type { Channel } from './contract.ts'
import type { StepKind } from './source-store.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

export const channelWords: Readonly<Record<Channel, Words>> = {
  grid: { zh: '网格员', en: 'grid worker' },
  desk: { zh: '窗口', en: 'desk' },
  hotline: { zh: '热线', en: 'hotline' },
  online: { zh: '网上申请', en: 'online' },
  data: { zh: '数据预警', en: 'data alert' },
}

export const stepWords: Readonly<Record<StepKind, Words>> = {
  reported: { zh: '上报', en: 'reported' },
  'told-again': { zh: '又有人说起，并作一条', en: 'told again, kept as one' },
  taken: { zh: '接手', en: 'taken in hand' },
  linked: { zh: '对上家庭档案', en: 'linked to the household' },
  joined: { zh: '并到同一家那条', en: 'joined to the lead of the same family' },
  'took-in': { zh: '并进来一条', en: 'took in another lead' },
  escalated: { zh: '过期没答复，报镇街分管领导', en: 'overdue, told to the town head' },
  applied: { zh: '转成申请', en: 'turned into an application' },
  closed: { zh: '办结，答复上报人', en: 'closed, reporters answered' },
}
