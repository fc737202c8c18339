import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '#platform/errors/index.ts'
import type { AskInside } from '#platform/http/index.ts'
import { caseOf, type DeskNeeds } from './demo-desk-acts.ts'

/** One click: the departments are asked behind it, once the act is written down. */
export const startCheck = (ask: AskInside, { staff }: DeskNeeds, caseId: string): Promise<{ checkId: string }> =>
  ask<{ id: string }>(staff.at('town-clerk'), 'POST /api/cases/:id/means-check', caseOf(caseId)).then(({ id }) => ({
    checkId: id,
  }))

interface Report {
  readonly state: string
  readonly finishedAt: string | null
  readonly lines: readonly { readonly key: string; readonly isDifference: boolean; readonly settled: object | null }[]
}

const answerSecondsMax = 120

/** Waits until every department has answered or been given up. */
export async function checked(ask: AskInside, { staff }: DeskNeeds, checkId: string): Promise<Report> {
  for (const until = Date.now() + answerSecondsMax * 1000; ;) {
    const report = await ask<Report>(staff.at('town-clerk'), 'GET /api/means-checks/:id', caseOf(checkId))
    if (report.finishedAt !== null || Date.now() > until) return report
    await pause(50)
  }
}

/** A department that was too busy is asked once more, as a clerk would, until all have answered. */
export async function answeredInFull(needs: DeskNeeds, checkId: string): Promise<void> {
  const { staff } = needs
  for (let tries = 0; tries < triesMax; tries += 1) {
    if ((await checked(staff.ask, needs, checkId)).state === 'complete') return
    if (tries % askAgainEvery === 0)
      await staff.ask(staff.at('town-clerk'), 'POST /api/means-checks/:id/ask-again', caseOf(checkId)).catch(heard)
    await pause(1000)
  }
}

const triesMax = 60
const askAgainEvery = 20
/** Nobody is silent any more: they answered meanwhile. */
const heard = (error: unknown): void => {
  if (!(error instanceof Refusal)) throw error
}

/** What the books say otherwise is talked over with the family; proofs are seen, and what was declared stands. */
export async function settleDifferences(
  ask: AskInside,
  needs: DeskNeeds,
  { checkId, report }: { readonly checkId: string; readonly report: Report },
): Promise<null> {
  const clerk = needs.staff.at('town-clerk')
  for (const { key: line, isDifference, settled } of report.lines) {
    if (!isDifference || settled !== null) continue
    const says = { line, says: 'objects', note: '带来了凭据，说登记的是去年的数' }
    await ask(clerk, 'POST /api/means-checks/:id/answers', { ...caseOf(checkId), body: says })
    const takes = { line, takes: 'declared', why: '核过凭据，以申报为准' }
    await ask(clerk, 'POST /api/means-checks/:id/settlements', { ...caseOf(checkId), body: takes })
  }
  return null
}

/** How a simulated department behaves from now on. */
export const setMood = ({ staff }: DeskNeeds, department: string, mood: 'well' | 'down'): Promise<null> =>
  staff.ask(staff.at('town-clerk'), 'POST /api/means-check-simulator', { body: { department, mood } })
