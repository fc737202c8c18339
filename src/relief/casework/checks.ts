import type { Check } from '#platform/checks/index.ts'
import { keptNotices, type Day } from '#platform/clock/index.ts'

/** Years whose days off are written into the query; later notices are read from their table. */
const sinceYear = 2024
const notices = keptNotices().filter(({ year }) => year >= sinceYear)
const list = (days: readonly Day[]): string => days.map((on) => `'${on}'`).join(', ')

/**
 * Whether a day is worked, written out for the database: the same notices, another reckoning than the service's. A notice
 * that was loaded takes the place of the one we ship.
 */
const isWorked = (on: string): string => `CASE
  WHEN EXISTS (SELECT FROM clock.holiday_notice n WHERE n.year = extract(year FROM ${on})) THEN
    EXISTS (SELECT FROM clock.holiday_notice n WHERE n.workdays ? to_char(${on}, 'YYYY-MM-DD'))
    OR (extract(isodow FROM ${on}) < 6
      AND NOT EXISTS (SELECT FROM clock.holiday_notice n WHERE n.holidays ? to_char(${on}, 'YYYY-MM-DD')))
  ELSE ${on}::date IN (${list(notices.flatMap(({ workdays }) => workdays))})
    OR (extract(isodow FROM ${on}) < 6 AND ${on}::date NOT IN (${list(notices.flatMap(({ holidays }) => holidays))}))
  END`

/** Working days after `since` up to `until` on which the clock of case `one` was not stopped by a pause that is over. */
const countedDays = (since: string, until: string): string => `(
  SELECT count(*) FROM generate_series(${since} + 1, ${until}, interval '1 day') AS days (on_day)
  WHERE ${isWorked('days.on_day')}
    AND NOT EXISTS (
      SELECT FROM casework.step stopped JOIN LATERAL (
        SELECT on_day FROM casework.step later
        WHERE later.tenant_id = stopped.tenant_id AND later.case_id = stopped.case_id
          AND later.position > stopped.position AND later.codes ->> 'pause' = 'ends'
        ORDER BY position LIMIT 1) resumed ON true
      WHERE stopped.tenant_id = one.tenant_id AND stopped.case_id = one.id AND stopped.codes ->> 'pause' = 'starts'
        AND days.on_day > stopped.on_day AND days.on_day <= resumed.on_day))`

/** What must always be true of every case, whoever moved it. */
export const caseChecks: readonly Check[] = [
  {
    name: 'casework.clock-is-what-the-steps-say',
    zh: '每件存着的期限，和照时间线重新数出来的一样',
    offenders: `SELECT one.tenant_id, one.id FROM casework.case_record one
      WHERE one.due_on IS NOT NULL AND (${countedDays('one.started_on', 'one.due_on')} <> one.limit_days
        OR NOT ${isWorked('one.due_on')})`,
  },
  {
    name: 'casework.stage-clock-is-what-the-steps-say',
    zh: '每件存着的环节期限，和照时间线重新数出来的一样',
    offenders: `SELECT one.tenant_id, one.id FROM casework.case_record one
      WHERE one.stage_due_on IS NOT NULL
        AND ${countedDays('one.stage_since', 'one.stage_due_on')} <> one.stage_limit_days`,
  },
  {
    name: 'casework.case-is-its-last-step',
    zh: '每件的环节、版本和受理日，就是它时间线上最后说的',
    offenders: `SELECT one.tenant_id, one.id FROM casework.case_record one
      LEFT JOIN LATERAL (SELECT to_stage, position FROM casework.step
        WHERE tenant_id = one.tenant_id AND case_id = one.id ORDER BY position DESC LIMIT 1) last ON true
      WHERE last.to_stage IS DISTINCT FROM one.stage OR last.position IS DISTINCT FROM one.version
        OR one.version <> (SELECT count(*) FROM casework.step WHERE tenant_id = one.tenant_id AND case_id = one.id)
        OR one.accepted_on IS DISTINCT FROM (SELECT max(on_day) FROM casework.step
          WHERE tenant_id = one.tenant_id AND case_id = one.id AND move = 'accept')`,
  },
  {
    name: 'casework.decided-cases-have-a-decision',
    zh: '确认或不予确认的办件，都有两个人作出的决定',
    offenders: `SELECT one.tenant_id, one.id FROM casework.case_record one
      WHERE one.outcome IN ('confirmed', 'refused') AND NOT EXISTS (SELECT FROM casework.decision made
        WHERE made.tenant_id = one.tenant_id AND made.case_id = one.id AND made.outcome = one.outcome
          AND made.proposed_by_id <> made.approved_by_id)`,
  },
  {
    name: 'casework.numbers-have-no-gaps',
    zh: '办件编号连着，没有缺号',
    offenders: `SELECT counter.tenant_id, counter.code || '-' || counter.year AS id FROM casework.number_counter counter
      WHERE counter.last <> (SELECT count(*) FROM casework.case_record one WHERE one.tenant_id = counter.tenant_id
        AND one.number LIKE '%-' || counter.code || '-' || counter.year || '-%')`,
  },
  {
    name: 'casework.words-are-sealed',
    zh: '办件里写的理由，都是封存的',
    offenders: `SELECT tenant_id, id FROM casework.step WHERE reason IS NOT NULL
      UNION ALL SELECT tenant_id, id FROM casework.opinion WHERE words IS NULL
      UNION ALL SELECT tenant_id, id FROM casework.proposal WHERE words IS NULL
      UNION ALL SELECT tenant_id, id FROM casework.decision WHERE words IS NULL`,
  },
]
