import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'

interface Objector {
  readonly objector: string
  readonly contact: string
}

/** Sealed until somebody who has to write back says why; covered again with one press. */
export function RevealObjector({ reveal }: { readonly reveal: (purpose: string) => Promise<Objector> }) {
  const say = useSay()
  const [shown, setShown] = useState<Objector | null>(null)
  if (shown !== null)
    return (
      <p>
        {say('提异议的人', 'Objector')}：<b>{shown.objector}</b> {shown.contact}{' '}
        <button type="button" className="inline-press" onClick={() => setShown(null)}>
          {say('遮上', 'Cover it')}
        </button>
      </p>
    )
  return (
    <ConfirmWithReason
      label={say('看是谁提的', 'See who objected')}
      says={
        <p>
          {say(
            '提异议的人受保护。谁看的、为什么看，都记下来。',
            'Whoever objects is protected. Who looked and why is written down.',
          )}
        </p>
      }
      askReason={say('为什么要看', 'Why')}
      act={async (purpose) => setShown(await reveal(purpose))}
    />
  )
}
