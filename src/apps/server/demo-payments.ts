import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addMonths, dayOf, monthOf, type Month } from '#platform/clock/index.ts'
import { countAnew, type TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { Product } from './compose.ts'
import { officeOn, type DemoOffice, type Seats } from './demo-office.ts'
import { headOf, takeOver } from './demo-old-pay-list.ts'
import { listOf, returnedOf } from './demo-payments-view.ts'

export interface PaymentWish {
  readonly tenant: TenantId
  readonly isStopping: () => boolean
}

const programme = 'dibao'
const route = 'bank-batch'
/** How many payments the simulated bank sends back each month. */
const returnedAMonth = 3

/**
 * What the county's families were paid in the two months before the demonstration begins: their benefits on file become
 * rights, each gets a synthetic account, and two monthly lists go to the simulated bank and back. The first month is
 * finished, with its returned lines mended; of the second some are still open. Each step happens once.
 */
export async function layPayments(product: Product, { tenant, isStopping }: PaymentWish): Promise<void> {
  const { createdAt, clockOffset } = product.installation
  const born = monthOf(dayOf(new Date(createdAt.getTime() + clockOffset)))
  const months = [addMonths(born, -2), addMonths(born, -1)] as const
  const seats: Seats = {
    maker: { ...systemCaller('demo-finance', tenant), name: '演示财务经办' },
    second: { ...systemCaller('demo-finance-head', tenant), name: '演示财务负责人' },
  }
  if (isStopping()) return
  const list = (month: Month) => listOf(product.db, seats.maker, { programme, month })
  if ((await list(months[0])) === null)
    await takeOver(officeOn(product, seats, `${months[0]}-04T09:00:00+08:00`), { programme, months: [...months, born] })
  for (const [index, month] of months.entries()) {
    if (isStopping()) return
    const office = officeOn(product, seats, `${month}-08T10:00:00+08:00`)
    await counted(office)
    const found = await list(month)
    const runId = found?.id ?? (await madeList(office, month))
    if (found?.isOpen !== false) await approveList(office, runId)
    await sendAndAnswer(office, runId)
    if (index === 0) await mendReturned(office, runId)
  }
}

/** Two thousand rights came in within a second: whoever asks about them next must find them counted. */
const counted = ({ product }: DemoOffice): Promise<void> => countAnew(product.owner, ['payouts', 'ledger'])

const madeList = async ({ product, house: { runs }, maker }: DemoOffice, month: Month): Promise<string> =>
  maker.transaction(product.db, (tx) => runs.make(tx, maker, { programme, month }))

/** Handed over by one and approved by the other, in one go. */
export async function approveList(office: DemoOffice, runId: string): Promise<void> {
  const { product, house, maker, second } = office
  await counted(office)
  await maker.transaction(product.db, async (tx) => {
    await house.runs.freeze(tx, maker, runId)
    await house.runs.approve(tx, second, runId)
  })
}

/** The list goes to the simulated bank; a few payments come back. What was done before is passed over. */
export async function sendAndAnswer(
  office: DemoOffice,
  runId: string,
  failures: number = returnedAMonth,
): Promise<void> {
  const { files, maker } = office
  if ((await files.ofRun(maker, runId)).files.length === 0) {
    await files.make(maker, { runId, route })
    await counted(office)
  }
  const [file] = (await files.ofRun(maker, runId)).files
  if (file) await answer(office, { runId, file, failures })
}

/** What came back gets another account, approved by the second person, and goes out again. */
async function mendReturned(office: DemoOffice, runId: string): Promise<void> {
  const { product, house, files, maker, second } = office
  const { db, households, clock } = product
  const { files: before } = await files.ofRun(maker, runId)
  if (before.length === 1) {
    await maker.transaction(db, async (tx) => {
      for (const [index, { householdId, placeId }] of (await returnedOf(tx, maker, runId)).entries()) {
        const situation = await households.situationOf(tx, maker.tenant, householdId, { factsOn: clock.today() })
        const number = `62999901${String(index + 1).padStart(11, '0')}`
        const id = await house.accounts.propose(tx, maker, {
          ...{ householdId, placeId, bank: '青禾农商银行（合成）', why: '银行退回，户主带新卡来更正（合成）' },
          ...{ holder: headOf(situation), number },
        })
        await house.accounts.approve(tx, second, { id, number })
      }
    })
    await files.make(maker, { runId, route })
  }
  const { files: after } = await files.ofRun(maker, runId)
  for (const file of after) await answer(office, { runId, file, failures: 0 })
}

/** The bank's answer to one file, read and booked; a file that is answered stays as it is. */
async function answer(
  { files, maker }: DemoOffice,
  { runId, file, failures }: { runId: string; file: { id: string; batch: string }; failures: number },
): Promise<void> {
  const { returns } = await files.ofRun(maker, runId)
  if (returns.some(({ batch, state }) => batch === file.batch && state === 'booked')) return
  const { name, bytes } = await files.simulate(maker, { fileId: file.id, failures })
  const folder = await mkdtemp(join(tmpdir(), 'zhulian-return-'))
  try {
    const path = join(folder, 'return.txt')
    await writeFile(path, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const kept = await files.take(maker, runId, { field: 'file', name, path, bytes: bytes.length, sha256 })
    await files.book(maker, kept.id)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
