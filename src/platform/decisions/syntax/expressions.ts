import { readFunction, readCall, readDateTime } from './calls.ts'
import { Binder, type Reader, type Surroundings } from './binder.ts'
import { readFilter, readFor, readIf, readQuantified } from './iteration.ts'
import { readBoolean, readContext, readList, readNull, readNumber, readString } from './literals.ts'
import type { Node } from './node.ts'
import { readArithmetic, readComparison, readInstanceOf, readLogic } from './operators.ts'
import type { Scope } from './scope.ts'
import { readInterval, readUnaryTests } from './unary-tests.ts'
import { type Dialect, type Syntax, parseText } from './tree.ts'
import { readPath, readVariable } from './variables.ts'

const readers: Readonly<Record<string, Reader>> = {
  ArithmeticExpression: readArithmetic,
  Comparison: readComparison,
  Conjunction: readLogic,
  Disjunction: readLogic,
  InstanceOfExpression: readInstanceOf,
  IfExpression: readIf,
  ForExpression: readFor,
  QuantifiedExpression: readQuantified,
  FilterExpression: readFilter,
  PathExpression: readPath,
  FunctionInvocation: readCall,
  FunctionDefinition: readFunction,
  DateTimeLiteral: readDateTime,
  VariableName: readVariable,
  '?': readVariable,
  NumericLiteral: readNumber,
  StringLiteral: readString,
  BooleanLiteral: readBoolean,
  null: readNull,
  List: readList,
  Context: readContext,
  SimplePositiveUnaryTest: readInterval,
  Interval: readInterval,
  UnaryTests: readUnaryTests,
  ParenthesizedExpression: (binder, syntax, scope) => binder.bind(syntax.kids[1] ?? syntax, scope),
}

/** Binds names and types of one piece of syntax; unknown syntax is refused by name. */
function dispatch(binder: Binder, syntax: Syntax, scope: Scope): Node {
  const wrong = syntax.isError ? syntax : syntax.kids.find((each) => each.isError)
  if (wrong) return binder.trouble(wrong, syntaxError(binder, wrong))
  const reader = Object.hasOwn(readers, syntax.name) ? readers[syntax.name] : undefined
  if (reader) return reader(binder, syntax, scope)
  return binder.trouble(syntax, {
    code: 'not-supported',
    zh: `不支持的写法：“${binder.textOf(syntax)}”（${syntax.name}）`,
    en: `not supported: “${binder.textOf(syntax)}” (${syntax.name})`,
  })
}

function syntaxError(binder: Binder, wrong: { from: number; to: number }) {
  const rest = binder.text.slice(wrong.from, wrong.from + 12).trim()
  return {
    code: 'syntax',
    zh: rest === '' ? '表达式没有写完' : `从“${rest}”开始看不懂，请检查括号、引号和运算符（都用半角）`,
    en:
      rest === ''
        ? 'the expression is incomplete'
        : `cannot be understood from “${rest}” on; check brackets, quotes and operators`,
  }
}

/** Parses and binds a text of the model. */
export function readExpression(
  text: string,
  part: string,
  scope: Scope,
  surroundings: Surroundings,
  dialect: Dialect = 'Expression',
): Node {
  const parsed = parseText(text, dialect, scope.visible())
  if (parsed.kind === 'too-large') {
    const binder = new Binder(surroundings, text.slice(0, 200), part, new Set(), dispatch)
    return binder.trouble({ from: 0, to: 0 }, { code: 'too-large', zh: parsed.zh, en: parsed.en })
  }
  const binder = new Binder(surroundings, text, part, parsed.ranges, dispatch)
  if (dialect === 'UnaryTests') return binder.bind(parsed.tree, scope)
  const [root, ...rest] = parsed.tree.kids
  if (!root) {
    return binder.trouble(
      { from: 0, to: text.length },
      { code: 'syntax', zh: '表达式是空的', en: 'the expression is empty' },
    )
  }
  const extra = rest[0]
  if (extra) return binder.trouble(extra, syntaxError(binder, extra))
  return binder.bind(root, scope)
}
