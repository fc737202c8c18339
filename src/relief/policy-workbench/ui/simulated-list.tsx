import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { difference, yuan } from '#design/console/figures.ts'
import { useSay, type Say } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { DataTable, type Column } from '#design/console/table.tsx'
import { useClient } from '#platform/http/client.ts'
import { changeKindWords } from '../labels.ts'
import { simulatedPageSize } from '../wire-simulation.ts'
import { ExportButtons } from './export-buttons.tsx'
import type { SimulatedPage, SimulationSheet } from './model.ts'
import { rangeInWords } from './words.ts'

type Row = SimulatedPage['rows'][number]

/** The households behind the number that was pressed; all of them to begin with. */
export function SimulatedList({ sheet }: { sheet: SimulationSheet }) {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const asked = Object.fromEntries(
    ['kind', 'from', 'to', 'place', 'page'].flatMap((name) => {
      const value = url.state[name] ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )
  // What was pressed stands above, often out of sight of the list: it is brought there.
  const here = useRef<HTMLDivElement>(null)
  const pressed = JSON.stringify(withoutPage(asked))
  const shown = useRef(pressed)
  useEffect(() => {
    if (shown.current === pressed) return
    shown.current = pressed
    here.current?.scrollIntoView({ block: 'start' })
    here.current?.focus({ preventScroll: true })
  }, [pressed])
  const list = useQuery({
    queryKey: ['policy-simulated', sheet.id, asked],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.json<SimulatedPage>({
        ...{ verb: 'GET', path: '/api/policy-workbench/simulations/:id/households' },
        ...{ params: { id: sheet.id }, query: asked, signal, purpose: `政策试算：${sheet.title}` },
      }),
  })
  return (
    <div ref={here} tabIndex={-1}>
      <Panel
        title={say('是哪些家庭', 'Which households')}
        asOf={filterInWords(asked, sheet, say) ?? say('全部有变动的', 'all that change')}
      >
        <p className="mute small">
          {say('只列您负责的地方；打开名单和每一户都会留痕。', 'Your own places only; each look is recorded.')}
        </p>
        {sheet.may.exportHouseholds && (list.data?.count ?? 0) > 0 ? (
          <div className="row noprint list-exports">
            <ExportButtons
              what={say('这些家庭', 'these households')}
              fetchFile={(format) =>
                client.file({
                  ...{ verb: 'GET', path: '/api/policy-workbench/simulations/:id/households/export' },
                  ...{ params: { id: sheet.id }, query: { ...withoutPage(asked), format } },
                  purpose: `导出政策试算名单：${sheet.title}`,
                })
              }
            />
          </div>
        ) : null}
        <DataTable<Row>
          caption={say('有变动的家庭', 'Households that change')}
          columns={columns(sheet.id, say)}
          rows={list.data?.rows}
          keyOf={(row) => row.householdId}
          count={list.data?.count ?? 0}
          pageSize={simulatedPageSize}
          url={url}
          isWaiting={list.isFetching}
          error={list.error}
          onRetry={() => void list.refetch()}
          filters={filterInWords(asked, sheet, say)}
          waitingFor={say('正在取名单', 'Fetching the list')}
          empty={<Empty title={say('没有哪一户有变动', 'No household changes')} />}
        />
      </Panel>
    </div>
  )
}

const withoutPage = ({ page: _, ...asked }: Readonly<Record<string, string>>) => asked

function filterInWords(asked: Readonly<Record<string, string>>, sheet: SimulationSheet, say: Say): string | null {
  const { kind, from, to, place } = asked
  const known = Object.entries(changeKindWords).find(([name]) => name === kind)?.[1]
  const words = [
    ...(known === undefined ? [] : [say(known)]),
    ...(from === undefined && to === undefined ? [] : [rangeInWords(from ?? null, to ?? null, say)]),
    ...(place === undefined ? [] : [sheet.places.find(({ code }) => code === place)?.label ?? place]),
  ]
  return words.length === 0 ? null : words.join(say('，', ', '))
}

const columns = (simulation: string, say: Say): readonly Column<Row>[] => [
  {
    ...{ name: 'head', zh: '家庭', en: 'Household', isHead: true },
    cell: (row) => (
      <Link
        to={'/workbench/simulations/$id/households/$household' as never}
        params={{ id: simulation, household: row.householdId } as never}
      >
        {row.head} <span className="mute">{row.number}</span>
      </Link>
    ),
  },
  { name: 'place', zh: '镇街、村', en: 'Place', isOptional: true, cell: (row) => row.placeLabel },
  { name: 'kind', zh: '变动', en: 'Change', cell: (row) => say(changeKindWords[row.kind]) },
  {
    ...{ name: 'before', zh: '照在用的（元）', en: 'In force (yuan)', align: 'right' as const },
    cell: (row) => amount(row.before, say),
  },
  {
    ...{ name: 'after', zh: '照草稿（元）', en: 'Draft (yuan)', align: 'right' as const },
    cell: (row) => amount(row.after, say),
  },
  {
    ...{ name: 'difference', zh: '差', en: 'Difference', align: 'right' as const },
    cell: (row) =>
      row.after === null ? '' : difference(BigInt(row.after) - BigInt(row.before ?? '0'), say('一样', 'equal')),
  },
]

const amount = (fen: string | null, say: Say) =>
  fen === null ? <span className="mute">{say('说不准', 'unknown')}</span> : yuan(fen)
