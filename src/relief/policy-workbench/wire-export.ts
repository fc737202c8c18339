import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { SimulatedQuery } from './wire-simulation.ts'

/** Files of the workbench: what a page shows, in a form that goes on. */
const ById = z.object({ id: z.uuid() })
const Format = z.enum(['xlsx', 'csv']).default('xlsx').meta({ title: '格式', en: 'format' })

/** Sums by month, place, kind and size of change; nobody is named. As CSV: the months. */
export const exportSimulation = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/simulations/:id/export',
  params: ById,
  query: z.object({ format: Format }),
  answers: 'file',
})
/** The households behind the number that is shown, masked as on the screen. */
export const exportSimulated = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/simulations/:id/households/export',
  params: ById,
  query: SimulatedQuery.omit({ page: true }).extend({ format: Format }),
  answers: 'file',
})
/** Every line of the list and every month that is corrected. As CSV: the lines. */
export const exportAdjustment = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/adjustments/:id/export',
  params: ById,
  query: z.object({ format: Format }),
  answers: 'file',
})
export const exportPlan = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/plans/:id/export',
  params: ById,
  query: z.object({ format: Format }),
  answers: 'file',
})
