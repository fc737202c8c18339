import { useNavigate } from '@tanstack/react-router'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { beginDraft } from '../wire.ts'
import type { Workbench } from './model.ts'

type PackCard = Workbench['packs'][number]

/** The bureau has a pack of its own for this programme. */
export const isTakenUp = ({ packs }: Pick<Workbench, 'packs'>, { programme }: Pick<PackCard, 'programme'>): boolean =>
  packs.some((pack) => pack.isOurs && pack.programme === programme)

/** A draft begins at our own pack, or where we have none at the rules of a level above. */
export const beginsIn = (bench: Pick<Workbench, 'packs' | 'may'>, pack: PackCard): boolean =>
  bench.may.draft && (pack.isOurs || (pack.isAbove && pack.hasRules && !isTakenUp(bench, pack)))

export function Begin({ programme, title }: { programme: string; title: string }) {
  const say = useSay()
  const client = useClient()
  const navigate = useNavigate()
  const begin = async (_: string, key: string): Promise<void> => {
    const { id } = await client.call(beginDraft, { body: { programme }, key })
    await navigate({ to: '/workbench/drafts/$id', params: { id } } as never)
  }
  return (
    <ConfirmWithReason
      label={say('起草', 'Draft')}
      says={say(
        `从在用的“${title}”抄一份来改。在用的不动，别人看得见您在改。`,
        `Copies “${title}” as it is in force. What is in force stays; others see that you are at it.`,
      )}
      act={begin}
    />
  )
}
