import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { DayField, SelectField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import type { KeepCause } from '../contract.ts'
import { keepLabels } from '../labels.ts'
import { dismissReview, KeepCauseWire } from '../wire.ts'
import type { ReviewFile } from './words.ts'

/** Looked into, nothing to adjust: why, by a list and in words, and whether the household was reviewed anew. */
export function KeepForm({ file, onDone }: { file: ReviewFile; onDone: (file: ReviewFile) => void }) {
  const say = useSay()
  const client = useClient()
  const isRecheck = file.kind === 'recheck'
  const [cause, setCause] = useState(isRecheck ? 'no-change' : '')
  const [lookedOn, setLookedOn] = useState('')
  const needsDay = isRecheck || cause === 'no-change'
  const keep = async (why: string, key: string): Promise<void> => {
    const body = {
      ...{ version: file.version, why, cause: cause as KeepCause },
      lookedOn: lookedOn === '' ? null : lookedOn,
    }
    onDone(await client.call(dismissReview, { params: { id: file.id }, body, key }))
  }
  return (
    <ConfirmWithReason
      label={say('核实过，提出不用调整', 'Propose: nothing to adjust')}
      says={say(
        '要另一个人同意才算办结。依据不变，以后不再问同一件事；事实、缺的情况、标准有一样变了，会重新问。',
        'It is settled when another person agrees. As long as nothing it rests on changes it is not asked again; another fact, another gap or another standard asks anew.',
      )}
      askReason={say('怎么核实的、结果怎样', 'How it was verified, and what came of it')}
      act={keep}
    >
      <SelectField
        label={say('为什么不用调整', 'Why nothing is to be adjusted')}
        ask={say('请选', 'Choose')}
        value={cause}
        onChange={setCause}
        choices={KeepCauseWire.options.map((one) => ({ value: one, label: say(keepLabels[one]) }))}
      />
      <DayField
        label={
          needsDay
            ? say('哪天复核的', 'Day of the re-check')
            : say('顺便做过复核的，是哪天', 'Re-checked as well? On which day')
        }
        hint={say(
          '入户或核对过、把这一家重新看过，才填。填了，下一次定期复核从这天算起；不填，定期复核的日子不动。',
          'Only if the whole household was looked at again. The next re-check is then counted from that day; left empty, it stays where it was.',
        )}
        value={lookedOn}
        onChange={setLookedOn}
        min={file.foundOn}
        max={file.today}
        isRequired={needsDay}
      />
    </ConfirmWithReason>
  )
}
