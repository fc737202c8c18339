import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import type { DryRun } from './model.ts'

/** Four counts and the sums they close to. */
export function DryRunSums({ run }: { run: DryRun }) {
  const say = useSay()
  const { ready, held, matched } = run
  const mended = run.mended.reduce((sum, one) => sum + one.count, 0)
  return (
    <section className="panel" aria-label={say('试读结果', 'What was read')}>
      <div
        className="ro-prog done"
        role="progressbar"
        aria-label={say('试读', 'Trial read')}
        aria-valuemin={0}
        aria-valuemax={run.rows}
        aria-valuenow={run.rows}
        aria-valuetext={say(`读完 ${count(run.rows)} 行`, `${many(run.rows, 'row')} read`)}
      >
        <i className="whole" />
      </div>
      <p className="small mute gap">
        {say(`读了 ${count(run.rows)} 行。`, `${many(run.rows, 'row')} read. `)}
        {run.state === 'read' ? say('还没有保存。', 'Nothing is kept yet.') : ''}
      </p>
      <ul className="ro-sum4">
        <li>
          <b className="k">
            {count(ready.households)} <small>{say('户可以测算', 'households can be assessed')}</small>
          </b>
          <p>{say(`${count(ready.persons)} 人`, many(ready.persons, 'person', 'people'))}</p>
        </li>
        <li>
          <b className="k">
            {held.households === 0 ? '0' : <a href="#held">{count(held.households)}</a>}{' '}
            <small>{say('户先等着', 'households wait')}</small>
          </b>
          <p>
            {say(
              `${count(held.persons)} 人：${count(held.badRows)} 行有错，${count(held.persons - held.badRows)} 行没错但同户`,
              `${many(held.persons, 'person', 'people')}: ${count(held.badRows)} rows are wrong, ${count(held.persons - held.badRows)} share the household`,
            )}
          </p>
        </li>
        <li>
          <b className="k">
            {count(mended)} <small>{say('处写法自动认下', 'spellings understood')}</small>
          </b>
          <p>{run.mended.map((one) => `${say(one)} ${count(one.count)}`).join(say('，', ', '))}</p>
        </li>
        <li>
          <b className="k">
            {run.absent === null ? '—' : count(run.absent)} <small>{say('户表里没有', 'not in the sheet')}</small>
          </b>
          <p>{say('档案里有、这张表里没有的，原样不动', 'On file, not in this sheet: left as they are')}</p>
        </li>
      </ul>
      <p className="ro-close">
        <span>
          {count(ready.households)} ＋ {count(held.households)} ＝{' '}
          {say(
            `${count(ready.households + held.households)} 户`,
            many(ready.households + held.households, 'household'),
          )}
        </span>
        <span>
          {count(ready.persons)} ＋ {count(held.persons)} ＝{' '}
          {say(`${count(ready.persons + held.persons)} 人`, many(ready.persons + held.persons, 'person', 'people'))}
        </span>
        {matched === null ? null : (
          <span>
            {say(
              `按户号对上 ${count(matched.byNumber)}，按证件号对上 ${count(matched.byIdNumber)}，档案里没有 ${count(matched.fresh)}`,
              `${count(matched.byNumber)} matched by number, ${count(matched.byIdNumber)} by ID, ${count(matched.fresh)} new`,
            )}
          </span>
        )}
      </p>
    </section>
  )
}
