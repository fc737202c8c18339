import type { Browser } from 'playwright-core'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '#platform/testing/browser.ts'
import { axeFaults, tooWide } from '#design/testing/axe.ts'
import { approveDecision, giveOpinion, opened, proposeDecision } from './acts.ts'
import { walkConsole } from './console-walk.ts'
import { canaries, family } from './family.ts'
import { openHouse, type House } from './house.ts'
import { seatOf, type Seat } from './seat.ts'

interface Story {
  readonly law: string
  readonly from: string
  /** After the notice has hung for seven days, and its rest days. */
  readonly afterNotice: string
  readonly payDay: string
  readonly firstMonth: string
  /** By one person on the page, or by two at once. */
  readonly approvedBy: 'hand' | 'two at once'
}

const stories: readonly Story[] = [
  {
    law: '民发〔2021〕57号',
    from: '2026-03-02T09:00:00+08:00',
    afterNotice: '2026-03-12T09:00:00+08:00',
    payDay: '2026-04-02T09:00:00+08:00',
    firstMonth: '2026-04',
    approvedBy: 'hand',
  },
  {
    law: '社会救助法',
    from: '2026-09-01T09:00:00+08:00',
    afterNotice: '2026-09-11T09:00:00+08:00',
    payDay: '2026-10-09T09:00:00+08:00',
    firstMonth: '2026-10',
    approvedBy: 'two at once',
  },
]

interface CaseFile {
  readonly case: {
    readonly id: string
    readonly number: string
    readonly stage: string
    readonly version: number
    readonly householdId: string
  }
  readonly opinions: readonly unknown[]
  readonly proposal: { readonly id: string } | null
  readonly decisions: readonly { readonly amount: string; readonly fromMonth: string; readonly id: string }[]
}
interface Slip {
  readonly caseId: string
  readonly number: string
  readonly secret: string
}
interface CheckReport {
  readonly id: string
  readonly state: string
  readonly finishedAt: string | null
  readonly lines: readonly { readonly key: string; readonly isDifference: boolean; readonly settled: unknown }[]
}

describe.each(stories)('一户人从线索到钱到手：$law', ({ from, afterNotice, payDay, firstMonth, law, approvedBy }) => {
  let house: House
  let browser: Browser
  let picture: Buffer
  let papers = 0
  const seats = new Map<string, Seat>()
  const at = (role: string, which = 0): Seat => seats.get(`${role}:${which}`)!
  let slip: Slip
  let run = ''
  let householdId = ''
  const read = (who: Seat): Promise<CaseFile> => who.get<CaseFile>(`/api/cases/${slip.caseId}`)

  beforeAll(async () => {
    house = await openHouse(from)
    browser = await openBrowser()
    picture = await drawn(0)
    const people: readonly (readonly [string, number])[] = [
      ['grid-worker', 0],
      ['intake-clerk', 0],
      ['town-clerk', 0],
      ['town-clerk', 1],
      ['town-head', 0],
      ['county-reviewer', 0],
      ['county-reviewer', 1],
      ['county-head', 0],
      ['finance-officer', 0],
      ['finance-head', 0],
      ['inspector', 0],
    ]
    for (const [role, which] of people) seats.set(`${role}:${which}`, await seatOf(browser, house, role, which))
  }, 300_000)
  afterAll(async () => {
    for (const { faults, role } of seats.values()) expect(faults, role).toEqual([])
    await browser.close()
    await house.stop()
  })

  /** Another paper each time: the very same one twice is refused. */
  const file = async () => ({ name: '材料.png', mimeType: 'image/png', buffer: await drawn((papers += 1)) })

  it('网格员用手机报一条线索，镇里马上看得见', async () => {
    const grid = at('grid-worker')
    const choices = await grid.get<{
      place: { code: string }
      hardships: { code: string }[]
    }>('/api/leads/choices')
    const reported = await grid.send<{ number: string; leadId: string }>('POST', '/api/leads', {
      ...{ place: choices.place.code, hardship: 'illness', urgency: 'soon', channel: 'grid' },
      ...{ sentence: '老两口带孙女，药费重', name: family.head.name, phone: family.phone },
    })
    expect(reported.number).toMatch(/^XS-2026-\d{6}$/)
    const open = await at('town-clerk').get<{ rows: { id: string }[] }>('/api/leads?view=open')
    expect(open.rows.map(({ id }) => id)).toContain(reported.leadId)
    const taken = await at('town-clerk').get<{ version: number }>(`/api/leads/${reported.leadId}`)
    await at('town-clerk').send('POST', `/api/leads/${reported.leadId}/taking`, { version: taken.version })
    run = reported.leadId
  })

  it('窗口照着说的填，缺的先告诉一次，受理，给回执', async () => {
    const clerk = at('intake-clerk')
    const choices = await clerk.get<{ places: { code: string }[] }>('/api/applications/choices')
    const place = choices.places.at(-1)!.code
    const draft = await clerk.send<{ id: string }>('POST', '/api/application-drafts', {
      programme: 'dibao',
      leadId: run,
    })
    const put = (name: string, value: unknown, version = 0) =>
      clerk.send<{ version: number }>('PUT', `/api/application-drafts/${draft.id}/parts/${name}`, { version, value })
    const now = await clerk.get<{ parts: Record<string, { version: number }> }>(`/api/application-drafts/${draft.id}`)
    const version = (name: string): number => now.parts[name]!.version
    await put('family', { place, urbanRural: 'rural', phone: family.phone }, version('family'))
    const people = [family.head, family.wife, family.child].map((one) => ({
      ...{ ...one, documentKind: 'id-card', registeredAt: place, residesAt: place, counted: 'counted' },
      ...{ maritalStatus: one.key === 'm3' ? 'single' : 'married', labourCapacity: 'none', disability: 'none' },
      ...{ seriousIllness: 'no', fullTimeStudy: 'no', civilCapacity: '' },
    }))
    await put('members', { members: people }, version('members'))
    const none = { amount: '0', per: 'month' }
    const nothing = { wages: none, business: none, property: none, transfers: none, other: none, deduction: none }
    await put(
      'incomes',
      {
        by: {
          m1: { ...nothing, wages: { amount: '1200', per: 'month' } },
          m2: { ...nothing, transfers: { amount: '300', per: 'month' } },
          m3: nothing,
        },
      },
      version('incomes'),
    )
    const property = { deposits: '0', homes: '1', vehicles: '0', businesses: '0', staffRelative: 'no' }
    await put('property', property, version('property'))
    await put(
      'statement',
      { applicantKey: 'm1', speaker: 'm1', speakerRelation: '本人', reason: '药费重，收入少', hasPromised: true },
      version('statement'),
    )
    const check = await clerk.get<{
      problems: unknown[]
      papers: { kind: string; memberKey: string; state: string }[]
    }>(`/api/application-drafts/${draft.id}/check`)
    expect(check.problems).toEqual([])
    for (const { kind, memberKey, state } of check.papers)
      if (state === 'missing')
        await clerk.hand(`/api/application-drafts/${draft.id}/papers`, {
          kind,
          memberKey: memberKey ?? '',
          file: await file(),
        })
    slip = await clerk.send<Slip>('POST', `/api/application-drafts/${draft.id}/acceptance`)
    expect(slip.secret).toMatch(/^\d{6}$/)
    expect((await read(clerk)).case.stage).toBe('investigation')
  })

  it('没签授权的人谁也不查；每个大人签了，六个部门一起问', async () => {
    const clerk = at('town-clerk')
    const panel = await at('intake-clerk').get<{
      authorisations: { personId: string; signer: 'self' | 'guardian'; state: string }[]
    }>(`/api/cases/${slip.caseId}/application`)
    expect(panel.authorisations.length).toBeGreaterThanOrEqual(2)
    for (const { personId, signer } of panel.authorisations)
      await at('intake-clerk').hand(`/api/cases/${slip.caseId}/authorisations`, {
        ...{ personId, signer, how: 'paper', signedOn: house.today(), file: await file() },
        ...(signer === 'guardian' ? { guardianName: family.head.name, guardianRelation: '祖父' } : {}),
      })
    const { id } = await clerk.send<{ id: string }>('POST', `/api/cases/${slip.caseId}/means-check`)
    const report = await finished(() => clerk.get<CheckReport>(`/api/means-checks/${id}`))
    expect(report.state).toBe('complete')
    for (const line of report.lines.filter(({ isDifference, settled }) => isDifference && settled === null)) {
      await clerk.send('POST', `/api/means-checks/${id}/answers`, {
        line: line.key,
        says: 'objects',
        note: '以凭据为准',
      })
      const settlement = { line: line.key, takes: 'declared', why: '核过凭据，以申报为准' }
      await clerk.send('POST', `/api/means-checks/${id}/settlements`, settlement)
    }
  })

  it('两个人上门，各自签名，家里也签', async () => {
    const clerk = at('town-clerk')
    const { id } = await clerk.send<{ id: string }>('POST', `/api/cases/${slip.caseId}/surveys`)
    const survey = () =>
      clerk.get<{
        version: number
        members: { id: string }[]
        investigators: { id: string }[]
        sections: {
          fields: {
            name: string
            required?: boolean
            isRequired?: boolean
            perMember?: boolean
            isPerMember?: boolean
            options?: { value: string }[]
          }[]
        }[]
        lacks: { zh: string }[]
      }>(`/api/surveys/${id}`)
    const colleagues = await clerk.get<{ id: string; post: string }[]>(`/api/surveys/${id}/colleagues`)
    const me = await clerk.get<{ id: string }>('/api/me')
    const other = colleagues.find((one) => one.id !== me.id && one.post.includes('经办人'))!
    await clerk.send('PUT', `/api/surveys/${id}/investigators`, { ids: [me.id, other.id] })
    const { members } = await survey()
    const answers = {
      ...Object.fromEntries(members.map((one) => [`lives-here@${one.id}`, 'yes'])),
      ...{ present: 'all', 'house-kind': 'own', 'house-state': 'poor', meals: 'plain', hardship: 'illness' },
    }
    await clerk.send('PUT', `/api/surveys/${id}/answers`, { answers })
    const png = `data:image/png;base64,${picture.toString('base64')}`
    const sign = async (who: Seat, whose: string, name = '') => {
      const { version } = await survey()
      await who.send('POST', `/api/surveys/${id}/signatures`, { version, who: whose, name, png })
    }
    await sign(clerk, me.id)
    await sign(at('town-clerk', 1), other.id)
    await sign(clerk, 'family', family.head.name)
    const ready = await survey()
    expect(ready.lacks).toEqual([])
    await clerk.send('POST', `/api/surveys/${id}/finish`, { version: ready.version })
  })

  it('镇里看着账在页面上提意见，手抖点两下也只有一份；公示上墙，只写该写的', async () => {
    const clerk = at('town-clerk')
    const { id: assessmentId } = await clerk.send<{ id: string }>('POST', `/api/cases/${slip.caseId}/assessments`)
    await giveOpinion(clerk, house, slip.caseId)
    const given = await read(clerk)
    expect(given.case.stage).toBe('notice')
    expect(given.opinions).toHaveLength(1)
    const early = await at('county-reviewer').attempt('POST', `/api/cases/${slip.caseId}/proposals`, {
      ...{ version: given.case.version, outcome: 'confirmed', assessmentId, why: '同意' },
    })
    expect(early.status).toBe(409)
    const wall = await noticeText(house)
    expect(wall).toContain(family.head.name)
    expect(wall).toContain('930.00')
    for (const canary of canaries) expect(wall, canary).not.toContain(canary)
  })

  it('满七天自己撤下；县里一人在页面上提，提的人批不了，另一个人批', async () => {
    house.moveTo(afterNotice)
    await house.runJob('public-notice.take-down')
    expect(await noticeText(house)).not.toContain(family.head.name)
    const [maker, second] = [at('county-reviewer'), at('county-head')]
    expect((await read(maker)).case.stage).toBe('decision')
    await maker.send('POST', `/api/cases/${slip.caseId}/assessments`)
    await proposeDecision(maker, house, slip.caseId)
    const { case: one, proposal } = await read(maker)
    const approval = { version: one.version, proposalId: proposal!.id }
    const own = await maker.attempt('POST', `/api/cases/${slip.caseId}/approval`, approval)
    expect(own.status).toBeGreaterThanOrEqual(400)
    if (approvedBy === 'hand') await approveDecision(second, house, slip.caseId)
    else {
      const twice = await Promise.all([
        second.attempt('POST', `/api/cases/${slip.caseId}/approval`, approval),
        at('county-reviewer', 1).attempt('POST', `/api/cases/${slip.caseId}/approval`, approval),
      ])
      expect(twice.filter(({ status }) => status < 300)).toHaveLength(1)
    }
    const decided = await read(second)
    expect(decided.case.stage).toBe('confirmed')
    expect(decided.decisions).toHaveLength(1)
    expect(decided.decisions[0]).toMatchObject({ amount: '93000', fromMonth: firstMonth })
    ;({ householdId } = decided.case)
  })

  it('一家人凭回执号和查询码看得到进度、决定和每一步账', async () => {
    const wrong = await ask(browser, house, slip.number, '000000' === slip.secret ? '111111' : '000000')
    expect(wrong).not.toContain('930.00')
    const page = await ask(browser, house, slip.number, slip.secret)
    expect(page).toContain('930.00')
    expect(page).toContain(firstMonth.slice(0, 4))
  })

  it('财务做名单，另一人批，出文件，银行退回一笔，改了再发，一分不差', async () => {
    house.moveTo(payDay)
    const [finance, head] = [at('finance-officer'), at('finance-head')]
    await head.send('POST', '/api/payouts/allotments', {
      ...{ programme: 'dibao', source: 'county', year: 2026, amount: '500000000', document: '青财〔2026〕1号（合成）' },
    })
    await finance.send('POST', `/api/payouts/households/${householdId}/accounts`, {
      ...{ holder: family.head.name, bank: '青禾农商银行（合成）', number: family.account, why: '家里提供' },
    })
    const money = await head.get<{ accounts: { id: string; mayApprove: boolean }[] }>(
      `/api/payouts/households/${householdId}`,
    )
    await head.send('POST', `/api/payouts/accounts/${money.accounts[0]!.id}/approve`, { number: family.account })
    const list = await finance.send<{ id: string }>('POST', '/api/payouts/runs', {
      programme: 'dibao',
      month: firstMonth,
    })
    const lines = await finance.get<{ rows: { householdId: string; amount: string }[] }>(
      `/api/payouts/runs/${list.id}/lines`,
    )
    expect(lines.rows.find((line) => line.householdId === householdId)?.amount).toBe('93000')
    await finance.send('POST', `/api/payouts/runs/${list.id}/freeze`)
    expect((await finance.attempt('POST', `/api/payouts/runs/${list.id}/approve`, {})).status).toBeGreaterThanOrEqual(
      400,
    )
    await head.send('POST', `/api/payouts/runs/${list.id}/approve`)
    const files = await finance.get<{ routes: { name: string }[] }>(`/api/payouts/runs/${list.id}/files`)
    const payFile = await finance.send<{ id: string }>('POST', `/api/payouts/runs/${list.id}/files`, {
      route: files.routes[0]!.name,
    })
    const returned = await answered(finance, house, payFile.id, list.id, 1)
    expect(returned).toMatchObject({ faultCount: 0, returned: { count: 1 } })
    const open = await finance.get<{ rows: { id: string; state: string }[] }>(
      `/api/payouts/runs/${list.id}/lines?state=returned`,
    )
    expect(open.rows).toHaveLength(1)
    await finance.send('POST', `/api/payouts/lines/${open.rows[0]!.id}/reissue`, { reason: '银行系统差错，原账号再发' })
    const again = await finance.send<{ id: string }>('POST', `/api/payouts/runs/${list.id}/files`, {
      route: files.routes[0]!.name,
    })
    await answered(finance, house, again.id, list.id, 0)
    const done = await finance.get<{ state: string; amount: string; paidAmount: string }>(
      `/api/payouts/runs/${list.id}`,
    )
    expect(done.paidAmount).toBe(done.amount)
    run = list.id
  })

  it('名单、台账、银行三边一样', async () => {
    const rows = JSON.stringify(await at('finance-officer').get('/api/reconciliation'))
    expect(rows).toContain(firstMonth)
  })

  it('每个人的页面打得开，没有脚本错，读屏挑不出毛病，也不用左右拖', async () => {
    const looks: readonly (readonly [string, string])[] = [
      ['town-clerk', '/console/cases'],
      ['county-reviewer', `/console/cases/${slip.caseId}`],
      ['county-head', '/console/'],
      ['finance-officer', `/console/pay/${run}`],
      ['town-clerk', '/console/reviews'],
    ]
    for (const [role, path] of looks) {
      const { page } = at(role)
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.goto(`${house.address}${path}`)
      await opened(page, path)
      expect(await axeFaults(page), path).toEqual([])
      expect(await tooWide(page), path).toEqual([])
    }
  }, 240_000)

  const walks = approvedBy === 'hand'
  if (walks)
    it('手机上走遍控制台：每页有标题，不用左右拖，没有代码和坏掉的值', async () => {
      const leads = await at('town-clerk').get<{ rows: { id: string }[] }>('/api/leads?view=closed')
      const check = await at('town-clerk').get<{ reports: { id: string }[] }>(`/api/cases/${slip.caseId}/means-check`)
      const stops: readonly (readonly [string, readonly string[]])[] = [
        ['grid-worker', ['/', '/leads/new']],
        ['intake-clerk', ['/', '/applications', '/applications/new']],
        [
          'town-clerk',
          [
            ...['/', '/leads', ...leads.rows.slice(0, 1).map(({ id }) => `/leads/${id}`), '/leads/month', '/cases'],
            ...[`/cases/${slip.caseId}`, `/cases/${slip.caseId}/survey`, `/checks/${check.reports[0]!.id}`],
            ...['/reviews', '/notices', '/roster', '/policies', '/households', '/security', '/nowhere'],
          ],
        ],
        ['county-head', ['/', '/cases', '/officers']],
        ['finance-officer', ['/', '/pay', `/pay/${run}`, '/budgets', '/reconciliation']],
        ['inspector', ['/', '/audit']],
      ]
      await walkConsole(
        house,
        stops.flatMap(([role, paths]) => paths.map((path) => ({ seat: at(role), path }))),
      )
    }, 300_000)

  it('证件号、账号、电话、家里别人的名字，公开页面、日志、事件里都没有', async () => {
    const pages = await Promise.all(
      ['/', '/notices', '/publications', '/progress', '/numbers', '/search?q=居民'].map((path) => textOf(house, path)),
    )
    const { rows: events } = await sql<{ text: string }>`SELECT event::text AS text FROM platform.event event`.execute(
      house.product.owner,
    )
    const everything = [...pages, house.logged(), ...events.map(({ text }) => text)].join('\n')
    for (const canary of canaries) expect(everything.includes(canary), canary).toBe(false)
    expect(law).not.toBe('')
  })
})

const drawn = (shade: number): Promise<Buffer> =>
  sharp({ create: { width: 90, height: 40, channels: 3, background: { r: 255 - shade, g: 255, b: 255 } } })
    .png()
    .toBuffer()

async function finished(ask: () => Promise<CheckReport>): Promise<CheckReport> {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const report = await ask()
    if (report.finishedAt !== null) return report
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  throw new Error('the check did not end within a minute')
}

const textOf = async (house: House, path: string): Promise<string> => (await fetch(`${house.address}${path}`)).text()

/** All notices of the county, as anybody reads them. */
async function noticeText(house: House): Promise<string> {
  const list = await textOf(house, '/notices')
  const links = [...list.matchAll(/href="(\/notices[^"#]+)"/g)].map(([, path]) => path!.replaceAll('&amp;', '&'))
  const pages = await Promise.all(links.slice(0, 30).map((path) => textOf(house, path)))
  return [list, ...pages].join('\n')
}

/** The family's page, by receipt number and second secret, without script. */
async function ask(browser: Browser, house: House, number: string, secret: string): Promise<string> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: 'zh-CN',
    viewport: { width: 375, height: 800 },
  })
  const page = await context.newPage()
  await page.goto(`${house.address}/progress`)
  await page.locator('input[name="number"]').fill(number)
  await page.locator('input[name="secret"]').fill(secret)
  await page.locator('main form button').first().click()
  const text = await page.locator('body').innerText()
  await context.close()
  return text
}

/** The simulated bank answers a file; the answer is read on trial, then booked. */
async function answered(finance: Seat, house: House, payFile: string, run: string, failures: number) {
  const answer = await finance.request.get(
    `${house.address}/api/payouts/files/${payFile}/simulated-return?failures=${failures}`,
  )
  const buffer = await answer.body()
  const { id } = await finance.hand<{ id: string }>(`/api/payouts/runs/${run}/returns`, {
    file: { name: `return-${failures}.txt`, mimeType: 'text/plain', buffer },
  })
  const report = await finance.get<{ faultCount: number; returned: { count: number } }>(`/api/payouts/returns/${id}`)
  await finance.send('POST', `/api/payouts/returns/${id}/book`)
  return report
}
