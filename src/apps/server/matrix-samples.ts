import type { PlaceId, TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { MatrixSample } from '#platform/http/testing.ts'
import type { Product } from './compose.ts'
import { caseSamples } from './case-samples.ts'
import { checkSamples } from './check-samples.ts'
import { noticeSamples } from './notice-samples.ts'
import { letterSamples } from './letter-samples.ts'
import { reviewSamples } from './review-samples.ts'
import { bankSamples } from './bank-samples.ts'
import { campaignSamples } from './campaign-samples.ts'
import { applicationSamples, leadSamples } from './window-samples.ts'
import { workbenchSamples } from './workbench-samples.ts'

/** A household the matrix asks for from inside, outside and elsewhere. */
export interface MatrixGround {
  readonly product: Product
  readonly tenant: TenantId
  readonly household: { readonly id: string; readonly number: string; readonly place: PlaceId }
}

/** What a module needs on file before its `:id` rows can be asked for, and how they are asked. */
export type MakeSamples = (ground: MatrixGround) => Promise<Readonly<Record<string, MatrixSample>>>

const purpose = { purpose: '核对测试' }

const paperSamples: MakeSamples = async ({ product, tenant, household }) => {
  const who = systemCaller('matrix', tenant)
  const paper = { kind: 'id-card-copy', name: '身份证.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-') }
  const kept = await who.transaction(product.db, (tx) => product.households.addPaper(tx, who, household.id, paper))
  return {
    'GET /api/documents/:id': { params: { id: kept.id }, query: purpose, hides: '身份证' },
    'POST /api/households/:id/documents': { params: { id: household.id }, query: purpose, hides: household.number },
  }
}

/** One row a module of the loop. */
const makers: readonly MakeSamples[] = [
  caseSamples,
  noticeSamples,
  checkSamples,
  paperSamples,
  letterSamples,
  leadSamples,
  applicationSamples,
  bankSamples,
  campaignSamples,
  reviewSamples,
  workbenchSamples,
]

export async function loopSamples(ground: MatrixGround): Promise<Readonly<Record<string, MatrixSample>>> {
  const made: Record<string, MatrixSample> = {}
  for (const make of makers) Object.assign(made, await make(ground))
  return made
}
