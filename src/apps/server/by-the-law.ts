import type { PolicyPage } from '#relief/eligibility/contract.ts'
import { policyCatalogue, type Eligibility } from '#relief/eligibility/index.ts'
import type { Lawbook } from '#relief/policy-workbench/index.ts'

/** Every request and every job first asks whether the law has been published anew, perhaps by another process. */
export const byTheLaw = <Row extends { readonly run: (...asked: never[]) => Promise<unknown> }>(
  lawbook: Pick<Lawbook, 'refresh'>,
  rows: readonly Row[],
): Row[] =>
  rows.map((row) => ({
    ...row,
    run: async (...asked: never[]) => {
      await lawbook.refresh()
      return row.run(...asked)
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
