import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import type { DryRun, Guess } from './model.ts'

/** How the person's own headings were understood; what was guessed asks for a nod. */
export function HeaderMap({ run, onChoose }: { run: DryRun; onChoose: (column: string, value: string) => void }) {
  const say = useSay()
  const known = run.columns.filter(({ field }) => field !== null)
  const unused = run.columns.filter(({ field }) => field === null)
  return (
    <section className="panel" aria-labelledby="headings">
      <h2 id="headings">
        {say(
          `表头：${run.columns.length} 列对上 ${known.length} 列`,
          `Headings: ${known.length} of ${run.columns.length} understood`,
        )}
        {run.guesses.length === 0 ? null : (
          <span className="asof">
            {say(`有 ${run.guesses.length} 列要您点头`, `${run.guesses.length} need your nod`)}
          </span>
        )}
      </h2>
      {run.guesses.length === 0 ? null : (
        <div className="ro-map">
          {run.guesses.map((guess) => (
            <GuessBox key={guess.column} guess={guess} onChoose={onChoose} />
          ))}
        </div>
      )}
      <details className="gap">
        <summary>{say('每一列怎么认的', 'How each column was understood')}</summary>
        <ul className="headings">
          {known.map(({ letter, title, field }) => (
            <li key={letter}>
              <span className="mute">{letter}</span> {title} → <b>{field === null ? '' : say(field)}</b>
            </li>
          ))}
        </ul>
      </details>
      {unused.length === 0 ? null : (
        <p className="small mute gap">
          {say('用不上的列：', 'Not used: ')}
          {unused.map(({ title }) => title).join(say('、', ', '))}
        </p>
      )}
      {run.lacking.length === 0 ? null : (
        <p className="small mute gap">
          {say('模板里有、您表里没有，当不知道：', 'In the template, not in your sheet, taken as unknown: ')}
          {run.lacking.map((field) => say(field)).join(say('、', ', '))}
        </p>
      )}
    </section>
  )
}

function GuessBox({ guess, onChoose }: { guess: Guess; onChoose: (column: string, value: string) => void }) {
  const say = useSay()
  return (
    <fieldset className="ro-guess">
      <legend className="vh">
        {say(`${guess.column} 列 ${guess.title}`, `Column ${guess.column} ${guess.title}`)}
      </legend>
      <p>
        <State tone="soon">{say('猜的', 'A guess')}</State>　{guess.column} {say('列', '')}“{guess.title}” →{' '}
        {say(guess.field)}
      </p>
      <p className="smp">
        {say('您表里写的：', 'In your sheet: ')}
        {guess.samples.join('　')}
      </p>
      <div className="radios">
        {guess.options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={`guess-${guess.column}`}
              checked={option.value === guess.chosen}
              onChange={() => onChoose(guess.column, option.value)}
            />
            {say(option)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
