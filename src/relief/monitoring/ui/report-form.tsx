import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { listGrounds, reportCare, reportChange } from '../wire.ts'

/** Who is paid care by the level of self-care: the programme whose rules say how it is assessed. */
const careProgramme = 'tekun-care'

/** What no sum finds (somebody gives the support up, is in prison) is reported: it opens a review. */
export function ReportForm() {
  const say = useSay()
  const client = useClient()
  const navigate = useNavigate()
  const [number, setNumber] = useState('')
  const [chosen, setChosen] = useState('')
  const me = useQuery({
    queryKey: ['me-may', 'monitoring.run'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => client.json<{ permissions: readonly string[] }>({ verb: 'GET', path: '/api/me', signal }),
  })
  const mayReport = me.data?.permissions.includes('monitoring.propose') === true
  const grounds = useQuery({
    enabled: mayReport,
    queryKey: ['review-grounds'],
    queryFn: ({ signal }) => client.call(listGrounds, { signal }),
  })
  const report = async (_: string, key: string): Promise<void> => {
    const [programme = '', ground = ''] = chosen.split('/')
    const { id } = await client.call(reportChange, { body: { household: number.trim(), programme, ground }, key })
    await navigate({ to: '/reviews/$id', params: { id } as never })
  }
  const reportAgain = async (_: string, key: string): Promise<void> => {
    const body = { household: number.trim(), programme: careProgramme }
    const { id } = await client.call(reportCare, { body, key })
    await navigate({ to: '/reviews/$id', params: { id } as never })
  }
  if (!mayReport) return null
  const household = (
    <TextField label={say('户号', 'Household number')} lengthMax={40} isRequired value={number} onChange={setNumber} />
  )
  return (
    <div className="row gap">
      <ConfirmWithReason
        label={say('报一项变化', 'Report a change')}
        says={say(
          '测算看不出来的（自愿退出、服刑等）在这里报，报了就是一项复核，照样要核实、公示、另一个人批准。',
          'What no sum shows (given up, in prison) is reported here. It opens a review, which is looked into, put on notice and approved by another person like every other.',
        )}
        act={report}
      >
        {household}
        <SelectField
          label={say('哪一种情形', 'On which ground')}
          ask={say('请选', 'Choose')}
          value={chosen}
          onChange={setChosen}
          choices={(grounds.data ?? []).flatMap(({ programme, grounds: of, ...name }) =>
            of.map((one) => ({
              value: `${programme}/${one.name}`,
              label: say(`${name.zh}：${one.zh}`, `${name.en}: ${one.en}`),
            })),
          )}
        />
      </ConfirmWithReason>
      <ConfirmWithReason
        label={say('报自理能力变化', 'Report a change of self-care')}
        says={say(
          '特困人员的自理能力有变化的在这里报：期限以内重新评估六项，定档，另一个人批准，照料护理费跟着变。',
          'For a person in extreme hardship who can do less, or more, for themselves: the six items are assessed within the days of the rule, another person approves, and the care allowance follows.',
        )}
        act={reportAgain}
      >
        {household}
      </ConfirmWithReason>
    </div>
  )
}
