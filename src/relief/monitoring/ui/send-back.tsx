import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { sendAdjustmentBack } from '../wire.ts'
import type { ReviewFile } from './words.ts'

/** Back to the town, with a reason; a notice that hangs comes down. */
export function SendBack({ file, onDone }: { file: ReviewFile; onDone: (file: ReviewFile) => void }) {
  const say = useSay()
  const client = useClient()
  const back = async (reason: string, key: string): Promise<void> => {
    const body = { reason, version: file.version }
    onDone(await client.call(sendAdjustmentBack, { params: { id: file.id }, body, key }))
  }
  return (
    <ConfirmWithReason
      label={say('退回', 'Send back')}
      askReason={say('为什么退回', 'Why it is sent back')}
      act={back}
    />
  )
}
