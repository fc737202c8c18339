import { parseYuan } from '#platform/money/index.ts'
import { fen } from '#platform/money/index.ts'
import type { Day } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import type { FactSource, Income, IncomeKind, Statement } from '#registry/households/contract.ts'
import { meansCheckRefusals } from '../refusals.ts'
import type { Line, LineValue } from './compare.ts'
import { isDay } from './items.ts'

/** What a person decides about one line. */
export interface SettleWish {
  readonly takes: 'declared' | 'found' | 'confirmed'
  /** Only with `confirmed`: yuan, a number, or a day, as it was typed. */
  readonly value: string | null
}

/** The value a settlement takes; null: the register errs and the person lives. @throws notDeclared, notFoundThere, valueNeeded, valueNotUnderstood */
export function settledValue(line: Line, { takes, value }: SettleWish): LineValue | null {
  if (takes === 'declared') {
    // Nobody declares that they live.
    if (line.fact === 'died-on') return null
    if (line.declared === null) throw meansCheckRefusals.notDeclared({}, 'takes')
    return line.declared.value
  }
  if (takes === 'found') {
    // Every source has answered and has nothing: of money and counts that is a nought, of a day it is nothing to take.
    const found = line.found ?? nothingOf(line)
    if (found === null) throw meansCheckRefusals.notFoundThere({}, 'takes')
    return found
  }
  if (value === null || value === '') throw meansCheckRefusals.valueNeeded({}, 'value')
  return readTyped(line, value)
}

function nothingOf({ code, declared }: Line): LineValue | null {
  if (code !== 'none-on-record' || declared === null) return null
  if (declared.value.kind === 'count') return { kind: 'count', count: 0 }
  return declared.value.kind === 'money' ? { ...declared.value, fen: '0' } : null
}

/** In the unit of the line: a declared month stays a month. */
function readTyped({ declared, found }: Line, text: string): LineValue {
  const like = given(declared?.value ?? found, 'a difference has a value on one side')
  const wrong = () => meansCheckRefusals.valueNotUnderstood({ value: text.slice(0, 40) }, 'value')
  switch (like.kind) {
    case 'money':
      try {
        const amount = parseYuan(text)
        if (amount < 0n) throw wrong()
        return { ...like, fen: String(amount) }
      } catch {
        throw wrong()
      }
    case 'count':
      if (!/^\d{1,3}$/.test(text)) throw wrong()
      return { kind: 'count', count: Number(text) }
    case 'day':
      if (!isDay(text)) throw wrong()
      return { kind: 'day', day: text }
    case 'region':
      throw wrong()
  }
}

/** Whether the file takes a value of this line from here; a register's place is recorded with the whole household. */
export const canBeStated = ({ fact }: Pick<Line, 'fact'>): boolean => fact !== null && fact !== 'registered-at'

export interface Stating {
  readonly householdId: string
  readonly line: Line
  readonly value: LineValue | null
  readonly takes: SettleWish['takes']
  /** `人力社保 2026-03-02` */
  readonly sourceWords: string
  readonly why: string
  readonly on: Day
}

/** The one corrected fact, with its source: what the assessment counts with from now on. Null: nothing to state. */
export function statementOf(one: Stating): Statement | null {
  const { line, value, takes } = one
  if (!canBeStated(line) || line.fact === null || value === null) return null
  if (takes === 'declared' && line.declared !== null) return statementWith({ ...one, value }, line.declared.source)
  const kind: FactSource['kind'] = 'found'
  const zh =
    takes === 'found' ? `${one.sourceWords}核对` : `核对后由经办人确认（${one.sourceWords}）：${one.why}`.slice(0, 200)
  return statementWith({ ...one, value }, { kind, zh, on: one.on })
}

function statementWith(
  { householdId, line, value, on, why }: Stating & { readonly value: LineValue },
  source: FactSource,
): Statement {
  const base = { householdId, validFrom: on, reason: `核对差异认定：${why}`.slice(0, 200) }
  const fact = line.fact ?? 'deposits'
  if (value.kind === 'money' && fact.startsWith('income.')) {
    const kind = fact.slice('income.'.length) as IncomeKind
    const per: Income['per'] = value.per === 'year' ? 'year' : 'month'
    const income = { value: { amount: fen(BigInt(value.fen)), per }, source }
    return { ...base, members: [{ id: line.subject, incomes: { [kind]: income } }] }
  }
  if (value.kind === 'day') return { ...base, members: [{ id: line.subject, diedOn: { value: value.day, source } }] }
  if (value.kind === 'money') return { ...base, household: { deposits: { value: fen(BigInt(value.fen)), source } } }
  if (value.kind === 'count') {
    const stated = { value: value.count, source }
    if (fact === 'homes') return { ...base, household: { homes: stated } }
    return { ...base, household: fact === 'vehicles' ? { vehicles: stated } : { businesses: stated } }
  }
  return base
}
