import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { DownloadButton } from '#design/console/download.tsx'
import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { troubleOf } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { fetchBadRows, sendRepair } from './calls.ts'
import type { DryRun } from './model.ts'

/** Mend in Excel and bring back only this sheet: the rest does not move. */
export function Repair({ run }: { run: DryRun }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const id = useId()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    setBusy(true)
    setError(null)
    try {
      const next = await sendRepair(client, { id: run.id, file, key: crypto.randomUUID() })
      await queries.invalidateQueries({ queryKey: ['roster'] })
      await navigate({ to: '/roster/$id', params: { id: next } })
    } catch (trouble) {
      setError(trouble)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="panel" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say('改好再传，只传这一张', 'Mend it and send only this sheet')}</h2>
      <ol className="ro-ask">
        <li>
          <div>
            <b>{say('下载只含错误行的表', 'Download the rows to mend')}</b>
            <span>
              {say(
                `${count(run.held.persons)} 行：${count(run.held.badRows)} 行有错，加上同户的。列和您的表一样，最后一列写着怎么改。`,
                `${many(run.held.persons, 'row')} with everybody of those households; the last column says what to do.`,
              )}
            </span>
          </div>
        </li>
        <li>
          <div>
            <b>{say('在 Excel 里改，存回原来的格式', 'Mend it in Excel, keep the format')}</b>
            <span>{say('不用删最后一列，再传时不读它。', 'Leave the last column; it is not read.')}</span>
          </div>
        </li>
        <li>
          <div>
            <b>{say('传回来', 'Send it back')}</b>
            <span>
              {say(
                '只重读这些户，其余的不动。同一份传两次，结果一样。',
                'Only these households are read again. Twice the same sheet gives the same result.',
              )}
            </span>
          </div>
        </li>
      </ol>
      {error === null ? null : (
        <p className="err" role="alert">
          {say(troubleOf(error))}
        </p>
      )}
      <div className="row gap">
        <DownloadButton fetchFile={() => fetchBadRows(client, run.id)}>
          {say(`下载 ${count(run.held.persons)} 行 .xlsx`, `Download ${many(run.held.persons, 'row')}`)}
        </DownloadButton>
        <input
          className="vh"
          id={id}
          type="file"
          accept=".xlsx,.csv"
          disabled={isBusy}
          onChange={(event) => void send(event.target.files?.[0])}
        />
        <label className="btn line" htmlFor={id}>
          {isBusy ? say('正在读…', 'Reading…') : say('传改好的表', 'Send the mended sheet')}
        </label>
      </div>
    </section>
  )
}
