import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { LabelledField } from '#design/console/fields.tsx'
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
  const [signers, setSigners] = useState<readonly string[]>([])
  const [family, setFamily] = useState('')
  const press = usePress(async (given: File, key) => {
    const body = new FormData()
    body.set('signers', signers.join(','))
    body.set('family', family)
    body.set('file', given)
    const { verb, path } = addPaper
    await client.json({ verb, path, params: { id: survey.id }, body, key })
    setFile(null)
    setSigners([])
    setFamily('')
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
          '表在这一件的“文书”里打印。纸上签了的人，上面不用再签。',
          'Print it under “Papers” of the case. Who signed on it need not sign above.',
        )}
        file={file}
        bytesMax={photoBytesMax}
        onChoose={setFile}
      />
      {file === null ? null : (
        <WhoSigned survey={survey} signers={signers} onSigners={setSigners} family={family} onFamily={setFamily} />
      )}
      <Refused trouble={press.refusal} />
      {file === null ? null : (
        <button
          type="button"
          className="btn"
          disabled={press.isBusy || (signers.length === 0 && family.trim() === '')}
          onClick={() => void press.send(file)}
        >
          {press.isBusy ? say('正在传…', 'Sending…') : say('传上去', 'Hand it in')}
        </button>
      )}
    </div>
  )
}

/** Whose signatures are on the sheet: nobody is taken for granted. */
function WhoSigned(props: {
  readonly survey: SurveyAnswer
  readonly signers: readonly string[]
  readonly onSigners: (ids: readonly string[]) => void
  readonly family: string
  readonly onFamily: (name: string) => void
}) {
  const { survey, signers, onSigners, family, onFamily } = props
  const say = useSay()
  const toggle = (id: string): void =>
    onSigners(signers.includes(id) ? signers.filter((one) => one !== id) : [...signers, id])
  return (
    <>
      <fieldset className="field">
        <legend>{say('纸上有谁的签名', 'Whose signatures are on the sheet')}</legend>
        <div className="opts hs-opts hs-people">
          {survey.investigators.map((one) => (
            <label className="opt-row" key={one.id}>
              <input type="checkbox" checked={signers.includes(one.id)} onChange={() => toggle(one.id)} />
              <span>
                <b>{one.name}</b>
                <span className="hint">{one.post}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <LabelledField
        label={say('家里签名的人', 'Who of the family signed')}
        hint={say('没有签的空着', 'Leave empty when nobody did')}
      >
        {(control) => (
          <input
            {...control}
            className="in"
            autoComplete="off"
            maxLength={60}
            value={family}
            onChange={(event) => onFamily(event.target.value)}
          />
        )}
      </LabelledField>
    </>
  )
}
