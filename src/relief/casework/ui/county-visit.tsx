import { useState } from 'react'
import { DayField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { PlainMoveButton } from './plain-move.tsx'

/** The county went there itself: on which day, and what it saw. */
export function CountyVisit({ caseId }: { caseId: string }) {
  const say = useSay()
  const [visitedOn, setVisitedOn] = useState('')
  return (
    <PlainMoveButton
      caseId={caseId}
      move="record-county-visit"
      askReason={say('谁去的，看到什么', 'Who went, and what was seen')}
      says={<p>{say('记下县级入户，然后才能作决定。', 'Record the visit; then a decision is possible.')}</p>}
      codes={visitedOn === '' ? {} : { visitedOn }}
    >
      <DayField label={say('哪天去的', 'Day of the visit')} value={visitedOn} onChange={setVisitedOn} isRequired />
    </PlainMoveButton>
  )
}
