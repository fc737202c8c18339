import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ChoiceField, DayField, TextField } from '#design/console/fields.tsx'
import { FileField } from '#design/console/file-field.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { CallTrouble, useClient } from '#platform/http/client.ts'
import { signAuthorisation, type AuthorisationRow } from '../wire.ts'
import { SignPad } from './sign-pad.tsx'

interface SignFormProps {
  readonly caseId: string
  readonly row: AuthorisationRow
  readonly today: string
  readonly onSigned: () => Promise<void>
}

/** One member's agreement: drawn here, or signed on paper and scanned. */
export function SignForm({ caseId, row, today, onSigned }: SignFormProps) {
  const say = useSay()
  const client = useClient()
  const [how, setHow] = useState<'paper' | 'drawn'>('paper')
  const [file, setFile] = useState<File | null>(null)
  const [typed, setTyped] = useState({ signedOn: today, validUntil: '', guardianName: '', guardianRelation: '' })
  const press = usePress(async (wish: { how: string; typed: typeof typed; file: File }, key) => {
    const form = new FormData()
    const fields = { personId: row.personId, signer: row.signer, how: wish.how, ...wish.typed }
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set('file', wish.file)
    await client.json({ verb: 'POST', path: signAuthorisation.path, params: { id: caseId }, body: form, key })
    await onSigned()
  })
  const field = (name: keyof typeof typed) => ({
    ...{ value: typed[name], isRequired: false },
    fault: press.refusal instanceof CallTrouble && press.refusal.at === name ? say(press.refusal) : null,
    onChange: (value: string) => setTyped((now) => ({ ...now, [name]: value })),
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (file !== null) void press.send({ how, typed, file })
  }
  return (
    <form className="fields" aria-label={say(`${row.name}的授权`, `Authorisation of ${row.name}`)} onSubmit={send}>
      <ChoiceField
        label={say('怎么签', 'How')}
        value={how}
        onChange={(value) => {
          setHow(value === 'drawn' ? 'drawn' : 'paper')
          setFile(null)
        }}
        choices={[
          { value: 'paper', label: say('纸上签了，扫描', 'on paper, scanned') },
          { value: 'drawn', label: say('在这里手写', 'drawn here') },
        ]}
      />
      {row.signer === 'guardian' ? (
        <>
          <TextField label={say('监护人姓名', 'Guardian')} lengthMax={40} {...field('guardianName')} />
          <TextField
            label={say(`监护人是${row.name}的`, `Guardian is the … of ${row.name}`)}
            lengthMax={40}
            {...field('guardianRelation')}
          />
        </>
      ) : null}
      <DayField label={say('签字日期', 'Signed on')} max={today} {...field('signedOn')} />
      <DayField
        label={say('授权书上写的到期日（没写就空着）', 'Valid until, if the paper says')}
        {...field('validUntil')}
      />
      {how === 'drawn' ? (
        <SignPad onDrawn={setFile} />
      ) : (
        <FileField label={say('扫描件或照片', 'Scan or photo')} file={file} onChoose={setFile} />
      )}
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={file === null || press.isBusy}>
          {say('收下授权', 'Take the authorisation')}
        </button>
      </div>
    </form>
  )
}
