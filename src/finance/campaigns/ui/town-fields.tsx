import { useSay } from '#design/console/language.tsx'
import type { Choices } from './model.ts'

interface TownsProps {
  readonly towns: Choices['towns']
  readonly chosen: readonly string[]
  readonly onChange: (towns: readonly string[]) => void
}

/** Which towns the document is for; none is chosen beforehand. */
export function TownFields({ towns, chosen, onChange }: TownsProps) {
  const say = useSay()
  const isAll = chosen.length === towns.length
  return (
    <fieldset className="field choices">
      <legend>{say('哪些镇街', 'Which towns')}</legend>
      <div className="row">
        <button type="button" className="btn line" onClick={() => onChange(isAll ? [] : towns.map(({ code }) => code))}>
          {isAll ? say('都不选', 'None') : say('全选', 'All')}
        </button>
      </div>
      <div className="opts">
        {towns.map(({ code, name }) => (
          <label className="opt-row" key={code}>
            <input
              type="checkbox"
              checked={chosen.includes(code)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, code] : chosen.filter((one) => one !== code))
              }
            />
            <span>
              <b>{name}</b>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
