import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { CasePanel, Refused } from '#design/console/case-panel.tsx'
import { DownloadButton } from '#design/console/download.tsx'
import { FileField } from '#design/console/file-field.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import type { ScanRead } from '../contract.ts'
import { useCasePurpose } from '#relief/casework/ui/assessment-call.ts'
import { fileScan, letterPath, listPapers, printPaper, readScan } from '../wire.ts'

type PaperRow = AnswerOf<typeof listPapers>[number]

/** The papers of a case: print, sign, scan back. What a scan is, its code says; it is filed when a person confirms. */
export function PapersPanel({ caseId }: { readonly caseId: string }): ReactNode {
  const say = useSay()
  const client = useClient()
  const rows = useQuery({
    queryKey: ['papers', caseId],
    queryFn: () => client.call(listPapers, { params: { id: caseId } }),
  })
  return (
    <CasePanel
      title={say('文书', 'Papers')}
      isWaiting={rows.isPending}
      error={rows.error}
      onRetry={() => void rows.refetch()}
    >
      <ul className="rows">
        {(rows.data ?? []).map((row) => (
          <PaperLine key={`${row.form}${row.person?.id ?? ''}`} caseId={caseId} row={row} />
        ))}
      </ul>
      <ScanBack caseId={caseId} />
    </CasePanel>
  )
}

function PaperLine({ caseId, row }: { readonly caseId: string; readonly row: PaperRow }) {
  const say = useSay()
  const client = useClient()
  const purpose = useCasePurpose(caseId)
  const name = `${say(row.words)}${row.person === null ? '' : ` ${row.person.name}`}`
  const [back] = row.returned
  return (
    <li>
      {row.isReady && purpose !== undefined ? (
        <DownloadButton className="btn text" fetchFile={() => client.file(printed(caseId, row, purpose))}>
          {name}
        </DownloadButton>
      ) : (
        <span>{name}</span>
      )}
      {row.number !== null && <span className="n"> {row.number}</span>}
      {row.letterId !== null && purpose !== undefined && (
        <>
          {' '}
          <a href={letterPath(row.letterId, purpose)}>{say('看', 'Read')}</a>
        </>
      )}
      {row.whyNot !== null && <span className="mute"> {say(row.whyNot)}</span>}
      {back !== undefined && (
        <span> {say(`已收回签好的（${back.on}，${back.by}）`, `signed one filed (${back.on}, ${back.by})`)}</span>
      )}
      {back === undefined && row.comesBack && row.isReady && (
        <span className="mute"> {say('还没收回', 'not back yet')}</span>
      )}
    </li>
  )
}

/** The number of the case is why it is printed, unless another purpose was said. */
const printed = (caseId: string, { form, person }: PaperRow, purpose: string) => ({
  ...{ verb: printPaper.verb, path: printPaper.path, params: { id: caseId, form }, purpose },
  ...(person === null ? {} : { query: { person: person.id } }),
})

/** Without the code being read nothing is filed; what it says is shown and confirmed by a press. */
function ScanBack({ caseId }: { readonly caseId: string }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [found, setFound] = useState<ScanRead | null>(null)
  const choose = (chosen: File | null): void => {
    setFile(chosen)
    setFound(null)
  }
  const read = usePress(async (scan: File, key) => {
    setFound(await client.json<ScanRead>({ verb: 'POST', path: readScan.path, body: formOf(scan, null), key }))
  })
  const put = usePress(async (scan: { readonly file: File; readonly said: ScanRead }, key) => {
    const path = fileScan.path.replace(':form', scan.said.form)
    await client.json({ verb: 'POST', path, params: { id: caseId }, body: formOf(scan.file, scan.said), key })
    choose(null)
    await queries.invalidateQueries({ queryKey: ['papers', caseId] })
  })
  return (
    <div className="noprint">
      <FileField
        label={say('把签好的扫回来', 'Scan a signed one back')}
        hint={say(
          '拍全四个角，右上角的二维码要清楚',
          'Take all four corners; the code at the upper right must be clear',
        )}
        file={file}
        onChoose={choose}
      />
      {file !== null && found === null && (
        <button type="button" className="btn line" disabled={read.isBusy} onClick={() => void read.send(file)}>
          {say('认一认', 'Read it')}
        </button>
      )}
      {file !== null && found !== null && (
        <>
          <p>
            {say(
              `这是办件 ${found.caseNumber}（${found.head}）的“${found.words.zh}”${found.person === null ? '' : `，${found.person.name}`}${found.isFiled ? '。已经收过一份' : ''}`,
              `This is “${found.words.en}” of case ${found.caseNumber} (${found.head})${found.isFiled ? '; one was filed before' : ''}`,
            )}
          </p>
          <button
            type="button"
            className="btn"
            disabled={put.isBusy}
            onClick={() => void put.send({ file, said: found })}
          >
            {say('没错，归档', 'Right, file it')}
          </button>
        </>
      )}
      <Refused trouble={put.refusal ?? read.refusal} />
    </div>
  )
}

function formOf(file: File, said: ScanRead | null): FormData {
  const form = new FormData()
  if (said !== null && said.person !== null) form.set('person', said.person.id)
  form.set('file', file)
  return form
}
