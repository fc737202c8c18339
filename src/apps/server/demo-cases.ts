import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { addDays, dayOf, type Day, type WorkingCalendar } from '#platform/clock/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { Bug, given, Outage, Refusal } from '#platform/errors/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { Product } from './compose.ts'
import { actsOf, emergencyActsOf, type Act, type Memory } from './demo-acts.ts'
import { asOf } from './demo-clock.ts'
import type { DeskNeeds } from './demo-desk-acts.ts'
import { sheetsIn } from './demo-papers.ts'
import { staffOf, type DemoStaff } from './demo-staff.ts'
import { dibaoStories, emergencyStories } from './demo-stories.ts'

interface Planned extends Act {
  /** Of the family; its memory is its own. */
  readonly story: number
  readonly moment: Date
}

export interface CaseWish {
  readonly tenant: TenantId
  readonly isStopping: () => boolean
  /** Only the stories of these families, by their numbers; all when left out. */
  readonly families?: readonly number[]
}

/**
 * Cases of the first town at every stage, as its people brought them there in the weeks before the demonstration begins.
 * Each act is one command of the server's own rows with a key of its own: a second start finds it done and goes on.
 * Where somebody has begun to work without them, nothing is added.
 */
export async function layCases(product: Product, { tenant, isStopping, families }: CaseWish): Promise<void> {
  if (await isNothingLeft(product, tenant)) return
  const { createdAt, clockOffset } = product.installation
  const born = dayOf(new Date(createdAt.getTime() + clockOffset))
  const calendar = await product.calendar.now()
  const acts = planned(calendar, born).filter(({ story }) => families?.includes(story) ?? true)
  const folder = await mkdtemp(join(tmpdir(), 'zhulian-demo-papers-'))
  try {
    const staff = await staffOf(product, tenant)
    const directory = product.regions.directory()
    const town = given(directory.children(syntheticCounty)[0], 'the first town of the synthetic county')
    const village = given(directory.children(town.code)[0], 'the first village of the synthetic county')
    await allotForEmergencies(staff, born)
    const memories = new Map<number, Memory>()
    const stuck = new Set<number>()
    for (const [index, act] of acts.entries()) {
      if (isStopping()) return
      const needs: DeskNeeds = {
        ...{ staff, clock: product.clock, place: village.code },
        sheets: await sheetsIn(folder, index * sheetsAnAct),
      }
      if (stuck.has(act.story)) continue
      const known = memories.get(act.story) ?? {}
      const more = await told(product, needs, act, known)
      if (more === 'stuck') stuck.add(act.story)
      else memories.set(act.story, { ...known, ...more })
    }
    if (stuck.size === 0 && families === undefined) await staff.once(doneKey, () => Promise.resolve(null))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** No act takes more papers than this: each sheet is another one, also after a second start. */
const sheetsAnAct = 20

/** On a busy machine somebody does not answer for a moment: an act is tried this often before the family is left there. */
const triesMax = 4
const triesApartMs = 500

/** What the office refuses, or a department that stays away, leaves a family where it stands; the next start tries again. */
async function told(product: Product, needs: DeskNeeds, act: Planned, known: Memory): Promise<Memory | null | 'stuck'> {
  const { story, name } = act
  for (let tries = 1; ; tries += 1) {
    try {
      return await done(product, needs, act, known)
    } catch (cause) {
      if (!(cause instanceof Refusal || cause instanceof Outage))
        throw new Bug(`story ${story} of the demonstration stops at “${name}”`, { cause })
      if (cause instanceof Outage && tries < triesMax) {
        await pause(triesApartMs)
        continue
      }
      product.log.warn({ story, act: name, err: cause }, stuckWords)
      return 'stuck'
    }
  }
}

export const stuckWords = 'a story of the demonstration is stuck'

async function done(product: Product, needs: DeskNeeds, act: Planned, known: Memory): Promise<Memory | null> {
  const { inside, outside, story, name, moment } = act
  if (outside !== undefined) await asOf(moment, () => outside(product, needs, known))
  if (inside === null) return null
  return needs.staff.once(`demo-cases:${story}:${name}`, (ask) => asOf(moment, () => inside(ask, needs, known)))
}

/** Everything that happened, in the order in which it happened. */
function planned(calendar: WorkingCalendar, born: Day): Planned[] {
  const all = [
    ...dibaoStories.map((story) => ({ story: story.family.number, acts: actsOf(story) })),
    ...emergencyStories.map((story) => ({ story: story.family.number, acts: emergencyActsOf(story) })),
  ]
  return all
    .flatMap(({ story, acts }) =>
      acts.map((act) => ({
        ...act,
        story,
        moment: new Date(`${workingDaysBefore(calendar, born, act.daysAgo)}T${act.time}:00+08:00`),
      })),
    )
    .toSorted((one, other) => one.moment.getTime() - other.moment.getTime())
}

function workingDaysBefore(calendar: WorkingCalendar, on: Day, days: number): Day {
  let found = on
  for (let left = days; left > 0;) {
    found = addDays(found, -1)
    if (calendar.isWorkingDay(found)) left -= 1
  }
  return found
}

const doneKey = 'demo-cases:done'

/** All stories are told, or the cases there are somebody's own. */
async function isNothingLeft({ owner }: Pick<Product, 'owner'>, tenant: TenantId): Promise<boolean> {
  const { rows } = await sql<{ isOver: boolean }>`WITH ours AS (SELECT key FROM platform.command_key
      WHERE tenant_id = ${tenant} AND actor = 'system:demo-cases')
    SELECT EXISTS (SELECT FROM casework.case_record WHERE tenant_id = ${tenant})
      AND (NOT EXISTS (SELECT FROM ours) OR EXISTS (SELECT FROM ours WHERE key = ${doneKey})) AS "isOver"`.execute(
    owner,
  )
  return rows[0]?.isOver ?? false
}

/** The purse of the emergencies; the document is its key. */
const allotForEmergencies = (staff: DemoStaff, born: Day): Promise<unknown> =>
  staff.once('demo-cases:allotment', (ask) =>
    ask(staff.at('finance-head'), 'POST /api/payouts/allotments', {
      body: {
        ...{ programme: 'temporary-aid', source: 'county', year: Number(born.slice(0, 4)), amount: '20000000' },
        document: '青财社〔合成〕3号',
      },
    }).then(() => null),
  )
