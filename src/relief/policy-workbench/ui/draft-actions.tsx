import { Link } from '@tanstack/react-router'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { proposeDraft, publishDraft, sendDraftBack, withdrawDraft } from '../wire.ts'
import type { DraftPart } from './model.ts'

/** What may be done with the draft now; each button says what follows. */
export function DraftActions({ draft, onChanged }: DraftPart) {
  const say = useSay()
  const client = useClient()
  const params = { id: draft.id }
  const { version } = draft
  const { may, startsOn, hindered } = draft
  const propose = async (_: string, key: string) =>
    onChanged(await client.call(proposeDraft, { params, body: { version }, key }))
  const publish = async (_: string, key: string) =>
    onChanged(await client.call(publishDraft, { params, body: { version }, key }))
  const sendBack = async (reason: string, key: string) =>
    onChanged(await client.call(sendDraftBack, { params, body: { version, reason }, key }))
  const withdraw = async (reason: string, key: string) =>
    onChanged(await client.call(withdrawDraft, { params, body: { version, reason }, key }))
  return (
    <div className="stack noprint">
      {hindered !== null && (may.propose || may.publish) ? (
        <p className="note soon">
          {may.propose
            ? say('现在还不能送复核：', 'It cannot be proposed yet: ')
            : say('现在还不能发布：', 'It cannot be published yet: ')}
          {say(hindered)}
        </p>
      ) : null}
      {draft.state === 'proposed' && !may.publish ? (
        <p className="mute">
          {say(
            '等没有动过手的另一位来复核、发布。',
            'It waits for another person, who had no hand in it, to approve and publish it.',
          )}
        </p>
      ) : null}
      {draft.state === 'published' ? (
        <p>
          {say(
            `${startsOn} 起作的决定照它。在发的钱不会自己变：`,
            `Decisions made from ${startsOn} on follow it. What is paid does not change by itself: `,
          )}
          <Link to={'/workbench' as never}>
            {say('到政策工作台做调标名单', 'prepare the adjustment list in the policy workbench')}
          </Link>
        </p>
      ) : null}
      <div className="row wb-actions">
        {may.propose ? (
          <ConfirmWithReason
            tone="main"
            isOff={hindered !== null}
            label={say('送复核', 'Propose')}
            says={say(
              '送出去以后不能再改。由没有动过手的另一个人复核、发布。',
              'It can no longer be changed. Another person, who had no hand in it, approves and publishes.',
            )}
            act={propose}
          />
        ) : null}
        {may.publish ? (
          <ConfirmWithReason
            tone="main"
            isOff={hindered !== null}
            label={say('复核无误，发布', 'Approve and publish')}
            says={say(
              `从 ${startsOn} 起作的决定照这一版。已经发的钱不会自己变：往前补的，另做调标名单。`,
              `Decisions made from ${startsOn} on follow it. What is paid does not change by itself: what is owed for earlier months is a list of its own.`,
            )}
            act={publish}
          />
        ) : null}
        {may.sendBack ? (
          <ConfirmWithReason label={say('退回', 'Send back')} askReason={say('为什么退回', 'Why')} act={sendBack} />
        ) : null}
        {may.withdraw ? (
          <ConfirmWithReason
            tone="danger"
            label={say('撤回草稿', 'Withdraw')}
            askReason={say('为什么撤回', 'Why')}
            says={say('草稿留着可以看，不能再改。在用的不动。', 'It stays readable and can no longer be changed.')}
            act={withdraw}
          />
        ) : null}
      </div>
    </div>
  )
}
