import { dayOf, type Clock } from '#platform/clock/index.ts'
import { inScope, type TenantId, type Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { createLogger, systemCaller, type Caller } from '#platform/http/index.ts'
import type { UploadedFile } from '#platform/http/contract.ts'
import { ageOn, monthOf } from '#platform/clock/index.ts'
import { createDocuments } from '#registry/documents/index.ts'
import { roleNames } from '#registry/officers/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import { createCases, createProcedureLibrary, loadProcedures, type Case } from '#relief/casework/index.ts'
import type { TestDatabase } from '#platform/testing/index.ts'
import { policyFolder } from './compose.ts'
import { noticeParts } from './loop-notices.ts'
import { testProduct } from './testing.ts'

/** A clock that stands still until it is told to go on. */
export function settableClock(start: string): Clock & { readonly set: (moment: string) => void } {
  let moment = new Date(start)
  return {
    now: () => moment,
    today: () => dayOf(moment),
    set: (text) => {
      moment = new Date(text)
    },
  }
}

/** Cases, surveys and notices over a small county, with a clock of their own. */
export async function testNotices(database: TestDatabase) {
  const made = await testProduct(database, 90)
  const { product, ground } = made
  const tenant: TenantId = ground.bureau.id
  const clock = settableClock('2026-03-02T09:00:00+08:00')
  const { db, audit, vault, regions, households, eligibility, assessments } = product
  const documents = createDocuments({ clock, audit })
  const regionOf = () => Promise.resolve(syntheticCounty)
  const procedures = createProcedureLibrary(loadProcedures(policyFolder, roleNames), eligibility.placesAbove)
  const cases = createCases({
    ...{ db, clock, audit, vault, regions, households, assessments, eligibility, procedures, regionOf },
    gates: () => parts.gates,
    followers: () => parts.followers,
  })
  const parts = noticeParts(
    {
      ...{ ...product, clock, documents, regionOf, policyFolder, log: createLogger('silent') },
      tenants: () => Promise.resolve([tenant]),
      site: {
        ...{ name: { zh: '青禾县助联', en: 'Qinghe' }, what: { zh: '', en: '' }, hotline: '12345' },
        ...{ filingNumber: null, isDemonstration: true, nav: [], footLinks: [] },
      },
      goOn: () => undefined,
    },
    {
      cases: () => cases,
      programmeName: () => ({ zh: '最低生活保障', en: 'Dibao' }),
      aidOn: () => Promise.resolve(null),
    },
  )
  const officers = await product.officers.list(systemCaller('test', tenant))
  const demoOf = (role: string, at = 0): string =>
    given(officers.filter(({ roles }) => roles.some((held) => held.role === role))[at], role).id
  // The first town of the synthetic county: the demonstration's officers serve there.
  const town = given(regions.directory().children(syntheticCounty)[0], 'the first town').code
  const places = regions.placesUnder(town)
  const caller = (role: string, at = 0): Caller => {
    const id = demoOf(role, at)
    const reach = role.startsWith('county') ? 'all' : places
    return {
      ...systemCaller('test', tenant),
      ...{
        id,
        name: given(
          officers.find((one) => one.id === id),
          id,
        ).name,
        roles: [role],
        places: reach,
      },
      ...{ purpose: '测试', may: (permission) => permission.heldBy.includes(role) },
      transaction: (on, work) => inScope(on, { tenants: [tenant], places: reach }, work),
    }
  }
  const people = {
    clerk: caller('town-clerk'),
    other: caller('town-clerk', 1),
    intake: caller('intake-clerk'),
    head: caller('town-head'),
    aide: caller('village-aide'),
    county: caller('county-reviewer'),
    county2: caller('county-reviewer', 1),
  }
  const within = <Result>(who: Caller, work: (tx: Tx) => Promise<Result>): Promise<Result> => who.transaction(db, work)

  /** Households of the town that are entitled today and whose head is of age, each once. */
  const families = await entitledFamilies()
  async function entitledFamilies() {
    const who = systemCaller('test', tenant)
    const ids = (await within(who, (tx) => households.idsOf(tx, tenant))).filter(({ placeId }) =>
      places.includes(placeId),
    )
    const found: {
      id: string
      applicantId: string
      name: string
      assessmentId: string
      amount: bigint
      minorId: string | null
    }[] = []
    for (const { id } of ids) {
      const factsOn = clock.today()
      const situation = await within(who, (tx) => households.situationOf(tx, tenant, id, { factsOn }))
      const head = situation.members.find(({ relation }) => relation === 'head')
      if (!head?.bornOn || ageOn(head.bornOn.value, factsOn) < 18 || situation.staffRelative?.value === true) continue
      const assessed = await assessments.assessHousehold(who, {
        ...{ householdId: id, programme: 'dibao', region: syntheticCounty, factsOn, lawOn: factsOn },
        month: monthOf(factsOn),
      })
      const stored = await assessments.read(who, assessed.id)
      if (stored.outcome !== 'entitled' || stored.amount === null) continue
      found.push({
        ...{ id, applicantId: head.id, name: head.name, assessmentId: assessed.id },
        amount: BigInt(stored.amount),
        minorId:
          situation.members.find(({ bornOn }) => bornOn !== null && ageOn(bornOn.value, factsOn) < 18)?.id ?? null,
      })
    }
    return found
  }
  const step = async (who: Caller, id: string, move: 'accept' | 'withdraw' | 'send-back'): Promise<Case> =>
    within(who, async (tx) => {
      const one = await cases.get(tx, who, id)
      return (await cases.move(tx, who, id, { move, version: one.version, reason: '测试' })).case
    })
  return { ...made, tenant, clock, cases, documents, parts, people, families, within, step }
}

export type TestNotices = Awaited<ReturnType<typeof testNotices>>

/** Asks a row of the parts as the server would, for one person. */
export async function ask<Answer>(
  { parts }: TestNotices,
  who: Caller,
  row: string,
  {
    id,
    body = {},
    files = [],
  }: { readonly id: string; readonly body?: object; readonly files?: readonly UploadedFile[] },
): Promise<Answer> {
  const route = given(
    parts.parts.flatMap(({ routes }) => routes).find(({ verb, path }) => `${verb} ${path}` === row),
    row,
  )
  const parsed: unknown = route.body === null ? {} : route.body.parse(body)
  const arrived = { params: { id }, query: {}, body: parsed, files }
  const ready = await route.prepare?.(arrived as never)
  return (await route.run({ who, ...arrived, ready, visit: null } as never)) as Answer
}

/** One pixel: what a finger draws is a PNG like any other. */
export const png =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

interface Filled {
  readonly version: number
  readonly members: readonly { readonly id: string }[]
}

/** A survey from the first question to the last signature. */
export async function surveyed(
  made: TestNotices,
  caseId: string,
  { by, investigators }: { readonly by: Caller; readonly investigators: readonly Caller[] },
): Promise<string> {
  const { id } = await ask<{ id: string }>(made, by, 'POST /api/cases/:id/surveys', { id: caseId })
  const { members } = await ask<Filled>(made, by, 'GET /api/surveys/:id', { id })
  const answers = {
    ...{ present: 'all', 'house-kind': 'own', 'house-state': 'sound', meals: 'plain', hardship: 'illness' },
    ...Object.fromEntries(members.map((member) => [`lives-here@${member.id}`, 'yes'])),
    'homes-owned': '1',
  }
  await ask(made, by, 'PUT /api/surveys/:id/answers', { id, body: { answers } })
  await ask(made, by, 'PUT /api/surveys/:id/investigators', {
    id,
    body: { ids: investigators.map((one) => one.id) },
  })
  const { version } = await ask<Filled>(made, by, 'GET /api/surveys/:id', { id })
  const sign = (signer: Caller, who: string) =>
    ask(made, signer, 'POST /api/surveys/:id/signatures', { id, body: { version, who, name: '居民甲', png } })
  for (const investigator of investigators) await sign(investigator, investigator.id)
  await sign(by, 'family')
  await ask(made, by, 'POST /api/surveys/:id/finish', { id, body: { version } })
  return id
}

/** A family's case, accepted, surveyed by two and proposed to be granted: its notice hangs. */
export async function noticed(made: TestNotices, index: number): Promise<Case> {
  const { people, within, cases } = made
  const { id } = await accepted(made, index)
  await surveyed(made, id, { by: people.clerk, investigators: [people.clerk, people.intake] })
  await opinion(made, people.clerk, id, index)
  return within(people.clerk, (tx) => cases.get(tx, people.clerk, id))
}

export async function accepted(made: TestNotices, index: number): Promise<Case> {
  const { people, within, cases, families, step } = made
  const family = given(families[index], `family ${index} of the test county`)
  const one = await within(people.clerk, (tx) =>
    cases.open(tx, people.clerk, { programme: 'dibao', householdId: family.id, applicantId: family.applicantId }),
  )
  return step(people.clerk, one.id, 'accept')
}

export async function opinion(made: TestNotices, by: Caller, id: string, index: number): Promise<void> {
  const { within, cases, families } = made
  const { assessmentId } = given(families[index], `family ${index} of the test county`)
  await within(by, async (tx) => {
    const { version } = await cases.get(tx, by, id)
    await cases.giveOpinion(tx, by, id, { version, proposal: 'grant', assessmentId, why: '符合条件' })
  })
}
