import type { Words } from '#design/console/language.tsx'
import type { Case, CaseStep } from '#relief/casework/contract.ts'
import type { ProgressStep } from './contract.ts'

/** The way of a case as a family meets it: six steps, whatever stages the procedure has behind them. */
const way = [
  { by: ['open'], words: { zh: '收到申请', en: 'Application received' } },
  { by: ['accept', 'grant-emergency'], words: { zh: '受理，开始算时间', en: 'Accepted; the clock runs' } },
  { by: ['give-opinion'], words: { zh: '核对、上门看望', en: 'Checked and visited' } },
  { by: ['notice-ended'], stage: 'notice', words: { zh: '村里公示', en: 'Public notice in the village' } },
  { by: ['approve-decision', 'grant-emergency'], words: { zh: '作出决定', en: 'Decided' } },
  { by: ['deliver-letter'], words: { zh: '通知书交给您', en: 'The letter is handed to you' } },
] as const satisfies readonly {
  readonly by: readonly CaseStep['move'][]
  /** Only where the procedure has this stage. */
  readonly stage?: string
  readonly words: Words
}[]

/**
 * A step that was passed over (no notice for a refusal) is not shown as done, and not as still to come; nor is one that
 * the procedure of the case does not know.
 */
export function progressSteps(
  steps: readonly CaseStep[],
  one: Pick<Case, 'outcome'>,
  stages: readonly string[],
): ProgressStep[] {
  const isOver = one.outcome === 'withdrawn' || one.outcome === 'ended-non-cooperation'
  const dayOf = (moves: readonly CaseStep['move'][]) => steps.findLast(({ move }) => moves.includes(move))?.on ?? null
  const own = way.filter((part) => !('stage' in part) || stages.includes(part.stage))
  const days = own.map(({ by }) => dayOf(by))
  const last = days.findLastIndex((on) => on !== null)
  return own.flatMap(({ words }, index): ProgressStep[] => {
    const on = days[index] ?? null
    if (on !== null) return [{ words, state: 'done', on, says: null }]
    if (index < last || isOver) return []
    return [{ words, state: index === last + 1 ? 'now' : 'ahead', on: null, says: null }]
  })
}

/** Whose turn it is, in a sentence a villager understands. */
export function turnWords(one: Pick<Case, 'acceptedOn' | 'outcome' | 'stage'>, isAsked: boolean): Words {
  switch (one.outcome) {
    case 'confirmed':
      return { zh: '办好了，予以确认。', en: 'Done: you are entitled.' }
    case 'refused':
      return { zh: '办好了，没有批准。理由写在通知书里。', en: 'Done: not granted. The letter says why.' }
    case 'withdrawn':
      return { zh: '申请已经撤回。', en: 'The application was withdrawn.' }
    case 'ended-non-cooperation':
      return {
        zh: '因为没有配合，办理停下了。可以重新申请。',
        en: 'It was stopped for want of cooperation. You can apply again.',
      }
    case null:
      if (isAsked) return { zh: '轮到您了，有一件事等您办。', en: 'It is your turn: one thing waits for you.' }
      return one.acceptedOn === null
        ? { zh: '已经登记，等材料齐了就受理。', en: 'Registered; it is accepted when the papers are complete.' }
        : { zh: '轮到我们办，您不用跑。', en: 'It is our turn; you need not come.' }
  }
}
