import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ChoiceField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { PageHead } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import { readIntakeChoices, startDraft } from '../wire.ts'

/** Which help is asked for; from a lead, what was reported is filled in already. */
export function NewApplicationPage() {
  const say = useSay()
  const client = useClient()
  const navigate = useNavigate()
  const { lead, household } = useTableUrl().state
  const [programme, setProgramme] = useState('')
  const choices = useQuery({ queryKey: ['intake', 'choices'], queryFn: () => client.call(readIntakeChoices) })
  const press = usePress(async (chosen: string, key) => {
    const body = {
      programme: chosen,
      ...(lead === undefined ? {} : { leadId: lead }),
      ...(household === undefined ? {} : { householdId: household }),
    }
    const { id } = await client.call(startDraft, { body, key })
    await navigate({ to: '/applications/$id', params: { id }, replace: true })
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void press.send(programme)
  }
  return (
    <div className="p-window">
      <PageHead
        title={say('新申请', 'New application')}
        says={say('家里人坐在旁边，边问边填。', 'With the family beside you.')}
      />
      {choices.isError ? <Trouble error={choices.error} onRetry={() => void choices.refetch()} /> : null}
      {choices.isPending ? <Waiting what={say('正在取', 'Fetching')} /> : null}
      {choices.data === undefined ? null : (
        <form className="panel fields" onSubmit={send}>
          <ChoiceField
            label={say('申请什么', 'What is applied for')}
            value={programme}
            onChange={setProgramme}
            choices={choices.data.programmes.map((one) => ({
              value: one.code,
              label: say(one),
              says:
                one.form === 'short'
                  ? say('先救助，后补手续：只填最少的。', 'Help first, papers after: the shortest form.')
                  : say('家庭、收入、财产、材料。', 'Family, incomes, property, papers.'),
            }))}
          />
          <Refused trouble={press.refusal} />
          <div className="row">
            <button className="btn" disabled={press.isBusy || programme === ''}>
              {say('开始填', 'Begin')}
            </button>
          </div>
        </form>
      )}
    </div>
  )
}
