import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { FileField } from '#design/console/file-field.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { addPaper, photoBytesMax } from '../wire.ts'
import { useSurveyChanged, type SurveyAnswer } from './calls.ts'

/** The sheet signed by hand, photographed or scanned: the way without drawing on a screen. */
export function SignedPaper({ survey }: { survey: SurveyAnswer }) {
  const say = useSay()
  const client = useClient()
  const changed = useSurveyChanged(survey)
  const [file, setFile] = useState<File | null>(null)
  const press = usePress(async (given: File, key) => {
    const body = new FormData()
    body.set('file', given)
    const { verb, path } = addPaper
    await client.json({ verb, path, params: { id: survey.id }, body, key })
    setFile(null)
    await changed()
  })
  return (
    <div className="hs-paper" id="hs-paper" tabIndex={-1}>
      <h3>{say('签在纸上的', 'Signed on paper')}</h3>
      {survey.paper === null ? null : (
        <p>
          <a href={survey.paper.href} target="_blank" rel="noreferrer">
            {say('看已传的纸表', 'See the sheet handed in')}
          </a>
        </p>
      )}
      <FileField
        label={say('拍照或选扫描件', 'Photo or scan')}
        hint={say(
          '表在这一件的“文书”里打印。一张纸上签齐的，上面不用再签。',
          'Print it under “Papers” of the case. A sheet with every signature stands for all of them.',
        )}
        file={file}
        bytesMax={photoBytesMax}
        onChoose={setFile}
      />
      <Refused trouble={press.refusal} />
      {file === null ? null : (
        <button type="button" className="btn" disabled={press.isBusy} onClick={() => void press.send(file)}>
          {press.isBusy ? say('正在传…', 'Sending…') : say('传上去', 'Hand it in')}
        </button>
      )}
    </div>
  )
}
