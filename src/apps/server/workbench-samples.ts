import { v7 as uuid } from 'uuid'
import { systemCaller } from '#platform/http/index.ts'
import type { MakeSamples } from './matrix-samples.ts'

/** A draft of the county's own law and one try of it on everybody. */
export const workbenchSamples: MakeSamples = async ({ product, tenant, household }) => {
  const who = systemCaller('matrix', tenant)
  const { drafts, simulations } = product.workbench
  const draft = await who.transaction(product.db, (tx) =>
    drafts.start(tx, who, { region: '999901', programme: 'dibao' }),
  )
  const { id: simulation } = await simulations.run(who, draft.id)
  const one = { params: { id: draft.id }, openTo: 'office' } as const
  const version = { ...one, body: { version: 99 } }
  const reason = { ...one, body: { version: 99, reason: '核对测试' } }
  const pack = { params: { region: '999901', programme: 'dibao' }, openTo: 'everyone' } as const
  const { id: plan } = await who.transaction(product.db, (tx) =>
    product.workbench.plans.start(tx, who, { region: '999901', title: '核对测试' }),
  )
  const planned = { params: { id: plan }, openTo: 'office' } as const
  const box = { kind: 'expression', text: '1' }
  const rule = { file: 'dibao-2026.dmn', decision: '全家标准', box }
  const model = { file: rule.file, xml: '<definitions/>', removed: [] }
  const values = { key: 'dibao.standard', tier: null, series: '核对测试', rows: [] }
  const base = '/api/policy-workbench'
  const adjustment = { params: { id: uuid() }, openTo: 'office' } as const
  const why = { ...adjustment, body: { reason: '核对测试' } }
  return {
    [`GET ${base}/plans`]: { openTo: 'office' },
    [`POST ${base}/plans`]: { body: { title: '核对测试' }, openTo: 'office' },
    [`GET ${base}/plans/:id`]: planned,
    [`POST ${base}/plans/:id`]: { ...planned, body: { version: 99, title: '核对测试', document: '', items: [] } },
    [`POST ${base}/plans/:id/release`]: { ...planned, body: { version: 99 } },
    [`POST ${base}/plans/:id/reopening`]: { ...planned, body: { version: 99, reason: '核对测试' } },
    [`GET ${base}/plans/:id/export`]: planned,
    [`GET ${base}/adjustments/:id/export`]: { ...adjustment, query: { purpose: '核对测试' } },
    [`GET ${base}/simulations/:id/export`]: { params: { id: simulation }, openTo: 'office' },
    [`GET ${base}/simulations/:id/households/export`]: {
      ...{ params: { id: simulation }, query: { purpose: '核对测试' }, openTo: 'office' as const },
    },
    [`GET ${base}/adjustments`]: { openTo: 'office' },
    [`POST ${base}/adjustments`]: { body: { programme: 'dibao', serial: 1 }, openTo: 'office' },
    [`GET ${base}/adjustments/:id`]: { ...adjustment, query: { purpose: '核对测试' } },
    [`GET ${base}/adjustments/:id/progress`]: adjustment,
    [`GET ${base}/adjustments/:id/left-months`]: { ...adjustment, query: { purpose: '核对测试' } },
    [`POST ${base}/adjustments/:id/approval`]: { ...adjustment, body: { leftAlone: 0 } },
    [`POST ${base}/adjustments/:id/undo-wish`]: why,
    [`POST ${base}/adjustments/:id/undo-refusal`]: why,
    [`POST ${base}/adjustments/:id/undoing`]: adjustment,
    [`POST ${base}/adjustments/:id/resumption`]: adjustment,
    [`POST ${base}/adjustments/:id/stop-wish`]: why,
    [`POST ${base}/adjustments/:id/stop-refusal`]: why,
    [`POST ${base}/adjustments/:id/stopping`]: { ...adjustment, body: { left: 0 } },
    [`POST ${base}/adjustments/:id/dropping`]: why,
    [`GET ${base}`]: { openTo: 'office' },
    [`GET ${base}/packs/:region/:programme`]: pack,
    [`GET ${base}/packs/:region/:programme/comparison`]: { ...pack, query: { before: '0', after: '0' } },
    [`POST ${base}/drafts`]: { body: { programme: 'dibao' }, openTo: 'office' },
    [`GET ${base}/drafts/:id`]: one,
    [`POST ${base}/drafts/:id/frame`]: version,
    [`POST ${base}/drafts/:id/values`]: { ...one, body: { version: 99, ...values } },
    [`POST ${base}/drafts/:id/trial`]: { ...one, body: rule },
    [`POST ${base}/drafts/:id/rules`]: { ...one, body: { version: 99, ...rule } },
    [`POST ${base}/drafts/:id/own-rules`]: version,
    [`GET ${base}/drafts/:id/models/:file`]: { params: { id: draft.id, file: 'dibao-2026.dmn' }, openTo: 'office' },
    [`POST ${base}/drafts/:id/model-trial`]: { ...one, body: model },
    [`POST ${base}/drafts/:id/models`]: { ...one, body: { version: 99, ...model } },
    [`GET ${base}/drafts/:id/cases`]: one,
    [`POST ${base}/drafts/:id/cases`]: { ...one, body: { version: 99, text: 'cases: []' } },
    [`POST ${base}/drafts/:id/cases/rewriting`]: { ...one, body: { version: 99, keys: ['case:0'] } },
    [`POST ${base}/drafts/:id/cases/from-household`]: {
      ...{ ...one, body: { household: household.number }, query: { purpose: '核对测试' } },
    },
    [`POST ${base}/drafts/:id/proposal`]: version,
    [`POST ${base}/drafts/:id/publication`]: version,
    [`POST ${base}/drafts/:id/return`]: reason,
    [`POST ${base}/drafts/:id/withdrawal`]: reason,
    // Of a draft that is not there: asking it of every role would compute the county a dozen times.
    [`POST ${base}/drafts/:id/simulation`]: { params: { id: uuid() }, openTo: 'office' },
    [`GET ${base}/drafts/:id/simulation`]: one,
    [`POST ${base}/simulations/:id/cancellation`]: { params: { id: uuid() }, openTo: 'office' },
    [`GET ${base}/drafts/:id/simulations`]: one,
    [`GET ${base}/simulations/:id`]: { params: { id: simulation }, openTo: 'office' },
    [`GET ${base}/simulations/:id/households`]: {
      ...{ params: { id: simulation }, query: { purpose: '核对测试' }, openTo: 'office' as const },
    },
    [`GET ${base}/simulations/:id/households/:household`]: {
      params: { id: simulation, household: uuid() },
      query: { purpose: '核对测试' },
      openTo: 'office',
    },
  }
}
