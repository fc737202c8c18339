import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { LanguageProvider, type Language } from '#design/console/language.tsx'
import { ClientContext, createClient } from '#platform/http/client.ts'
import type { CaseAnswer, MoveOffer } from './case-file.ts'

/** A case half-way, for the tests of the desk: accepted, being checked, nothing said yet. */
export const sampleCase = (changes: Partial<CaseAnswer> = {}): CaseAnswer => ({
  case: {
    id: '019c0000-0000-7000-8000-000000000001',
    number: 'QH-DB-2026-000123',
    programme: 'dibao',
    programmeWords: { zh: '低保', en: 'Dibao' },
    householdId: '019c0000-0000-7000-8000-0000000000aa',
    householdNumber: 'H-990001-0410',
    placeCode: '990001001001',
    placeLabel: '禾西镇石泾村',
    applicantId: '019c0000-0000-7000-8000-0000000000bb',
    applicant: '居**01',
    stage: 'investigation',
    stageWords: { zh: '调查核对', en: 'Being checked' },
    version: 2,
    openedAt: '2026-03-02T01:10:00.000Z',
    openedOn: '2026-03-02',
    acceptedOn: '2026-03-02',
    outcome: null,
    limitKind: 'ordinary',
    isStatus: false,
    procedure: { region: '000000', programme: 'dibao', validFrom: '2021-07-01', title: '57号' },
  },
  clock: {
    startedOn: '2026-03-02',
    usedDays: 3,
    total: { limitDays: 30, dueOn: '2026-04-14', leftDays: 27, light: 'green', source: '2022 年 10 月 20 日通知' },
    stage: { limitDays: 10, dueOn: '2026-03-16', leftDays: 7, light: 'green', source: '57号' },
    pausedSince: null,
    stoppedOn: null,
  },
  stages: [
    sampleStage('intake', '登记'),
    sampleStage('investigation', '调查核对', { forms: ['means-check', 'home-survey'] }),
    sampleStage('notice', '公示'),
    sampleStage('objection', '异议复查'),
    sampleStage('decision', '审核确认'),
    sampleStage('confirmed', '已确认', { outcome: 'confirmed' }),
    sampleStage('refused', '不予确认', { outcome: 'refused' }),
    sampleStage('withdrawn', '已撤回', { outcome: 'withdrawn' }),
  ],
  steps: [sampleStep(1, 'open', null, 'intake'), sampleStep(2, 'accept', 'intake', 'investigation')],
  moves: [],
  opinions: [],
  proposal: null,
  decisions: [],
  mustVisit: [],
  emergency: null,
  ...changes,
})

type Stage = CaseAnswer['stages'][number]

const sampleStage = (stage: string, zh: string, changes: Partial<Stage> = {}): Stage => ({
  stage,
  words: { zh, en: stage },
  forms: [],
  limitDays: null,
  limitSource: null,
  limitStages: [stage],
  outcome: null,
  ...changes,
})

export const sampleStep = (
  position: number,
  move: string,
  from: string | null,
  to: string,
): CaseAnswer['steps'][number] => ({
  id: `019c0000-0000-7000-8000-00000000010${position}`,
  position,
  move,
  moveWords: { zh: move, en: move },
  from,
  to,
  toWords: { zh: to, en: to },
  at: `2026-03-0${position + 1}T01:05:00.000Z`,
  on: `2026-03-0${position + 1}`,
  by: { id: 'clerk', name: '经办甲' },
  reason: null,
  codes: {},
})

/** One move as the server offers it; with sentences it is grey. */
export const offered = (move: string, ...codes: readonly string[]): MoveOffer => ({
  move,
  words: { zh: move, en: move },
  isOpen: codes.length === 0,
  refusals: codes.map((code) => ({ code, zh: `挡着：${code}`, en: `in the way: ${code}` })),
  leadsTo: [],
})

/** Draws a part of the case page as it stands once the server has answered with `file`. */
export async function drawCase(element: ReactElement, file: CaseAnswer, language: Language = 'zh'): Promise<string> {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  queries.setQueryData(['case', file.case.id, 'file', ''], file)
  queries.setQueryData(['case', file.case.id, 'assessments', ''], [])
  const client = createClient({
    csrf: () => '',
    language: () => language,
    signInAgain: () => Promise.resolve(false),
    fetch: () => Promise.reject(new Error('a drawing asks nobody')),
  })
  const root = createRootRoute({
    component: () => (
      <QueryClientProvider client={queries}>
        <ClientContext value={client}>
          <LanguageProvider language={language}>{element}</LanguageProvider>
        </ClientContext>
      </QueryClientProvider>
    ),
  })
  const paths = [
    '/cases',
    '/cases/$id',
    '/households',
    '/households/$id',
    '/households/$id/entitlements',
    '/assessments/$id',
  ]
  const router = createRouter({
    routeTree: root.addChildren(paths.map((path) => createRoute({ getParentRoute: () => root, path }))),
    history: createMemoryHistory({ initialEntries: ['/cases'] }),
  })
  await router.load()
  const html = renderToStaticMarkup(<RouterProvider router={router} />)
  queries.clear()
  return html
}
