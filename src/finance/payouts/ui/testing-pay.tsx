import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { LanguageProvider, type Language } from '#design/console/language.tsx'
import { ClientContext, createClient } from '#platform/http/client.ts'
import type { Line, PayFileCard, ReturnReport, Run } from './model.ts'

/** Made-up lists for the tests of the payment pages. */

const by = (name: string) => ({ name, at: '2026-03-02T01:00:00.000Z' })
const sum = (count: number, amount: string) => ({ count, amount })
const no = sum(0, '0')

export const aRun = (change: Partial<Run> = {}): Run => ({
  ...{ id: 'r1', number: 'DB-2026-03-1', programme: 'dibao', programmeZh: '最低生活保障', programmeEn: 'Dibao' },
  ...{ month: '2026-03', state: 'draft', lines: 913, amount: '45650000', heldLines: 0, heldAmount: '0', paidLines: 0 },
  ...{ paidAmount: '0', returnedLines: 0, dueOn: '2026-03-10', isLate: false, short: null },
  ...{ madeBy: by('财务甲'), frozenBy: null, approvedBy: null, sentBack: null },
  states: {
    ...{ listed: sum(913, '45650000'), held: no, waiting: no, payable: no },
    ...{ 'in-bank': no, paid: no, returned: no, stopped: no },
  },
  movements: { same: sum(910, '45500000'), joined: sum(3, '150000'), changed: no, arrears: no, refund: no, left: no },
  previous: { id: 'r0', month: '2026-02', lines: 910, amount: '45500000' },
  ...{ budgets: [], checks: [], withoutAccount: 0, keptBack: no, deducted: no },
  ...{ mayCompute: false, mayFreeze: false, mayApprove: false, maySend: false },
  ...change,
})

export const aLine = (change: Partial<Line> = {}): Line => ({
  ...{ id: 'l1', runId: 'r1', householdId: 'h1', number: 'QH-1', head: '居**01', place: '禾西镇', month: '2026-03' },
  ...{
    kind: 'regular',
    movement: 'same',
    amount: '50000',
    deducted: '0',
    before: '50000',
    why: { zh: '和上月一样', en: 'as before' },
  },
  ...{ state: 'paid', account: { bank: '合成银行', lastFour: '0001' }, hold: null, returned: null, paidOn: null },
  ...{ attempts: 1, stopped: null },
  ...change,
})

export const aFile = (change: Partial<PayFileCard> = {}): PayFileCard => ({
  ...{ id: 'f1', batch: 'DB-2026-03-1-01', route: { zh: '银行代发批量文件', en: 'bank batch file' } },
  ...{ isSupplement: false, made: by('财务甲'), sent: sum(913, '45650000'), paid: no, returned: no },
  ...{ waiting: sum(913, '45650000') },
  ...change,
})

export const aReport = (change: Partial<ReturnReport> = {}): ReturnReport => ({
  ...{ id: 't1', name: '回盘.txt', batch: 'DB-2026-03-1-01', state: 'read', read: by('财务甲'), booked: null },
  ...{ runId: 'r1', encoding: 'GB18030', paid: sum(910, '45500000'), returned: sum(3, '150000'), known: 0 },
  ...{ waiting: no, faults: [], faultCount: 0, returnedLines: [] },
  ...change,
})

/** Draws a part of a payment page; `answers` are what the server has said already, `may` what this reader holds. */
export async function drawPay(
  element: ReactElement,
  {
    answers = [],
    may = [],
    language = 'zh',
  }: {
    readonly answers?: readonly (readonly [readonly unknown[], unknown])[]
    readonly may?: readonly string[]
    readonly language?: Language
  } = {},
): Promise<string> {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  queries.setQueryData(['me'], { permissions: may })
  for (const [key, answer] of answers) queries.setQueryData(key, answer)
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
  const paths = ['/pay', '/pay/$id', '/pay/returns/$id', '/households/$id', '/budgets', '/recovery']
  const router = createRouter({
    routeTree: root.addChildren(paths.map((path) => createRoute({ getParentRoute: () => root, path }))),
    history: createMemoryHistory({ initialEntries: ['/pay'] }),
  })
  await router.load()
  const html = renderToStaticMarkup(<RouterProvider router={router} />)
  queries.clear()
  return html
}
