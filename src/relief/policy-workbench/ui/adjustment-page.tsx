import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, difference, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, troubleOf, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { PurposeForm } from '#registry/households/ui/purpose-form.tsx'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { lineKindWords } from '../adjustment/adjustment.ts'
import { correctionWords } from '../labels.ts'
import { linesShownMax, readAdjustment } from '../wire-adjustment.ts'
import { AdjustmentActions } from './adjustment-actions.tsx'
import { AdjustmentPeople } from './adjustment-people.tsx'
import { AdjustmentProgress } from './adjustment-progress.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { LeftMonths } from './left-months.tsx'
import type { AdjustmentSheet } from './model.ts'
import { Halted, TakenBack } from './taken-back.tsx'
import { usePart } from './use-id.ts'
import { useNames } from './use-names.ts'
import { adjustmentStates } from './words.ts'

/** Who is raised by a published version, and what the months already paid still lack. */
export function AdjustmentPage() {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const id = usePart('id')
  const { packTitle } = useNames()
  const [purpose, setPurpose] = usePurpose(id)
  const key = ['policy-adjustment', id, purpose ?? '']
  const found = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      client.call(readAdjustment, { params: { id }, signal, ...(purpose === undefined ? {} : { purpose }) }),
  })
  if (found.isError && troubleOf(found.error).code === 'access.purposeNeeded')
    return <PurposeForm of="list" onSaid={setPurpose} />
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取名单', 'Fetching the list')} />
  const list = found.data
  const title = packTitle(list)
  const show = (next: AdjustmentSheet): void => void queries.setQueryData(key, next)
  const again = (): void => void found.refetch()
  return (
    <>
      <Crumbs here={say('调标名单', 'Adjustment list')}>
        <Link to={'/workbench' as never}>{say('政策工作台', 'Policy workbench')}</Link>
      </Crumbs>
      <PageHead
        title={say(`调标名单：${title}`, `Adjustment list: ${title}`)}
        says={
          <>
            <State tone={adjustmentStates[list.state].tone}>{say(adjustmentStates[list.state])}</State>{' '}
            {say(`${list.fromMonth} 起`, `from ${list.fromMonth}`)} · <span className="song">{list.document}</span>
          </>
        }
      >
        {list.may.export ? (
          <ExportButtons
            fetchFile={(format) =>
              client.file({
                ...{ verb: 'GET', path: '/api/policy-workbench/adjustments/:id/export', params: { id } },
                ...{ query: { format }, purpose: `导出调标名单：${list.title}` },
              })
            }
          />
        ) : null}
      </PageHead>
      <div className="stack">
        <AdjustmentPeople list={list} />
        <AdjustmentProgress list={list} onWhole={again} />
        <UndoWish list={list} />
        <Halted list={list} />
        <TakenBack list={list} />
        <Kinds list={list} />
        <LeftMonths list={list} purpose={purpose} />
        <Corrections list={list} />
        <Lines list={list} />
        <AdjustmentActions list={list} onChanged={show} />
      </div>
    </>
  )
}

/** Somebody asks to take the list back: what holds until another person has answered. */
function UndoWish({ list }: { list: AdjustmentSheet }) {
  const say = useSay()
  if (list.state !== 'undo-asked') return null
  return (
    <p className="note soon">
      {list.carriedAt === null
        ? say(
            '有人提出撤回，名单只办了一部分。另一位确认或者不同意以前，名单到的月份不做、不批、不送银行。',
            'Somebody asks to take it back, and only a part of it was carried out. Until another person confirms or refuses, no pay list of a month it reaches is made, approved or sent.',
          )
        : say(
            '有人提出撤回。另一位确认以前，照批准的发。',
            'Somebody asks to take it back. Until another person confirms, it is paid as approved.',
          )}
    </p>
  )
}

function Kinds({ list }: { list: AdjustmentSheet }) {
  const say = useSay()
  return (
    <Panel title={say('多少户', 'How many')} asOf={say('每月，元', 'a month, yuan')}>
      {list.kinds.length === 0 ? (
        <p className="mute">{say('没有哪一户在发的钱要变。', 'Nothing that is paid would change.')}</p>
      ) : (
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('怎么办', 'What')}</th>
              <th scope="col" className="r">
                {say('户数', 'Households')}
              </th>
              <th scope="col" className="r">
                {say('每月差', 'Difference a month')}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.kinds.map(({ kind, households, difference: fen }) => (
              <tr key={kind}>
                <th scope="row">{say(lineKindWords[kind])}</th>
                <td className="r" data-label={say('户数', 'Households')}>
                  {count(households)}
                </td>
                <td className="r" data-label={say('每月差', 'Difference')}>
                  {kind === 'uncertain' ? '—' : difference(fen, say('一样', 'equal'))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

function Corrections({ list }: { list: AdjustmentSheet }) {
  const say = useSay()
  if (list.corrections.length === 0) return null
  return (
    <Panel title={say('往前补发和追回', 'Arrears and recoveries')} asOf={say('元', 'yuan')}>
      <p>
        {list.correctionsByMonth.map(({ month, households, fen }) => (
          <span key={month}>
            {say(`${month}：${count(households)} 户 `, `${month}: ${many(households, 'household')} `)}
            <b className="num">{difference(fen, '0.00')}</b>{' '}
          </span>
        ))}
      </p>
      <details className="wb-kind" open={list.corrections.length <= rowsUnfoldedMax}>
        <summary>
          {say('每户每月', 'By household and month')} {count(list.corrections.length)}
          {list.corrections.length < linesShownMax ? '' : say('（最多列这么多）', ' (as many as are listed)')}
        </summary>
        <Wide label={say('每户每月', 'By household and month')}>
          <table className="tb cards">
            <thead>
              <tr>
                <th scope="col">{say('家庭', 'Household')}</th>
                <th scope="col">{say('月份', 'Month')}</th>
                <th scope="col" className="r">
                  {say('差', 'Difference')}
                </th>
                <th scope="col">{say('到哪了', 'State')}</th>
              </tr>
            </thead>
            <tbody>
              {list.corrections.map((line) => (
                <tr key={`${line.householdId}-${line.month}-${line.state}`}>
                  <th scope="row">
                    {line.head} <span className="mute">{line.number}</span>
                  </th>
                  <td data-label={say('月份', 'Month')}>{line.month}</td>
                  <td className="r" data-label={say('差', 'Difference')}>
                    {difference(line.fen, '0.00')}
                  </td>
                  <td data-label={say('到哪了', 'State')}>{say(correctionWords[line.state] ?? { zh: '', en: '' })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      </details>
    </Panel>
  )
}

/** A kind of more rows than this is folded, so that what can be done with the list stays in sight below it. */
const rowsUnfoldedMax = 20

function Lines({ list }: { list: AdjustmentSheet }) {
  const say = useSay()
  return (
    <Panel
      title={say('名单', 'The list')}
      asOf={say(`每类最多列 ${linesShownMax} 户`, `${linesShownMax} of a kind at most`)}
    >
      {list.kinds.map(({ kind, households }) => (
        <details key={kind} className="wb-kind" open={households <= rowsUnfoldedMax}>
          <summary>
            {say(lineKindWords[kind])} {say(`${count(households)} 户`, count(households))}
          </summary>
          <LinesOfKind lines={list.lines.filter((line) => line.kind === kind)} />
        </details>
      ))}
    </Panel>
  )
}

function LinesOfKind({ lines }: { lines: AdjustmentSheet['lines'] }) {
  const say = useSay()
  return (
    <Wide label={say('名单', 'The list')}>
      <table className="tb cards">
        <thead>
          <tr>
            <th scope="col">{say('家庭', 'Household')}</th>
            <th scope="col">{say('镇街、村', 'Place')}</th>
            <th scope="col" className="r">
              {say('现在发', 'Paid')}
            </th>
            <th scope="col" className="r">
              {say('老标准', 'Old law')}
            </th>
            <th scope="col" className="r">
              {say('新标准', 'New law')}
            </th>
            <th scope="col">{say('从哪月', 'From')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.householdId} ${line.fromMonth}`}>
              <th scope="row">
                {line.head} <span className="mute">{line.number}</span>
              </th>
              <td data-label={say('镇街、村', 'Place')}>{line.placeLabel}</td>
              <td className="r" data-label={say('现在发', 'Paid')}>
                {yuan(line.paid)}
              </td>
              <td className="r" data-label={say('老标准', 'Old law')}>
                {line.before === null ? say('说不准', 'unknown') : yuan(line.before)}
              </td>
              <td className="r" data-label={say('新标准', 'New law')}>
                {line.after === null ? say('说不准', 'unknown') : yuan(line.after)}
              </td>
              <td data-label={say('从哪月', 'From')}>{line.fromMonth}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
