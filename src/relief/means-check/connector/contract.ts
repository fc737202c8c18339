import type { Connection, Department } from '../departments/department.ts'
import type { Answer, Ask } from './protocol.ts'

/** Why a try came to nothing. Codes only: what the department wrote is never quoted. */
export const troubles = [
  'timeout',
  'unreachable',
  'failed',
  'not-understood',
  'too-large',
  'badly-signed',
  'wrong-person',
  'wrong-request',
  'simulated-here',
  'partial',
] as const
export type Trouble = (typeof troubles)[number]

/** The answer as it came, byte for byte, beside what was read from it. */
export interface Received {
  readonly answer: Answer
  readonly raw: string
  readonly signature: string
}

export type Outcome =
  | { readonly kind: 'answered'; readonly received: Received }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'silent'; readonly trouble: Trouble }

export interface Question {
  readonly department: Pick<Department, 'code' | 'timeoutMs'>
  readonly connection: Connection
  readonly ask: Ask
  /** Given earlier by the department: go on with it instead of asking anew. */
  readonly ticket: string | null
  /** Called as soon as the department accepts, so that a killed process goes on with the same ticket. */
  readonly onTicket: (ticket: string) => Promise<void>
}

/** One way of reaching a department. It never throws for what the department does: it says what came of it. */
export interface Connector {
  readonly put: (question: Question) => Promise<Outcome>
}
