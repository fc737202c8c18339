import { useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { consentToWork } from '../contract.ts'
import { Confirmed } from './confirmed.tsx'
import type { Officer } from './find.ts'

/** The account of an administrator is worked on by two: one agrees here, another does it. */
export function ConsentPanel({ officer }: { officer: Officer }) {
  const say = useSay()
  const client = useClient()
  const [isGiven, setGiven] = useState(false)
  return (
    <Panel title={say('同意办理', 'Consent')}>
      <p className="mute gap">
        {say(
          '三员的账号不能由一个人动：换密码、移除动态口令、停用，要一位管理员先同意，另一位去办。同意一天内有效，只管一次。',
          'Nobody works on an administrator’s account alone: one of the others agrees, another does it. A consent holds for a day and for one piece of work.',
        )}
      </p>
      <div className="row">
        <Confirmed
          press={say('同意办理他的账号', 'Consent to work on this account')}
          title={say(`同意办理${officer.name}的账号`, `Consent to work on the account of ${officer.name}`)}
          officer={officer.id}
          work={() => client.call(consentToWork, { params: { id: officer.id } })}
          onDone={() => setGiven(true)}
        >
          <p>{say('先确认是本人在要求，最好当面。', 'First make sure that the person asks, best face to face.')}</p>
        </Confirmed>
        <span aria-live="polite">
          {isGiven ? <State tone="ok">{say('已同意，一天内有效', 'Given; it holds for a day')}</State> : null}
        </span>
      </div>
    </Panel>
  )
}
