import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { saveFile } from '#design/console/download.tsx'
import { SelectField } from '#design/console/fields.tsx'
import { FileField } from '#design/console/file-field.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel, Wide } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { returnBytesMax } from '../files/wire.ts'
import type { PayFileCard, Run, RunFiles } from './model.ts'
import { fetchPayFile, makeFile, readFiles, sendReturn } from './pay-calls.ts'
import { SimulatedBank } from './simulated-bank-form.tsx'
import { momentText } from './words.ts'

/** Files that went out, what came back, and the door for the bank's answer. */
export function RunFilesPanel({ run }: { run: Run }) {
  const say = useSay()
  const client = useClient()
  const files = useQuery({ queryKey: ['pay', 'files', run.id], queryFn: () => readFiles(client, run.id) })
  if (files.isError) return <Trouble error={files.error} onRetry={() => void files.refetch()} />
  if (files.data === undefined) return <Waiting what={say('正在取发放文件', 'Fetching the files')} />
  return (
    <Panel title={say('发给银行和银行回盘', 'To the bank and back')} id="files">
      <FileTable files={files.data.files} maySend={run.maySend} />
      {run.maySend ? <MakeFile run={run} routes={files.data.routes} isFirst={files.data.files.length === 0} /> : null}
      {run.maySend && files.data.files.length > 0 ? (
        <div className="pay-2">
          <ReturnDoor runId={run.id} />
          <SimulatedBank runId={run.id} files={files.data.files} faults={files.data.simulator} />
        </div>
      ) : null}
      <Returns returns={files.data.returns} />
    </Panel>
  )
}

function FileTable({ files, maySend }: { files: readonly PayFileCard[]; maySend: boolean }) {
  const say = useSay()
  const client = useClient()
  const titles = [say('发出', 'Sent'), say('发到', 'Paid'), say('退回', 'Returned'), say('没回', 'Open')]
  if (files.length === 0)
    return (
      <p className="mute">
        {maySend
          ? say('还没有发给银行。先做发放文件。', 'Nothing has gone to the bank yet. Make the file first.')
          : say(
              '还没有发给银行，等财务人员做发放文件。',
              'Nothing has gone to the bank yet. A finance officer makes the file.',
            )}
      </p>
    )
  return (
    <Wide label={say('发放文件', 'Files to the bank')}>
      <table className="tb cards sums">
        <thead>
          <tr>
            <th scope="col">{say('批次', 'Batch')}</th>
            <th scope="col">{say('渠道', 'Route')}</th>
            {titles.map((title) => (
              <th scope="col" className="r" key={title}>
                {title}
              </th>
            ))}
            <th scope="col">
              <span className="vh">{say('下载', 'Download')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.id}>
              <th scope="row">
                <span className="n">{file.batch}</span>
                <br />
                <span className="small mute">
                  {file.isSupplement ? say('补发 · ', 'supplementary · ') : ''}
                  {file.made.name} · {momentText(file.made.at)}
                </span>
              </th>
              <td data-label={say('渠道', 'Route')}>{say(file.route)}</td>
              {[file.sent, file.paid, file.returned, file.waiting].map((sum, index) => (
                <td className="r" key={`${file.id}-${index}`} data-label={titles[index]}>
                  <span>
                    {yuan(sum.amount)}
                    <br />
                    <span className="small mute">{say(`${count(sum.count)} 笔`, many(sum.count, 'line'))}</span>
                  </span>
                </td>
              ))}
              <td>
                {maySend ? (
                  <ConfirmWithReason
                    label={say('下载', 'Download')}
                    says={say(
                      '文件里有户名和账号。为什么下载会记下来。',
                      'The file holds names and account numbers. The purpose is written down.',
                    )}
                    askReason={say('下载做什么用', 'What it is for')}
                    act={async (purpose) => saveFile(await fetchPayFile(client, file.id, purpose))}
                  />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function MakeFile({ run, routes, isFirst }: { run: Run; routes: RunFiles['routes']; isFirst: boolean }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [route, setRoute] = useState(routes[0]?.name ?? '')
  const payable = run.states['payable'] ?? { count: 0, amount: '0' }
  const press = usePress(async (wish: { route: string }, key) => {
    await makeFile(client, run.id, { ...wish, key })
    await queries.invalidateQueries({ queryKey: ['pay'] })
  })
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (route !== '') void press.send({ route })
  }
  if (payable.count === 0 || payable.count === run.withoutAccount)
    return (
      <p className="mute">
        {payable.count === 0
          ? say(
              '眼下没有可以发的笔；退回的改好账户、审过以后再来。',
              'Nothing is payable now; come back when returned lines are corrected.',
            )
          : say(
              `还有 ${count(payable.count)} 笔没有审过的收款账户，登记并审过以后再做文件。`,
              `${count(payable.count)} lines lack an approved account; the file can be made once they have one.`,
            )}
      </p>
    )
  return (
    <form className="fields pay-make" onSubmit={send}>
      <SelectField
        label={say('从哪条渠道发', 'By which route')}
        ask={say('请选', 'Choose')}
        value={route}
        onChange={setRoute}
        choices={routes.map((one) => ({ value: one.name, label: say(one) }))}
      />
      <p className="mute">
        {say(
          `${count(payable.count)} 笔、${yuan(payable.amount)} 元可以发${run.withoutAccount === 0 ? '' : `，其中 ${count(run.withoutAccount)} 笔没有审过的账户，先留下`}。做好文件就算交给银行，同一笔不会再出现在别的文件里。`,
          `${many(payable.count, 'line')}, ${yuan(payable.amount)} yuan may go${run.withoutAccount === 0 ? '' : `; ${run.withoutAccount} without an approved account stay behind`}. Once in a file a line is never in another.`,
        )}
      </p>
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={press.isBusy || route === ''}>
          {press.isBusy
            ? say('正在做…', 'Making…')
            : isFirst
              ? say('做发放文件', 'Make the file')
              : say('做补发文件', 'Make the supplementary file')}
        </button>
      </div>
    </form>
  )
}

function ReturnDoor({ runId }: { runId: string }) {
  const say = useSay()
  const client = useClient()
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const press = usePress(async (wish: { file: File }, key) => {
    const id = await sendReturn(client, runId, { ...wish, key })
    await navigate({ to: '/pay/returns/$id', params: { id } })
  })
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (file !== null) void press.send({ file })
  }
  return (
    <form className="fields" onSubmit={send}>
      <h3>{say('银行回盘', 'The bank’s answer')}</h3>
      <FileField
        label={say('回盘文件', 'Return file')}
        hint={say(
          'TXT、CSV 或 XLSX，UTF-8、GBK 都行。先试读，不入账。',
          'TXT, CSV or XLSX, UTF-8 or GBK. Read on trial first; nothing is booked.',
        )}
        accept=".txt,.csv,.xlsx"
        bytesMax={returnBytesMax}
        file={file}
        onChoose={setFile}
      />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={file === null || press.isBusy}>
          {press.isBusy ? say('正在读…', 'Reading…') : say('试读', 'Read on trial')}
        </button>
      </div>
    </form>
  )
}

function Returns({ returns }: { returns: RunFiles['returns'] }) {
  const say = useSay()
  if (returns.length === 0) return null
  return (
    <>
      <h3>{say('收到过的回盘', 'Answers received')}</h3>
      <ul className="pay-list">
        {returns.map((one) => (
          <li key={one.id}>
            <div className="pay-row-head">
              <State tone={one.state === 'booked' ? 'ok' : 'go-on'}>
                {one.state === 'booked' ? say('入账了', 'booked') : say('试读过，没入账', 'read, not booked')}
              </State>
              <Link to="/pay/returns/$id" params={{ id: one.id }}>
                {one.name}
              </Link>
              <span className="n mute">{one.batch}</span>
            </div>
            <p className="small mute">
              {(one.booked ?? one.read).name} · {momentText((one.booked ?? one.read).at)}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
