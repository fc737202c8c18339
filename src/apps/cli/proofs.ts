import { migrationModules } from '../../areas.ts'
import { standingChecks } from '#apps/server/checks.ts'
import { verifyAudit } from '#platform/audit/index.ts'
import { doctor, runChecks, type Finding } from '#platform/checks/index.ts'
import { shiftedClock } from '#platform/clock/index.ts'
import { installationOf, type Database } from '#platform/db/index.ts'
import { verifyLedger } from '#finance/ledger/index.ts'
import { createOrganisations } from '#registry/organisations/index.ts'
import { createRegions } from '#registry/regions/index.ts'
import { readModel } from '#relief/eligibility/index.ts'
import { examineVersions } from '#relief/policy-workbench/index.ts'
import { withDatabase } from './with-database.ts'

/** `verify`: the standing checks, the audit chain and the ledger of every tenant. Names the first fault; exit code 1 when there is one. */
export const verify = (): Promise<number> =>
  withDatabase(async ({ db, owner }) => {
    const installation = await installationOf(owner)
    const today = shiftedClock(installation?.clockOffset ?? 0).today()
    const organisations = createOrganisations({ regions: await createRegions({ db: owner }) })
    const tenants = (await organisations.all(owner)).map(({ id }) => id)
    let faults = 0
    for (const { name, zh, holds, offenders } of await runChecks(db, standingChecks, { tenants, today })) {
      console.log(`${holds ? '✓' : '✗'} ${zh}（${name}）`)
      if (holds) continue
      faults += 1
      for (const { tenant, id } of offenders) console.log(`    tenant ${tenant} · ${id}`)
    }
    for (const tenant of tenants) {
      for (const [what, chain] of [
        ['留痕', await verifyAudit(db, tenant)],
        ['台账', await verifyLedger(db, tenant)],
      ] as const) {
        const { fault, sealed, waiting, anchor } = chain
        console.log(
          `${fault ? '✗' : '✓'} tenant ${tenant} · ${what}: 已封 ${sealed} 条，待封 ${waiting} 条，链尾 ${anchor.batch}:${anchor.chain.slice(0, 16)}`,
        )
        if (!fault) continue
        faults += 1
        console.log(`    ${fault.zh}\n    ${fault.en}`)
      }
    }
    console.log(faults === 0 ? '全部对得上。Everything holds.' : `有 ${faults} 处对不上。${faults} do not hold.`)
    return faults === 0 ? 0 : 1
  })

const signs: Readonly<Record<Finding['level'], string>> = { fine: '✓', warning: '！', fault: '✗' }

async function examineLaw({ db, owner }: Database): Promise<readonly Finding[]> {
  const organisations = createOrganisations({ regions: await createRegions({ db: owner }) })
  const tenants = (await organisations.all(owner)).map(({ id }) => id)
  return examineVersions({ db, tenants, readModel })
}

/** `doctor`: what is wrong with an installation and how to mend it. Exit code 1 when it must not be used like this. */
export const examine = (): Promise<number> =>
  withDatabase(async (database, { keysFile }) => {
    const ground = await doctor({ database, migrationModules, keysFile })
    // A database that is not whole yet has no law to read.
    const isWhole = ground.every(({ level }) => level !== 'fault')
    const findings = isWhole ? [...ground, ...(await examineLaw(database))] : ground
    for (const { name, level, zh, en, mend } of findings) {
      console.log(`${signs[level]} ${zh}（${name}）\n  ${en}`)
      if (mend) console.log(`  → ${mend.zh}\n  → ${mend.en}`)
    }
    return findings.some(({ level }) => level === 'fault') ? 1 : 0
  })
