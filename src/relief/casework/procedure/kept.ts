import { createHash } from 'node:crypto'
import { fen } from '#platform/money/index.ts'
import type { Procedure, Stage } from './procedure.ts'

/** A procedure as it is kept with the cases that were opened under it. */
export interface KeptProcedure {
  /** SHA-256 of the content, hexadecimal. */
  readonly hash: string
  readonly content: string
}

type Written = Omit<Procedure, 'stages' | 'emergency'> & {
  readonly stages: readonly Stage[]
  readonly emergency: (Omit<NonNullable<Procedure['emergency']>, 'cap'> & { readonly cap: string }) | null
}

/** Word for word, stages and moves in their order. */
export function keptOf({ stages, emergency, ...rest }: Procedure): KeptProcedure {
  const written: Written = {
    ...rest,
    stages: [...stages.values()],
    emergency: emergency === null ? null : { ...emergency, cap: emergency.cap.toString() },
  }
  const content = JSON.stringify(written)
  return { hash: createHash('sha256').update(content).digest('hex'), content }
}

/** What `keptOf` wrote; nobody else writes it. */
export function procedureFrom(content: string): Procedure {
  const { stages, emergency, ...rest } = JSON.parse(content) as Written
  return {
    ...rest,
    stages: new Map(stages.map((stage) => [stage.name, stage])),
    emergency: emergency === null ? null : { ...emergency, cap: fen(BigInt(emergency.cap)) },
  }
}
