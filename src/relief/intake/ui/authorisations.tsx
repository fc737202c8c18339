import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { OpenPaper } from '#registry/documents/ui/open-paper.tsx'
import { readIntakeChoices, withdrawAuthorisation, type AuthorisationRow } from '../wire.ts'
import type { Panel } from './application-panel.tsx'
import { SignForm } from './sign-form.tsx'

interface AuthorisationsProps {
  readonly panel: Panel
  readonly onChange: () => Promise<void>
}

/** One line per member: who signs, whether it holds today, and if not, why. */
export function Authorisations({ panel, onChange }: AuthorisationsProps) {
  const say = useSay()
  return (
    <>
      <h3>{say('核对授权（每人一份）', 'Authorisation for the check, one each')}</h3>
      <p className="hint">
        {say('没有授权的人，一个部门也不问。', 'About somebody who has not agreed no department is asked.')}
      </p>
      <ul className="plain-list">
        {panel.authorisations.map((row) => (
          <li key={row.personId} className="paper-row">
            <Line row={row} number={panel.number} />
            {panel.may.sign ? <Doings row={row} panel={panel} onChange={onChange} /> : null}
          </li>
        ))}
      </ul>
    </>
  )
}

function Line({ row, number }: { row: AuthorisationRow; number: string }) {
  const say = useSay()
  return (
    <span>
      <b>{row.name}</b>{' '}
      <span className="mute">
        {row.signer === 'guardian' ? say('由监护人签', 'signed by a guardian') : say('本人签', 'signs in person')}
        {row.guardian === null ? '' : ` · ${row.guardian}`}
      </span>{' '}
      {row.state === 'valid' ? (
        <State tone="ok">{say(`${row.signedOn ?? ''} 签，有效`, `signed ${row.signedOn ?? ''}, valid`)}</State>
      ) : row.state === 'ended' && row.why !== null ? (
        <State tone="soon">{say(row.why)}</State>
      ) : (
        <State tone="soon">{say('还没签', 'not signed')}</State>
      )}{' '}
      {row.documentId === null ? null : (
        <OpenPaper id={row.documentId} purpose={number}>
          {say('看签字', 'See it')}
        </OpenPaper>
      )}
    </span>
  )
}

function Doings({ row, panel, onChange }: AuthorisationsProps & { readonly row: AuthorisationRow }) {
  const say = useSay()
  const client = useClient()
  const [isOpen, setOpen] = useState(false)
  const choices = useQuery({ queryKey: ['intake', 'choices'], queryFn: () => client.call(readIntakeChoices) })
  const { authorisationId } = row
  return (
    <div>
      {row.state === 'valid' && authorisationId !== null ? (
        <ConfirmWithReason
          label={say('本人收回', 'Taken back')}
          says={say(
            '从现在起不再问任何部门；已经问到的留着。',
            'From now on nobody is asked; what was answered stays.',
          )}
          act={async (_, key) => {
            await client.call(withdrawAuthorisation, {
              params: { id: panel.caseId, authorisation: authorisationId },
              ...{ body: {}, key },
            })
            await onChange()
          }}
        />
      ) : (
        <button type="button" className="btn line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say('收授权', 'Take the authorisation')}
        </button>
      )}
      {isOpen && row.state !== 'valid' && choices.data !== undefined ? (
        <SignForm
          caseId={panel.caseId}
          row={row}
          today={choices.data.today}
          onSigned={async () => {
            setOpen(false)
            await onChange()
          }}
        />
      ) : null}
    </div>
  )
}
