import { purposeOf } from '#platform/http/index.ts'
import type { Households } from './contract.ts'
import { readSealedNumbers } from './file-view.ts'
import { sealedUse, type RecordNeeds } from './record.ts'

/** Numbers that leave for another authority: opened together, written down once for the household. */
export const createNumbersFor =
  ({ vault, audit }: Pick<RecordNeeds, 'vault' | 'audit'>): Households['numbersFor'] =>
  async (tx, who, { householdId, persons }) => {
    purposeOf(who)
    const found = await readSealedNumbers(tx, who.tenant, persons)
    const box = await vault.boxOf(who.tenant)
    await audit.recordRead(tx, who, {
      act: 'reveal',
      action: 'households.id-numbers-used',
      about: { kind: 'household', id: householdId },
      details: { persons: found.length },
    })
    return new Map(found.map(({ id, idNumber }) => [id, idNumber === null ? null : box.open(idNumber, sealedUse(id))]))
  }
