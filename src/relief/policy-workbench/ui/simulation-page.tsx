import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, difference, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import { changeKindWords } from '../labels.ts'
import { readSimulation } from '../wire-simulation.ts'
import { Distribution } from './distribution.tsx'
import { ExportButtons } from './export-buttons.tsx'
import type { SimulationSheet } from './model.ts'
import { SimulatedList } from './simulated-list.tsx'
import { usePart } from './use-id.ts'
import { useNames } from './use-names.ts'

/** What a draft would mean for everybody on file; behind every number stands its list. */
export function SimulationPage() {
  const say = useSay()
  const client = useClient()
  const id = usePart('id')
  const { packTitle } = useNames()
  const found = useQuery({
    queryKey: ['policy-simulation', id],
    queryFn: ({ signal }) => client.call(readSimulation, { params: { id }, signal }),
  })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取试算', 'Fetching the try')} />
  const sheet = found.data
  const title = packTitle(sheet)
  return (
    <>
      <Crumbs here={say('全县试算', 'Try on everybody')}>
        <Link to={'/workbench' as never}>{say('政策工作台', 'Policy workbench')}</Link>
        <span aria-hidden="true">/</span>
        <Link to={'/workbench/drafts/$id' as never} params={{ id: sheet.draftId } as never}>
          {title}
        </Link>
      </Crumbs>
      <PageHead
        title={say(`试算：${title}`, `Try: ${title}`)}
        says={say(
          `${count(sheet.households)} 户，事实到 ${sheet.factsOn}，照 ${sheet.lawOn} 起的决定；${sheet.byName} 算的，用了 ${(sheet.milliseconds / 1000).toFixed(1)} 秒。只是试算，没有改任何一户。`,
          `${count(sheet.households)} households, facts of ${sheet.factsOn}, decisions from ${sheet.lawOn}; run by ${sheet.byName} in ${(sheet.milliseconds / 1000).toFixed(1)} s. Nobody’s right was changed.`,
        )}
      >
        <button type="button" className="btn line" onClick={() => window.print()}>
          {say('打印', 'Print')}
        </button>
        <ExportButtons
          fetchFile={(format) =>
            client.file({
              ...{ verb: 'GET', path: '/api/policy-workbench/simulations/:id/export', params: { id } },
              query: { format },
            })
          }
        />
      </PageHead>
      <div className="stack">
        {sheet.isStale ? (
          <p className="note soon">
            {say(
              '草稿在这次试算以后又改过，要看现在的请重新试算。',
              'The draft has changed since; try again to see it.',
            )}
          </p>
        ) : null}
        <Kinds sheet={sheet} />
        <Months sheet={sheet} />
        <Panel
          title={say('每月差多少', 'Differences a month')}
          asOf={say(`${sheet.feltIn} 的数`, `of ${sheet.feltIn}`)}
        >
          <Distribution sheet={sheet} />
        </Panel>
        <Places sheet={sheet} />
        {sheet.may.seeHouseholds ? <SimulatedList sheet={sheet} /> : null}
      </div>
    </>
  )
}

function Kinds({ sheet }: { sheet: SimulationSheet }) {
  const say = useSay()
  const url = useTableUrl()
  const felt = sheet.months.find(({ month }) => month === sheet.feltIn)
  const more = felt === undefined ? 0n : BigInt(felt.after) - BigInt(felt.before)
  return (
    <Panel title={say('一眼看', 'At a glance')} asOf={say(`${sheet.feltIn} 起每月`, `a month, from ${sheet.feltIn}`)}>
      <p className="wb-answer">
        {more === 0n ? (
          say('每月要的钱一样。', 'The cost a month is the same.')
        ) : (
          <>
            {more > 0n ? say('每月多要 ', 'More a month: ') : say('每月少要 ', 'Less a month: ')}
            <b className="cmp num">{yuan(more < 0n ? -more : more)}</b> {say('元', 'yuan')}
          </>
        )}
      </p>
      <ul className="pills wb-pills">
        {sheet.kinds.map(({ kind, households, difference: fen }) => (
          <li key={kind}>
            <button
              type="button"
              className="btn line"
              disabled={!sheet.may.seeHouseholds || households === 0}
              onClick={() => url.set({ kind, from: '', to: '', place: '' })}
            >
              {say(changeKindWords[kind])} <b className="num">{count(households)}</b> {say('户', '')}{' '}
              {fen === '0' ? '' : <span className="num small">{difference(fen, '')}</span>}
            </button>
          </li>
        ))}
      </ul>
      <p className="mute small">
        {say(
          `不变 ${count(sheet.unchanged)} 户，其中新老两版都说不准的 ${count(sheet.uncertain)} 户（缺事实，不算进钱里）。`,
          `${count(sheet.unchanged)} unchanged, of whom ${count(sheet.uncertain)} not certain by either (facts missing; not in the sums).`,
        )}
      </p>
    </Panel>
  )
}

function Months({ sheet }: { sheet: SimulationSheet }) {
  const say = useSay()
  const total = (name: 'before' | 'after') => sheet.months.reduce((sum, month) => sum + BigInt(month[name]), 0n)
  return (
    <Panel title={say('要多少钱，按月', 'Cost by month')} asOf={say('元', 'yuan')}>
      <Wide label={say('按月', 'By month')}>
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('月份', 'Month')}</th>
              <th scope="col" className="r">
                {say('照在用的', 'In force')}
              </th>
              <th scope="col" className="r">
                {say('照草稿', 'Draft')}
              </th>
              <th scope="col" className="r">
                {say('差', 'Difference')}
              </th>
              <th scope="col" className="r">
                {say('户数', 'Households')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sheet.months.map((month) => (
              <tr key={month.month}>
                <th scope="row">
                  {month.month}
                  {month.month < sheet.lawOn.slice(0, 7) ? (
                    <span className="mute small">{say(' 往前补', ' arrears')}</span>
                  ) : null}
                </th>
                <td className="r" data-label={say('照在用的', 'In force')}>
                  {yuan(month.before)}
                </td>
                <td className="r" data-label={say('照草稿', 'Draft')}>
                  {yuan(month.after)}
                </td>
                <td className="r" data-label={say('差', 'Difference')}>
                  {difference(BigInt(month.after) - BigInt(month.before), say('一样', 'equal'))}
                </td>
                <td className="r" data-label={say('户数', 'Households')}>
                  {count(month.householdsBefore)} → {count(month.householdsAfter)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('合计', 'Total')}</th>
              <td className="r" data-label={say('照在用的', 'In force')}>
                {yuan(total('before'))}
              </td>
              <td className="r" data-label={say('照草稿', 'Draft')}>
                {yuan(total('after'))}
              </td>
              <td className="r" data-label={say('差', 'Difference')}>
                {difference(total('after') - total('before'), say('一样', 'equal'))}
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
      </Wide>
    </Panel>
  )
}

const columns: readonly (keyof typeof changeKindWords)[] = ['enters', 'leaves', 'gains', 'loses', 'open']

function Places({ sheet }: { sheet: SimulationSheet }) {
  const say = useSay()
  const url = useTableUrl()
  return (
    <Panel title={say('按镇街', 'By town')} asOf={say(`${sheet.feltIn} 的数，元`, `of ${sheet.feltIn}, yuan`)}>
      <Wide label={say('按镇街', 'By town')}>
        <table className="tb cards wb-places">
          <thead>
            <tr>
              <th scope="col">{say('镇街', 'Town')}</th>
              <th scope="col" className="r">
                {say('照在用的', 'In force')}
              </th>
              <th scope="col" className="r">
                {say('照草稿', 'Draft')}
              </th>
              {columns.map((kind) => (
                <th scope="col" className="r" key={kind}>
                  {say(changeKindWords[kind])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.places.map((place) => (
              <tr key={place.code}>
                <th scope="row">
                  {sheet.may.seeHouseholds ? (
                    <button
                      type="button"
                      className="btn text"
                      onClick={() => url.set({ place: place.code, kind: '', from: '', to: '' })}
                    >
                      {place.label}
                    </button>
                  ) : (
                    place.label
                  )}
                </th>
                <td className="r" data-label={say('照在用的', 'In force')}>
                  {yuan(place.before)}
                </td>
                <td className="r" data-label={say('照草稿', 'Draft')}>
                  {yuan(place.after)}
                </td>
                {columns.map((kind) => (
                  <td className="r" key={kind} data-label={say(changeKindWords[kind])}>
                    {count(place[kind])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Panel>
  )
}
