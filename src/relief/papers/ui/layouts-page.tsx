import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { FileField } from '#design/console/file-field.tsx'
import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { State } from '#design/console/shape.tsx'
import { closesPage, Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { letterForms, listTemplates, templateBytesMax, uploadLetterTemplate, useLetterTemplate } from '../wire.ts'

type Row = AnswerOf<typeof listTemplates>['versions'][number]
const key = ['letter-templates'] as const

/** The Word layouts of the letters: take ours, change it in Word, bring it back; another person puts it in use. */
export function LayoutsPage() {
  const say = useSay()
  const client = useClient()
  const list = useQuery({ queryKey: key, queryFn: () => client.call(listTemplates) })
  closesPage(list.error)
  return (
    <div className="p-layouts">
      <PageHead
        title={say('通知书版式', 'Letter layouts')}
        says={say(
          '下载 Word，改好样子再传上来；换一个人看过才启用。存档的 PDF 始终用系统的版式，Word 只用来打印盖章。',
          'Download the Word file, change its looks, bring it back; another person puts it in use. The PDF on file keeps our layout; Word is for printing and stamping.',
        )}
      />
      {list.isError ? <Trouble error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Waiting what={say('正在取版式', 'Fetching the layouts')} /> : null}
      <div className="stack">
        {list.data === undefined
          ? null
          : letterForms.map((form) => (
              <Form key={form} form={form} rows={list.data.versions.filter((row) => row.form === form)} />
            ))}
        {list.data === undefined ? null : (
          <Panel title={say('版式里能写的占位符', 'What a layout may name')}>
            <p className="mute">
              {say(
                '每个占位符前后各一个花括号，如 {编号}。写了没有的，传的时候会说是哪一个。',
                'Each between braces, such as {编号}. One that does not exist is named when the file is brought.',
              )}
            </p>
            <dl className="fact-list">
              {list.data.placeholders.map((one) => (
                <div key={one.name}>
                  <dt>{`{${one.name}}`}</dt>
                  <dd>{say(one)}</dd>
                </div>
              ))}
            </dl>
          </Panel>
        )}
      </div>
    </div>
  )
}

function Form({ form, rows }: { readonly form: Row['form']; readonly rows: readonly Row[] }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const bring = usePress(async (given: File, pressed) => {
    const body = new FormData()
    body.set('file', given)
    const { verb, path } = uploadLetterTemplate
    await client.json({ verb, path, params: { form }, body, key: pressed })
    setFile(null)
    await queries.invalidateQueries({ queryKey: key })
  })
  const [first] = rows
  return (
    <Panel title={first === undefined ? form : say(first.words)}>
      <p>
        <a href={`/api/letter-samples/${form}`}>{say('看 PDF 样张', 'See the sample as PDF')}</a>
      </p>
      <ul className="plain-list">
        {rows.map((row) => (
          <Version key={row.version} row={row} />
        ))}
      </ul>
      <FileField
        label={say('传一份改好的', 'Bring a changed one')}
        hint={say('Word 文档（.docx），不带宏', 'A Word document (.docx) without macros')}
        file={file}
        bytesMax={templateBytesMax}
        onChoose={setFile}
      />
      <Refused trouble={bring.refusal} />
      {file === null ? null : (
        <button type="button" className="btn" disabled={bring.isBusy} onClick={() => void bring.send(file)}>
          {bring.isBusy ? say('正在检查…', 'Checking…') : say('检查并传上来', 'Check and bring it')}
        </button>
      )}
    </Panel>
  )
}

function Version({ row }: { readonly row: Row }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const base = `/api/letter-templates/${row.form}/${row.version}`
  const params = { form: row.form, version: row.version }
  return (
    <li className="paper-row">
      <span>
        <b>{row.version === 0 ? say('系统自带', 'Ours') : say(`第 ${row.version} 版`, `Version ${row.version}`)}</b>{' '}
        <span className="mute">
          {row.at === null ? row.name : `${row.name} · ${row.by ?? ''} · ${momentText(row.at)}`}
        </span>{' '}
        {row.isInUse ? (
          <State tone="ok">
            {row.approvedBy === null
              ? say('在用', 'In use')
              : say(`在用，${row.approvedBy} 启用`, `In use, approved by ${row.approvedBy}`)}
          </State>
        ) : null}
      </span>
      <span className="row">
        <a href={base}>{say('下载 Word', 'Download Word')}</a>
        <a href={`${base}/preview`}>{say('试填一份', 'Fill with a sample')}</a>
      </span>
      {row.isInUse ? null : row.mayUse ? (
        <ConfirmWithReason
          label={say('看过了，启用', 'Looked at: put in use')}
          says={say('以后的 Word 通知书都用这一版。', 'Letters in Word use this version from now on.')}
          act={async (_, pressed) => {
            await client.call(useLetterTemplate, { params, key: pressed })
            await queries.invalidateQueries({ queryKey: key })
          }}
        />
      ) : (
        <span className="mute">{say('您传的，等另一个人看过启用', 'Yours: waits for somebody else')}</span>
      )}
    </li>
  )
}
