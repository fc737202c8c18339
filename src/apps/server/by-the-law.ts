import type { Route } from '#platform/http/contract.ts'
import type { Job } from '#platform/jobs/index.ts'
import type { PolicyPage } from '#relief/eligibility/contract.ts'
import { policyCatalogue, type Eligibility } from '#relief/eligibility/index.ts'
import type { Lawbook } from '#relief/policy-workbench/index.ts'

/**
 * Every request first asks whether the law has been published anew, perhaps by another process: before its transaction
 * opens, so that nobody waits for the answer with a connection in hand.
 */
export const routesByTheLaw = (lawbook: Pick<Lawbook, 'refresh'>, rows: readonly Route[]): Route[] =>
  rows.map((row) => ({
    ...row,
    prepare: async (arrived) => {
      await lawbook.refresh()
      return row.prepare?.(arrived)
    },
  }))

/** Every job asks too. */
export const jobsByTheLaw = (lawbook: Pick<Lawbook, 'refresh'>, jobs: readonly Job[]): Job[] =>
  jobs.map((job) => ({
    ...job,
    run: async () => {
      await lawbook.refresh()
      return job.run()
    },
  }))

/** The pages for the public, made again only when the law is another. */
export function policiesNow(eligibility: Eligibility): () => readonly PolicyPage[] {
  let known: { readonly packs: unknown; readonly pages: readonly PolicyPage[] } | null = null
  return () => {
    const { packs } = eligibility.library
    if (known?.packs !== packs) known = { packs, pages: policyCatalogue(eligibility) }
    return known.pages
  }
}
