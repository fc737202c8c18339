/** One small change of a compiler: in this file this text, which stands there once, becomes that one. */
export interface Mutant {
  readonly file: string
  readonly from: string
  readonly to: string
}

const of =
  (file: string) =>
  (from: string, to: string): Mutant => ({ file, from, to })

const comparing = of('columns/comparing.ts')
const truth = of('columns/truth.ts')
const rounding = of('columns/rounding.ts')
const numbers = of('columns/numbers.ts')
const proof = of('columns/proof.ts')
const graph = of('columns/graph.ts')
const emit = of('columns/emit.ts')
const arithmetic = of('columns/arithmetic.ts')
const gathering = of('columns/gathering.ts')
const lists = of('columns/lists.ts')
const tables = of('columns/tables.ts')
const choose = of('columns/choose.ts')
const codes = of('columns/codes.ts')
const moments = of('columns/moments.ts')
const inputs = of('columns/inputs.ts')
const outputs = of('columns/outputs.ts')
const lower = of('columns/lower.ts')
const plain = of('compile/plain.ts')
const loops = of('compile/plain-loops.ts')
const plainTable = of('tables/plain.ts')
const traced = of('compile/traced.ts')
const tracedLoops = of('compile/traced-loops.ts')
const tracedTable = of('tables/traced.ts')

/**
 * Mistakes somebody could make in one of the three compilers: an operator swapped, a bound off by one, a rounding in the
 * other direction, a null lost, units of another scale. The comparison of the three forms has to see each of them.
 */
export const mutants: readonly Mutant[] = [
  // Comparisons and ranges.
  comparing(
    `if (sign === '<') return where(graph, known, isLess(one, other))`,
    `if (sign === '<') return where(graph, known, graph.not(isLess(other, one)))`,
  ),
  comparing(
    `if (sign === '<=') return where(graph, known, graph.not(isLess(other, one)))`,
    `if (sign === '<=') return where(graph, known, isLess(one, other))`,
  ),
  comparing(
    `return where(graph, known, graph.not(isLess(one, other)))`,
    `return where(graph, known, isLess(other, one))`,
  ),
  comparing(
    `if (sign === '>') return where(graph, known, isLess(other, one))`,
    `if (sign === '>') return where(graph, known, isLess(one, other))`,
  ),
  comparing(`range.hasLow ? '>=' : '>'`, `range.hasLow ? '>' : '>='`),
  comparing(`range.hasHigh ? '<=' : '<'`, `range.hasHigh ? '<' : '<='`),
  comparing(`ordered(graph, '>=', value, low)`, `ordered(graph, '>', value, low)`),
  comparing(`step.at(day) * fixed.den < fixed.low`, `step.at(day) * fixed.den <= fixed.low`),
  comparing(`step.at(day) * fixed.den > fixed.low`, `step.at(day) > fixed.low`),
  comparing(`[day.low, day.high + 1n]`, `[day.low + 1n, day.high + 1n]`),
  // What is not known.
  comparing(
    `const known = graph.and(one.known, other.known)\n  const isLess`,
    `const known = graph.or(one.known, other.known)\n  const isLess`,
  ),
  comparing(`return sure(graph, graph.or(isSame, neither))`, `return sure(graph, isSame)`),
  truth(`graph.or(left.no, right.no))`, `graph.and(left.no, right.no))`),
  truth(
    `truth(graph.or(left.yes, right.yes), graph.and(left.no, right.no))`,
    `truth(graph.or(left.yes, right.yes), graph.or(left.no, right.no))`,
  ),
  truth(
    `truth(graph.and(known, yes), graph.and(known, graph.not(yes)))`,
    `truth(graph.and(known, yes), graph.not(yes))`,
  ),
  numbers(
    `den: one.den, ...range, known: graph.and(left.known, right.known) }\n}\n\nexport function multiply`,
    `den: one.den, ...range, known: left.known }\n}\n\nexport function multiply`,
  ),
  numbers(`if (right.low === 0n) return { ...left, known: graph.no }`, `if (right.low === 0n) return left`),
  numbers(`graph.not(isZero)),`, `graph.yes),`),
  numbers(`known: graph.select(mask, one.known, other.known),`, `known: graph.or(one.known, other.known),`),
  gathering(`const known = graph.and(isAny, isWhole)`, `const known = isAny`),
  gathering(`graph.or(graph.not(present), value ? value.known : graph.no)`, `value ? value.known : graph.no`),
  choose(`if (isNullShape(yes)) return onlyWhere(graph, graph.not(mask), no)`, `if (isNullShape(yes)) return no`),
  codes(
    `const isHere = graph.and(code.known, isCode(graph, code, index))`,
    `const isHere = isCode(graph, code, index)`,
  ),
  inputs(`mayBeMissing ? graph.compare('same', lane, graph.whole(0)) : graph.not(yes)`, `graph.not(yes)`),
  outputs(
    `return graph.select(yes, graph.whole(1), graph.select(no, graph.whole(0), missing))`,
    `return graph.select(yes, graph.whole(1), graph.whole(0))`,
  ),
  moments(`known: graph.and(date.known, months.known) }`, `known: date.known }`),
  // Roundings.
  rounding(`ceiling: checked(ceiling)`, `ceiling: checked(floor)`),
  rounding(`'round up': checked(bySign(floor, ceiling))`, `'round up': checked(bySign(ceiling, floor))`),
  rounding(`'round half up': checked(bySign(halfDownwards, halfUpwards))`, `'round half up': checked(halfUpwards)`),
  rounding(
    `'round half down': checked(bySign(halfUpwards, halfDownwards))`,
    `'round half down': checked(halfDownwards)`,
  ),
  rounding(`10n ** places % den === 0n`, `10n ** (places + 1n) % den === 0n`),
  rounding(
    `chooseScaled(graph, isNegative, negate(graph, value), value)`,
    `chooseScaled(graph, isNegative, value, value)`,
  ),
  // Numbers, units and their proofs.
  arithmetic(`sign === '+' ? 'add' : 'sub', left, right, of`, `'add', left, right, of`),
  arithmetic(`sign === '+' ? right : negate(graph, right)`, `right`),
  numbers(`const factor = den / value.den`, `const factor = den / value.den + (den > value.den ? 1n : 0n)`),
  numbers(`(left.den / common) * right.den`, `left.den * right.den`),
  numbers(`[-right.den, -right.low] : [right.den, right.low]`, `[right.den, -right.low] : [right.den, right.low]`),
  numbers(`multiple / count, 1n), factor)`, `multiple / count + 1n, 1n), factor)`),
  numbers(
    `{ low: one.low - other.high, high: one.high - other.low }`,
    `{ low: one.low - other.low, high: one.high - other.high }`,
  ),
  numbers(`if (one.low >= other.high) return graph.no`, `if (one.high >= other.high) return graph.no`),
  proof(`low > -intMax && high < intMax`, `low > -2n * intMax && high < 2n * intMax`),
  proof(`value % by !== 0n && value < 0n !== by < 0n ? quotient - 1n : quotient`, `quotient`),
  proof(`return { low: sorted[0]!, high: sorted[3]! }`, `return { low: sorted[1]!, high: sorted[2]! }`),
  // The graph and the instructions.
  graph(`return this.and(this.not(mask), no)`, `return this.and(mask, no)`),
  graph(`return this.or(this.not(mask), yes)`, `return this.or(mask, yes)`),
  graph(`op === 'sub' ? [one, other] : inOrder(one, other)`, `inOrder(one, other)`),
  graph(`op === 'same' ? inOrder(one, other) : [one, other])`, `inOrder(one, other))`),
  emit(`this.op(lane.op === 'less' ? 'i32Less' : 'i32Equal')`, `this.op('i32Less')`),
  emit(`sub: 'i32Sub',`, `sub: 'i32Add',`),
  emit(`const highHalf = bytesFrom([8, 8], 8)`, `const highHalf = bytesFrom([0, 8], 8)`),
  emit(`const lowTwice = bytesFrom([0, 0, 4, 4], 4)`, `const lowTwice = bytesFrom([0, 0, 8, 8], 4)`),
  emit(`this.op(isZero(no) ? 'and' : 'andNot')\n    } else {`, `this.op('and')\n    } else {`),
  // Lists and tables.
  lists(`present: graph.and(present, kept.yes)`, `present: graph.and(present, graph.not(kept.no))`),
  lists(
    `truth(graph.or(each.yes, absent), graph.and(each.no, present))`,
    `truth(graph.and(each.yes, present), graph.and(each.no, present))`,
  ),
  lists(`ranks(graph, items.toReversed()).toReversed()`, `ranks(graph, items.toReversed())`),
  gathering(`[value.low, floorDiv] : [value.high, ceilDiv]`, `[value.high, floorDiv] : [value.low, ceilDiv]`),
  tables(`.toReversed()\n    .reduce<Shape>`, `.reduce<Shape>`),
  tables(`onlyWhere(graph, graph.not(twice(graph, hits)), firstOf`, `onlyWhere(graph, graph.yes, firstOf`),
  tables(`onlyWhere(graph, graph.not(differing(graph, hits)), firstOf`, `onlyWhere(graph, graph.yes, firstOf`),
  tables(`rank(left) - rank(right)`, `rank(right) - rank(left)`),
  tables(`table.aggregation === 'MIN' ? 'min' : 'max'`, `table.aggregation === 'MIN' ? 'max' : 'min'`),
  tables(`return choose(graph, around.isAny, total, none)`, `return total`),
  codes(`graph.whole(into.indexOf(value)), lane)`, `graph.whole(index), lane)`),
  lower(`if (this.inService) return constant(writtenNull)`, ``),
  lower(
    `return choose(graph, condition.yes, this.lower(node.yes, frame), this.lower(node.no, frame))`,
    `return choose(graph, graph.not(condition.no), this.lower(node.yes, frame), this.lower(node.no, frame))`,
  ),
  lower(`node.isNegated ? opposite(answer) : answer`, `answer`),
  // Dates.
  moments(`less(graph, number(9n), shiftedMonth)`, `less(graph, number(10n), shiftedMonth)`),
  moments(`over(yearOfEra, 4n)), over(yearOfEra, 100n)`, `over(yearOfEra, 4n)), over(yearOfEra, 400n)`),
  moments(`(late!.day < early!.day ? 1 : 0)`, `(late!.day <= early!.day ? 1 : 0)`),
  moments(`const isCut = less(graph, late.day, early.day)`, `const isCut = less(graph, early.day, late.day)`),
  moments(`quotient(graph, months, 12n, 1n, 11n), floored)`, `floored, floored)`),
  moments(`extreme(graph, 'min', day, length)`, `day`),
  // One subject at a time, without and with its trace.
  plain(
    `return first === false ? false : and(first, right(frame))`,
    `return first === false ? first : first === true ? right(frame) : first`,
  ),
  plain(
    `answer === true ? yes(frame) : answer === false || answer instanceof Null ? no(frame)`,
    `answer === true || answer instanceof Null ? yes(frame) : answer === false ? no(frame)`,
  ),
  plain(`if (answer === true) return !node.isNegated`, `if (answer === true) return true`),
  loops(`if (answer === true) kept.push(item)`, `if (answer !== false) kept.push(item)`),
  loops(`return answers.at(-1) === decisive`, `return answers.at(-1) !== decisive`),
  plainTable(`rule.tests.every((test) => test(frame) === true)`, `rule.tests.every((test) => test(frame) !== false)`),
  plainTable(`if (hits.length > 0) return`, `if (hits.length > 1) return`),
  traced(`const branch = (raw === true ? yes : no)(frame)`, `const branch = (raw !== false ? yes : no)(frame)`),
  traced(`const decisive = kind === 'or'`, `const decisive = kind === 'and'`),
  traced(
    `return after(node.apply(left.raw, right.raw), [left, right])`,
    `return after(node.apply(right.raw, left.raw), [left, right])`,
  ),
  tracedLoops(`if (answer.raw === true) kept.push(item)`, `if (answer.raw !== false) kept.push(item)`),
  tracedTable(`if (step.raw !== true) isHit = false`, `if (step.raw === false) isHit = false`),
]
