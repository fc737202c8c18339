import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { difference, yuan } from '#design/console/figures.ts'
import { useLanguage, useSay, type Say } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { WhyDesk } from '#design/why-tree/index.ts'
import { useClient } from '#platform/http/client.ts'
import { openSimulated } from '../wire-simulation.ts'
import type { SimulatedPair } from './model.ts'
import { usePart } from './use-id.ts'
import { useNames } from './use-names.ts'

/** One household: what differs, then the old sum and the new one below each other, line by line the same order. */
export function SimulatedHouseholdPage() {
  const say = useSay()
  const client = useClient()
  const params = { id: usePart('id'), household: usePart('household') }
  const found = useQuery({
    queryKey: ['policy-simulated-household', params],
    queryFn: ({ signal }) => client.call(openSimulated, { params, signal, purpose: '政策试算：看新旧两张算式' }),
  })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取两张算式', 'Fetching both sums')} />
  const { head, number, before, after, changed } = found.data
  const fen = BigInt(after.amount ?? '0') - BigInt(before.amount ?? '0')
  return (
    <div className="why-in">
      <Crumbs here={`${head} · ${number}`}>
        <Link to={'/workbench' as never}>{say('政策工作台', 'Policy workbench')}</Link>
        <span aria-hidden="true">/</span>
        <Link to={'/workbench/simulations/$id' as never} params={{ id: params.id } as never}>
          {say('全县试算', 'Try on everybody')}
        </Link>
      </Crumbs>
      <PageHead
        title={say(`${head}：新旧两张算式`, `${head}: the old sum and the new`)}
        says={say(
          `${before.month} 这个月。模拟，不改这一户的待遇。`,
          `For ${before.month}. A simulation; nothing of this household is changed.`,
        )}
      />
      <p className="panel wb-answer">
        {amountOf(before.amount, say)} → <b className="cmp">{amountOf(after.amount, say)}</b>{' '}
        {after.amount === null || before.amount === null ? null : difference(fen, say('一样', 'equal'))}
      </p>
      <Changed changed={changed} />
      <div className="wb-pair">
        <Sum title={say('照在用的', 'By the law in force')} head={head} assessment={before} />
        <Sum title={say('照草稿', 'By the draft')} head={head} assessment={after} />
      </div>
    </div>
  )
}

/** What differs between the two sums, before either is read. */
function Changed({ changed }: Pick<SimulatedPair, 'changed'>) {
  const say = useSay()
  const lines = changed.filter(({ onlyIn }) => onlyIn === null)
  const alone = changed.length - lines.length
  return (
    <Panel title={say('哪几行不一样', 'Lines that differ')} asOf={say(`${lines.length} 行`, `${lines.length}`)}>
      {lines.length === 0 ? (
        <p className="mute">{say('没有一行不一样。', 'No line differs.')}</p>
      ) : (
        <Wide label={say('哪几行不一样', 'Lines that differ')}>
          <table className="tb cards">
            <thead>
              <tr>
                <th scope="col">{say('哪一行', 'Line')}</th>
                <th scope="col" className="r">
                  {say('照在用的', 'In force')}
                </th>
                <th scope="col" className="r">
                  {say('照草稿', 'Draft')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id}>
                  <th scope="row">{say(line)}</th>
                  <td className="r" data-label={say('照在用的', 'In force')}>
                    {valueOf(line.unit, line.before, say)}
                  </td>
                  <td className="r" data-label={say('照草稿', 'Draft')}>
                    {valueOf(line.unit, line.after, say)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {alone === 0 ? null : (
        <p className="mute small">
          {say(
            `另有 ${alone} 行只在一张算式上：前面没过的，后面不再看。`,
            `${alone} more stand in one sum only: where a condition fails, the rest is not looked at.`,
          )}
        </p>
      )}
    </Panel>
  )
}

function valueOf(unit: SimulatedPair['changed'][number]['unit'], value: string | null, say: Say): string {
  if (value === null) return say('不知道', 'unknown')
  if (unit === 'test') return value === 'true' ? say('过', 'holds') : say('没过', 'fails')
  return unit === 'fen' ? `${yuan(value)} ${say('元', 'yuan')}` : value
}

const amountOf = (fen: string | null, say: ReturnType<typeof useSay>): string =>
  fen === null ? say('说不准', 'not certain') : `${yuan(fen)} ${say('元', 'yuan')}`

function Sum({ title, head, assessment }: { title: string; head: string; assessment: SimulatedPair['before'] }) {
  const language = useLanguage()
  const { placeName } = useNames()
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <div className="why">
        <WhyDesk
          assessment={assessment as never}
          language={language}
          to={head}
          isOpen={false}
          placeName={placeName}
          paid={undefined}
        />
      </div>
    </section>
  )
}
