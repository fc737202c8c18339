import { useId, useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { LabelledField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import { usePress } from '#design/console/press.ts'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { refuseToSign, sign } from '../wire.ts'
import { useSurveyChanged, useVersion, type SurveyAnswer } from './calls.ts'
import { isSigned, peopleAnchors } from './form-state.ts'
import type { Saver } from './saver.ts'
import { SignaturePad } from './signature-pad.tsx'
import { SignedPaper } from './signed-paper.tsx'

interface SignProps {
  readonly survey: SurveyAnswer
  readonly saver: Saver
}

/** Each investigator signs, then the family, or it is written down why not; a signed sheet stands for who is on it. */
export function Signatures({ survey, saver }: SignProps) {
  const say = useSay()
  return (
    <section className="panel hs-section" id={peopleAnchors['people:signatures']} tabIndex={-1}>
      <h2>{say('签名', 'Signatures')}</h2>
      <p className="mute">
        {isSigned(survey)
          ? say(
              '现在再改上面的内容，签名和纸表都要重来。',
              'Changing an answer now takes the signatures and the sheet away.',
            )
          : say(
              '先把上面填完，再签。签了以后再改，要重新签。',
              'Fill in everything first: a later change takes signatures away.',
            )}
      </p>
      <ul className="hs-signers">
        {survey.investigators.map((one) => (
          <li key={one.id}>
            <h3>
              {one.name} <span className="mute small">{one.post}</span>
            </h3>
            <Investigator survey={survey} saver={saver} one={one} />
          </li>
        ))}
        <li>
          <h3>{say('家里人', 'The family')}</h3>
          <Family survey={survey} saver={saver} />
        </li>
      </ul>
      <SignedPaper survey={survey} />
    </section>
  )
}

/** Who is signed in signs here; a colleague signs with their own account, or on the sheet. */
function Investigator({ survey, saver, one }: SignProps & { one: SurveyAnswer['investigators'][number] }) {
  const say = useSay()
  if (one.signedAt !== null) {
    const at = momentText(one.signedAt)
    return (
      <State tone="ok">
        {one.onPaper ? say(`签在纸上 ${at}`, `Signed on paper ${at}`) : say(`已签 ${at}`, `Signed ${at}`)}
      </State>
    )
  }
  if (one.id === survey.me) return <PadFor survey={survey} saver={saver} who={one.id} whose={one.name} />
  return (
    <p className="mute">
      {say(
        '还没签。请本人用自己的账号打开这一页签，或者签在纸上。',
        'Not signed yet: they open this page with their own account, or sign on paper.',
      )}
    </p>
  )
}

function Family({ survey, saver }: SignProps) {
  const say = useSay()
  const client = useClient()
  const changed = useSurveyChanged(survey)
  const { state, name, reason, signedAt } = survey.family
  if (state === 'signed')
    return (
      <State tone="ok">
        {say(`${name ?? ''} 已签`, `${name ?? ''} signed`)} {signedAt === null ? '' : momentText(signedAt)}
      </State>
    )
  return (
    <>
      {state === 'refused' ? (
        <p>
          <State tone="still" shape="minus">
            {say('没有签', 'Did not sign')}
          </State>{' '}
          {reason}
        </p>
      ) : null}
      <PadFor survey={survey} saver={saver} who="family" whose={say('家里人', 'the family')} />
      <ConfirmWithReason
        label={say('家里人不签', 'The family will not sign')}
        says={say('原因写在签名的地方，跟着这份表走。', 'The reason stands where the signature would.')}
        askReason={say('为什么不签', 'Why not')}
        act={async (why, key) => {
          await client.call(refuseToSign, { params: { id: survey.id }, body: { reason: why }, key })
          await changed()
        }}
      />
    </>
  )
}

function PadFor({ survey, saver, who, whose }: SignProps & { who: string; whose: string }) {
  const say = useSay()
  const client = useClient()
  const changed = useSurveyChanged(survey)
  const versionNow = useVersion(survey, saver)
  const [isOpen, setOpen] = useState(false)
  const [typedName, setName] = useState('')
  const [isUnsaved, setUnsaved] = useState(false)
  const press = usePress(async ({ png, name }: { png: string; name: string; seen: number }, key) => {
    const version = await versionNow()
    setUnsaved(version === null)
    if (version === null) return
    try {
      await client.call(sign, { params: { id: survey.id }, body: { version, who, name, png }, key })
    } finally {
      await changed()
    }
  })
  if (!isOpen)
    return (
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        {say('签名', 'Sign')}
        <span className="vh">{say(`：${whose}`, `: ${whose}`)}</span>
      </button>
    )
  return (
    <div className="hs-signing">
      {who === 'family' ? <NameField survey={survey} value={typedName} onChange={setName} /> : null}
      <SignaturePad
        whose={whose}
        isBusy={press.isBusy}
        onSigned={(png) => void press.send({ png, name: typedName, seen: survey.version })}
      />
      {isUnsaved ? (
        <p className="note soon" role="alert">
          {say('上面填的还没有全部存上，存好了再签。', 'Not everything above is saved yet; sign once it is.')}
        </p>
      ) : null}
      <Refused trouble={press.refusal} />
    </div>
  )
}

function NameField({
  survey,
  value,
  onChange,
}: {
  survey: SurveyAnswer
  value: string
  onChange: (name: string) => void
}) {
  const say = useSay()
  const list = useId()
  return (
    <>
      <LabelledField
        label={say('签名的是谁', 'Who signs')}
        hint={say('写姓名；别人代签的，写清和家里什么关系', 'The name; for somebody else, how they are related')}
      >
        {(control) => (
          <input
            {...control}
            className="in"
            list={list}
            autoComplete="off"
            maxLength={60}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </LabelledField>
      <datalist id={list}>
        {survey.members.map((member) => (
          <option key={member.id} value={member.name} />
        ))}
      </datalist>
    </>
  )
}
