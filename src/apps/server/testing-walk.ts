import sharp from 'sharp'
import { expect } from 'vitest'
import { monthOf } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import { testServer, type TestServer, type Visitor } from '#platform/http/testing.ts'
import { systemCaller, type Logger } from '#platform/http/index.ts'
import type { RoleName } from '#registry/officers/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import { canaryFamily, type Member } from './testing-family.ts'
import type { settableClock } from './testing-notices.ts'
import type { TestProduct } from './testing.ts'

/** How something is done: once and plainly, or with everything that can happen to it on the way. */
export interface Hand {
  readonly send: <Answer>(who: Visitor, verb: 'POST' | 'PUT', path: string, body?: object) => Promise<Answer>
  readonly upload: <Answer>(
    who: Visitor,
    path: string,
    fields: Readonly<Record<string, string>>,
    bytes: Uint8Array,
  ) => Promise<Answer>
}

/** One family on its way through the house, by real routes, each person of the office with a session of their own. */
export interface Walk {
  readonly made: TestProduct
  readonly server: TestServer
  readonly hand: Hand
  readonly clock: ReturnType<typeof settableClock>
  readonly seat: (role: RoleName, which?: number) => Visitor
  readonly get: <Answer>(who: Visitor, path: string) => Promise<Answer>
  /** Another picture each time: the very same paper twice is refused. */
  readonly paper: () => Promise<Buffer>
  /** Fills as the family goes on. */
  readonly at: { leadId: string; caseId: string; number: string; secret: string; householdId: string; runId: string }
}

const purpose = encodeURIComponent('走一遍')

/** Does everything once and plainly. */
export const plainHand: Hand = {
  send: async <Answer>(...[who, verb, path, body]: Parameters<Hand['send']>) =>
    answered<Answer>(`${verb} ${path}`, await who.send(verb, path, body)),
  upload: async <Answer>(...[who, path, fields, bytes]: Parameters<Hand['upload']>) =>
    answered<Answer>(path, await who.upload(path, fields, { field: 'file', name: '材料.png', bytes })),
}

function answered<Answer>(what: string, answer: Awaited<ReturnType<Visitor['send']>>): Answer {
  expect([what, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([what, 200, ''])
  return (answer.body === '' ? null : answer.json()) as Answer
}

export async function openWalk(
  made: TestProduct,
  clock: Walk['clock'],
  { hand, log }: { readonly hand: Hand; readonly log: Logger },
): Promise<Walk> {
  const { product, ground } = made
  const tenant = ground.bureau.id
  const server = await testServer({
    ...{ db: product.db, clock, routes: product.routes(), openTenant: tenant, log },
    onRefusedAccess: product.serverNeeds.onRefusedAccess,
    pages: product.serverNeeds.pages,
  })
  const officers = await product.officers.list(systemCaller('test', tenant))
  const town = given(product.regions.directory().children(syntheticCounty)[0], 'the first town').code
  const village = given(product.regions.directory().children(town)[0], 'its first village').code
  const seats = new Map<string, Visitor>()
  let papers = 0
  const get: Walk['get'] = async <Answer>(who: Visitor, path: string) => {
    const answer = await who.get(path, { 'x-purpose': purpose })
    expect(answer.statusCode, `${path} ${answer.body}`).toBe(200)
    return answer.json<Answer>()
  }
  return {
    ...{ made, server, clock, get, hand },
    seat: (role, which = 0) => {
      const name = `${role}:${which}`
      const held = officers.filter(({ roles }) => roles.some((one) => one.role === role))
      const isCountywide = role.startsWith('county') || role.startsWith('finance')
      const places = isCountywide
        ? ('all' as const)
        : product.regions.placesUnder(role === 'grid-worker' ? village : town)
      const seat = seats.get(name) ?? server.as(role, { tenant, places, id: given(held[which], name).id })
      seats.set(name, seat)
      return seat
    },
    paper: () => {
      papers += 1
      const background = { r: 255 - papers, g: 250, b: 240 }
      return sharp({ create: { width: 90, height: 40, channels: 3, background } })
        .png()
        .toBuffer()
    },
    at: { leadId: '', caseId: '', number: '', secret: '', householdId: '', runId: '' },
  }
}

/** What a case page reads. */
interface CaseNow {
  readonly case: { readonly version: number; readonly stage: string; readonly householdId: string }
  readonly proposal: { readonly id: string } | null
  readonly decisions: readonly { readonly amount: string; readonly fromMonth: string }[]
}
export const caseNow = (walk: Walk, who = walk.seat('county-reviewer')): Promise<CaseNow> =>
  walk.get<CaseNow>(who, `/api/cases/${walk.at.caseId}`)

export async function reportLead({ hand, seat, get, at }: Walk): Promise<void> {
  const grid = seat('grid-worker')
  const { place } = await get<{ place: { code: string } }>(grid, '/api/leads/choices')
  const { leadId } = await hand.send<{ leadId: string }>(grid, 'POST', '/api/leads', {
    ...{ place: place.code, hardship: 'illness', urgency: 'soon', channel: 'grid' },
    ...{ sentence: canaryFamily.illness, name: canaryFamily.head.name, phone: canaryFamily.phone },
  })
  at.leadId = leadId
  const { version } = await get<{ version: number }>(seat('town-clerk'), `/api/leads/${leadId}`)
  await hand.send(seat('town-clerk'), 'POST', `/api/leads/${leadId}/taking`, { version })
}

export async function saveApplication({ hand, seat, get, at, paper }: Walk, programme = 'dibao'): Promise<string> {
  const clerk = seat('intake-clerk')
  const { places } = await get<{ places: { code: string }[] }>(clerk, '/api/applications/choices')
  const place = given(places.at(-1), 'a place of the window').code
  const { id } = await hand.send<{ id: string }>(clerk, 'POST', '/api/application-drafts', {
    ...{ programme, ...(at.leadId === '' ? {} : { leadId: at.leadId }) },
  })
  const draft = `/api/application-drafts/${id}`
  const { parts } = await get<{ parts: Record<string, { version: number }> }>(clerk, draft)
  for (const [name, value] of Object.entries(written(place)))
    await hand.send(clerk, 'PUT', `${draft}/parts/${name}`, { version: parts[name]!.version, value })
  const check = await get<{ problems: unknown[]; papers: { kind: string; memberKey: string | null; state: string }[] }>(
    clerk,
    `${draft}/check`,
  )
  expect(check.problems).toEqual([])
  for (const { kind, memberKey, state } of check.papers)
    if (state === 'missing')
      await hand.upload(clerk, `${draft}/papers`, { kind, memberKey: memberKey ?? '' }, await paper())
  return id
}

const none = { amount: '0', per: 'month' }
const nothing = { wages: none, business: none, property: none, transfers: none, other: none, deduction: none }
const person = (one: Member, place: string) => ({
  ...{ ...one, documentKind: 'id-card', registeredAt: place, residesAt: place, counted: 'counted' },
  ...{ maritalStatus: one.key === 'm3' ? 'single' : 'married', labourCapacity: 'none', disability: 'none' },
  ...{ seriousIllness: one.key === 'm2' ? 'yes' : 'no', fullTimeStudy: 'no', civilCapacity: '' },
})
const written = (place: string) => ({
  family: { place, urbanRural: 'rural', phone: canaryFamily.phone },
  members: {
    members: [canaryFamily.head, canaryFamily.wife, canaryFamily.child].map((one) => person(one, place)),
  },
  incomes: {
    by: {
      m1: { ...nothing, wages: { amount: '1200', per: 'month' } },
      m2: { ...nothing, transfers: { amount: '300', per: 'month' } },
      m3: nothing,
    },
  },
  property: { deposits: '0', homes: '1', vehicles: '0', businesses: '0', staffRelative: 'no' },
  statement: {
    ...{ applicantKey: 'm1', speaker: 'm1', speakerRelation: '本人', hasPromised: true },
    reason: canaryFamily.illness,
  },
})

export async function accept({ hand, seat, at }: Walk, draftId: string): Promise<void> {
  const slip = await hand.send<{ caseId: string; number: string; secret: string }>(
    ...[seat('intake-clerk'), 'POST' as const, `/api/application-drafts/${draftId}/acceptance`],
  )
  Object.assign(at, slip)
}

export async function authorise({ hand, seat, get, at, clock, paper }: Walk): Promise<void> {
  const clerk = seat('intake-clerk')
  const { authorisations } = await get<{ authorisations: { personId: string; signer: 'self' | 'guardian' }[] }>(
    clerk,
    `/api/cases/${at.caseId}/application`,
  )
  expect(authorisations.length).toBeGreaterThanOrEqual(2)
  for (const { personId, signer } of authorisations)
    await hand.upload(
      clerk,
      `/api/cases/${at.caseId}/authorisations`,
      {
        ...{ personId, signer, how: 'paper', signedOn: clock.today() },
        ...(signer === 'guardian' ? { guardianName: canaryFamily.head.name, guardianRelation: '祖父' } : {}),
      },
      await paper(),
    )
}

export async function askDepartments({ hand, seat, at }: Walk): Promise<string> {
  const { id } = await hand.send<{ id: string }>(seat('town-clerk'), 'POST', `/api/cases/${at.caseId}/means-check`)
  return id
}

interface Report {
  readonly state: string
  readonly finishedAt: string | null
  readonly lines: readonly { readonly key: string; readonly isDifference: boolean; readonly settled: unknown }[]
}
export const reportNow = (walk: Walk, id: string): Promise<Report> =>
  walk.get<Report>(walk.seat('town-clerk'), `/api/means-checks/${id}`)

export async function settleDifferences(walk: Walk, id: string): Promise<void> {
  const { hand, seat } = walk
  const clerk = seat('town-clerk')
  for (const line of (await reportNow(walk, id)).lines.filter((one) => one.isDifference && one.settled === null)) {
    const objection = { line: line.key, says: 'objects', note: '以凭据为准' }
    await hand.send(clerk, 'POST', `/api/means-checks/${id}/answers`, objection)
    const settlement = { line: line.key, takes: 'declared', why: '核过凭据，以申报为准' }
    await hand.send(clerk, 'POST', `/api/means-checks/${id}/settlements`, settlement)
  }
}

export async function survey({ hand, seat, get, at, paper }: Walk): Promise<void> {
  const clerk = seat('town-clerk')
  const { id } = await hand.send<{ id: string }>(clerk, 'POST', `/api/cases/${at.caseId}/surveys`)
  const now = () => get<{ version: number; members: { id: string }[]; lacks: object[] }>(clerk, `/api/surveys/${id}`)
  const colleagues = await get<{ id: string; post: string }[]>(clerk, `/api/surveys/${id}/colleagues`)
  const two = colleagues.filter(({ post }) => post.includes('经办人')).slice(0, 2)
  await hand.send(clerk, 'PUT', `/api/surveys/${id}/investigators`, { ids: two.map((one) => one.id) })
  const own = (who: string): Visitor =>
    seat('town-clerk', who === 'family' ? 0 : two.findIndex((one) => one.id === who))
  const { members } = await now()
  await hand.send(clerk, 'PUT', `/api/surveys/${id}/answers`, {
    answers: {
      ...Object.fromEntries(members.map((one) => [`lives-here@${one.id}`, 'yes'])),
      ...{ present: 'all', 'house-kind': 'own', 'house-state': 'poor', meals: 'plain', hardship: 'illness' },
    },
  })
  const png = `data:image/png;base64,${(await paper()).toString('base64')}`
  for (const who of [...two.map((one) => one.id), 'family']) {
    const { version } = await now()
    await hand.send(own(who), 'POST', `/api/surveys/${id}/signatures`, {
      version,
      who,
      name: canaryFamily.head.name,
      png,
    })
  }
  const { version, lacks } = await now()
  expect(lacks).toEqual([])
  await hand.send(clerk, 'POST', `/api/surveys/${id}/finish`, { version })
}

export async function giveOpinion(walk: Walk): Promise<void> {
  const { hand, seat, at } = walk
  const clerk = seat('town-clerk')
  const { id } = await hand.send<{ id: string }>(clerk, 'POST', `/api/cases/${at.caseId}/assessments`)
  const { version } = (await caseNow(walk)).case
  const opinion = { version, proposal: 'grant', assessmentId: id, why: '收入低于标准，财产符合规定' }
  await hand.send(clerk, 'POST', `/api/cases/${at.caseId}/opinions`, opinion)
}

export async function proposeDecision(walk: Walk): Promise<void> {
  const { hand, seat, at } = walk
  const { id } = await hand.send<{ id: string }>(
    ...[seat('county-reviewer'), 'POST' as const, `/api/cases/${at.caseId}/assessments`],
  )
  const { version } = (await caseNow(walk)).case
  const proposal = { version, outcome: 'confirmed', assessmentId: id, why: '同意镇里意见' }
  await hand.send(seat('county-reviewer'), 'POST', `/api/cases/${at.caseId}/proposals`, proposal)
}

export async function approveDecision(walk: Walk): Promise<void> {
  const { hand, seat, at } = walk
  const { case: one, proposal } = await caseNow(walk)
  const approval = { version: one.version, proposalId: proposal!.id }
  await hand.send(seat('county-head'), 'POST', `/api/cases/${at.caseId}/approval`, approval)
  at.householdId = one.householdId
}

/** From the window to the finished survey, for a programme. */
export async function walkToOpinion(walk: Walk, programme: string): Promise<void> {
  await accept(walk, await saveApplication(walk, programme))
  await authorise(walk)
  const id = await askDepartments(walk)
  for (let tries = 0; tries < 400 && (await reportNow(walk, id)).finishedAt === null; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
  await settleDifferences(walk, id)
  await survey(walk)
}

/** Facts only this policy asks for, kept in the household's file: `path` of the matched list → what was found. */
export async function stateFacts(walk: Walk, found: Readonly<Record<string, string>>): Promise<void> {
  const { hand, seat, at, clock } = walk
  at.householdId = (await caseNow(walk)).case.householdId
  await hand.send(seat('town-clerk'), 'POST', `/api/households/${at.householdId}/stated-facts?purpose=${purpose}`, {
    answers: Object.entries(found).map(([path, value]) => ({ path, value })),
    ...{ from: clock.today(), source: 'surveyed', says: '入户看到、核过凭据' },
  })
}

/** The result on the other board, and the letter in the family's hands. */
export async function publishAndDeliver(walk: Walk): Promise<void> {
  const { hand, seat, at } = walk
  const clerk = seat('town-clerk')
  const version = async () => (await caseNow(walk)).case.version
  await hand.send(clerk, 'POST', `/api/cases/${at.caseId}/publication`, { version: await version() })
  const papers = await walk.get<{ letterId: string | null }[]>(clerk, `/api/cases/${at.caseId}/papers`)
  const letter = given(papers.find(({ letterId }) => letterId !== null)?.letterId, 'the letter')
  // Nobody prints a letter, or reads it, without saying why.
  for (const path of [`/api/letters/${letter}/pdf`, `/api/letters/${letter}/word`, `/letters/${letter}`])
    expect((await clerk.get(path)).statusCode).toBe(428)
  expect((await clerk.get(`/api/letters/${letter}/pdf`, { 'x-purpose': purpose })).statusCode).toBe(200)
  const delivery = { move: 'deliver-letter', version: await version() }
  await hand.send(clerk, 'POST', `/api/cases/${at.caseId}/moves`, delivery)
}

/** Money of the year, and an account that a second person has read. */
export async function openAccount({ hand, seat, get, at }: Walk): Promise<void> {
  const [finance, head] = [seat('finance-officer'), seat('finance-head')]
  await hand.send(head, 'POST', '/api/payouts/allotments', {
    ...{ programme: 'dibao', source: 'county', year: 2026, amount: '500000000', document: '青财〔2026〕1号（合成）' },
  })
  await hand.send(finance, 'POST', `/api/payouts/households/${at.householdId}/accounts`, {
    ...{ holder: canaryFamily.head.name, bank: '青禾农商银行（合成）', number: canaryFamily.account, why: '家里提供' },
  })
  const { accounts } = await get<{ accounts: { id: string }[] }>(head, `/api/payouts/households/${at.householdId}`)
  await hand.send(head, 'POST', `/api/payouts/accounts/${accounts[0]!.id}/approve`, {
    number: canaryFamily.account,
  })
}

export async function makeList({ hand, seat, at, clock }: Walk): Promise<void> {
  const month = monthOf(clock.today())
  const wish = { programme: 'dibao', month }
  const { id } = await hand.send<{ id: string }>(seat('finance-officer'), 'POST', '/api/payouts/runs', wish)
  at.runId = id
}

/** The file for the bank. @returns its id */
export async function makeFile({ hand, seat, get, at }: Walk): Promise<string> {
  const finance = seat('finance-officer')
  const { routes } = await get<{ routes: { name: string }[] }>(finance, `/api/payouts/runs/${at.runId}/files`)
  const route = given(routes[0], 'a payment route').name
  const { id } = await hand.send<{ id: string }>(finance, 'POST', `/api/payouts/runs/${at.runId}/files`, { route })
  return id
}

/** What the simulated bank answers to a file: `failures=1` gives one line back, `fault=wrong-sum` errs in the total. */
export async function bankAnswer({ seat }: Walk, fileId: string, how: string): Promise<Buffer> {
  const path = `/api/payouts/files/${fileId}/simulated-return?${how}`
  const answer = await seat('finance-officer').get(path, { 'x-purpose': purpose })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.rawPayload
}

export async function bookReturn({ hand, seat, at }: Walk, bytes: Buffer): Promise<void> {
  const finance = seat('finance-officer')
  const { id } = await hand.upload<{ id: string }>(finance, `/api/payouts/runs/${at.runId}/returns`, {}, bytes)
  await hand.send(finance, 'POST', `/api/payouts/returns/${id}/book`)
}
