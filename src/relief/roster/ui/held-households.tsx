import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import type { DryRun } from './model.ts'

const shownMax = 8

/** One person less and the sum of the whole family is wrong: so the whole household waits. */
export function HeldHouseholds({ run }: { run: DryRun }) {
  const say = useSay()
  const shown = run.heldHouseholds.slice(0, shownMax)
  const rest = run.heldHouseholds.slice(shownMax)
  const total = (pick: (one: { persons: number; bad: number }) => number): number =>
    run.heldHouseholds.reduce((sum, one) => sum + pick(one), 0)
  return (
    <section className="panel" id="held" aria-labelledby="held-title">
      <h2 id="held-title">
        {say(`先等着的 ${count(run.held.households)} 户`, `${count(run.held.households)} households wait`)}
        <span className="asof">
          {say('少算一个人，全家的数都不对，所以整户等', 'One missing person spoils the sum')}
        </span>
      </h2>
      <div className="ro-t ro-4 bare">
        <table>
          <caption className="vh">{say('先等着的户', 'Households that wait')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('户主', 'Head')}</th>
              <th scope="col">{say('户号', 'Number')}</th>
              <th scope="col" className="r">
                {say('人', 'People')}
              </th>
              <th scope="col" className="r">
                {say('有错', 'Wrong')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.number}>
                <th scope="row">{one.head}</th>
                <td className="mute hide">{one.number}</td>
                <td className="r" data-l={say('人', 'People')}>
                  {one.persons}
                </td>
                <td className="r d no" data-l={say('有错', 'Wrong')}>
                  {one.bad}
                </td>
              </tr>
            ))}
            {rest.length === 0 ? null : (
              <tr>
                <th scope="row">{say(`还有 ${rest.length} 户`, `${rest.length} more`)}</th>
                <td className="hide" />
                <td className="r" data-l={say('人', 'People')}>
                  {rest.reduce((sum, one) => sum + one.persons, 0)}
                </td>
                <td className="r d no" data-l={say('有错', 'Wrong')}>
                  {rest.reduce((sum, one) => sum + one.bad, 0)}
                </td>
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                {say(`${run.heldHouseholds.length} 户`, many(run.heldHouseholds.length, 'household'))}
              </th>
              <td className="hide" />
              <td className="r" data-l={say('人', 'People')}>
                {total(({ persons }) => persons)}
              </td>
              <td className="r" data-l={say('有错', 'Wrong')}>
                {total(({ bad }) => bad)}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  )
}
