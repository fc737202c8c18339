import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { DownloadButton } from '#design/console/download.tsx'
import { useSay } from '#design/console/language.tsx'
import { PageHead } from '#design/console/page-parts.tsx'
import { troubleOf } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { readInstallation } from '#registry/officers/contract.ts'
import { fetchDemonstrationList, fetchTemplate, readChoices, sendFile } from './calls.ts'
import { FileDrop } from './file-drop.tsx'
import { Promises } from './promises.tsx'
import { RecentRuns } from './recent-runs.tsx'
import { Steps } from './steps.tsx'

/** The main door: an office's own list goes in. What will and will not happen is said before the file is taken. */
export function RosterUploadPage() {
  const say = useSay()
  return (
    <div className="p-ro">
      <PageHead
        title={say('名单体检', 'Roster check')}
        says={say(
          '把您手上的名单放进来，每一户都给一个算法和一个理由，再和现在发的数对一遍。',
          'Bring in the list you have: every household gets a sum and a reason, compared with what is paid now.',
        )}
      />
      <Steps now={1} />
      <div className="ro-2">
        <UploadForm />
        <Promises />
      </div>
      <RecentRuns />
    </div>
  )
}

function UploadForm() {
  const say = useSay()
  const client = useClient()
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const installation = useQuery({ queryKey: ['installation'], queryFn: () => client.call(readInstallation) })
  const choices = useQuery({ queryKey: ['roster', 'choices'], queryFn: () => readChoices(client) })

  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (file === null) return
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    try {
      const id = await sendFile(client, {
        file,
        programme: String(form.get('programme') ?? ''),
        lawOn: String(form.get('lawOn') ?? ''),
        key,
      })
      await navigate({ to: '/roster/$id', params: { id } })
    } catch (trouble) {
      setError(trouble)
      setKey(crypto.randomUUID())
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="panel" aria-label={say('选文件', 'Choose a file')} onSubmit={(event) => void send(event)}>
      <ol className="ro-do">
        <li>
          <div>
            <h2>{say('有现成的表就直接用', 'Use the sheet you have')}</h2>
            <p>
              {say(
                '表头顺序不同、多个空格、叫法不一样都认得。没有的话，下载模板照着填：中文表头，每列一句说明，能选的都给下拉，带一户填好的样子。',
                'Headings in another order, with spaces or other names are understood. Or fill in the template: every column explained, pick-lists, one household as an example.',
              )}
            </p>
            <div className="row gap">
              <DownloadButton fetchFile={() => fetchTemplate(client)}>
                {say('下载模板 .xlsx', 'Download the template .xlsx')}
              </DownloadButton>
              {installation.data?.isDemo === true ? (
                <DownloadButton fetchFile={() => fetchDemonstrationList(client)}>
                  {say('下载演示名单 .xlsx', 'Download the demonstration list .xlsx')}
                </DownloadButton>
              ) : null}
            </div>
          </div>
        </li>
        <li>
          <FileDrop file={file} onChoose={setFile} />
        </li>
        <li>
          <div>
            <h2>{say('算哪一样', 'What to assess')}</h2>
            <div className="ro-opts" role="radiogroup" aria-label={say('算哪一样', 'What to assess')}>
              {(choices.data?.programmes ?? []).map((programme, index) => (
                <label key={programme.value} className="opt-row">
                  <input type="radio" name="programme" value={programme.value} defaultChecked={index === 0} />
                  <span>
                    <b>{say(programme)}</b>
                    <span className="hint">{say(programme.hint)}</span>
                  </span>
                </label>
              ))}
            </div>
          </div>
        </li>
        <li>
          <div>
            <h2>
              <label htmlFor="lawOn">{say('照哪一天的规矩算', 'By the rules of which day')}</label>
            </h2>
            <div className="ro-day">
              <input
                className="in"
                id="lawOn"
                name="lawOn"
                type="date"
                required
                key={choices.data?.today ?? ''}
                defaultValue={choices.data?.today ?? ''}
              />
              <span className="mute small">
                {say(
                  '标准和规定都按这一天的；没有依据的直说。',
                  'Standards and rules of this day; where there is none, it is said.',
                )}
              </span>
            </div>
          </div>
        </li>
      </ol>
      {error === null ? null : (
        <div className="note late gap" role="alert">
          <b>{say('没有收下这份文件', 'The file was not taken')}</b>
          <p>{say(troubleOf(error))}</p>
          <p className="small">
            {say('您选的都还在，换一份或改好再来。', 'Your choices are still here; mend it or choose another.')}
          </p>
        </div>
      )}
      <div className="row ro-send">
        <button className="btn" disabled={file === null || isBusy}>
          {isBusy ? say('正在读…', 'Reading…') : say('试读这份文件', 'Read it on trial')}
        </button>
        <span className="mute small">
          {file === null
            ? say('先选一份文件。试读不保存。', 'Choose a file first. Nothing is kept on trial.')
            : say('4,000 行约 2 秒。试读不保存。', 'About 2 seconds for 4,000 rows. Nothing is kept on trial.')}
        </span>
      </div>
    </form>
  )
}
