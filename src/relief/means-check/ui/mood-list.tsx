import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { moodWords } from '../labels.ts'
import { moods, setMood, type Mood } from '../wire.ts'
import { useMoods } from './calls.ts'
import { Simulated } from './source-list.tsx'

const isMood = (text: string): text is Mood => moods.some((one) => one === text)

/** In a demonstration: how each invented department behaves from now on. */
export function MoodList() {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const found = useMoods(isOpen)
  const press = usePress(async (body: { department: string; mood: Mood }) => {
    await client.call(setMood, { body })
    await queries.invalidateQueries({ queryKey: ['means-check', 'moods'] })
  })
  return (
    <details className="mc-moods noprint" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Simulated /> {say('让演示部门变慢、出错、对不上', 'Let the invented departments be slow, wrong or down')}
      </summary>
      <Refused trouble={press.refusal ?? found.error} />
      <div className="mc-mood-grid">
        {(found.data ?? []).map((one) => (
          <label key={one.department}>
            <span>{say(one)}</span>
            <select
              className="in"
              value={one.mood}
              disabled={press.isBusy}
              onChange={({ target: { value } }) => {
                if (isMood(value)) void press.send({ department: one.department, mood: value })
              }}
            >
              {moods.map((mood) => (
                <option key={mood} value={mood}>
                  {say(moodWords[mood])}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </details>
  )
}
