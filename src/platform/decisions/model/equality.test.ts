import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromJs, loadModel, toJs } from '../index.ts'
import { decision, definitions, input } from '../testing/small-model.ts'

/** Random expressions over two numbers, a truth value and a list, each of which may be missing. */
const expressions = (nulls: readonly string[]) =>
  fc.letrec<{ number: string; truth: string; list: string }>((tie) => ({
    number: fc.oneof(
      { maxDepth: 4, depthSize: 'large' },
      fc.constantFrom('甲', '乙', '0', '1', '810.00', '0.07', ...nulls),
      fc
        .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number'))
        .map((parts) => `(${parts.join(' ')})`),
      fc.tuple(tie('truth'), tie('number'), tie('number')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
      fc
        .tuple(fc.constantFrom('sum', 'min', 'max', 'count', 'mean'), tie('list'))
        .map(([name, list]) => `${name}(${list})`),
      fc.tuple(tie('list'), fc.constantFrom('1', '-1', '9')).map(([list, index]) => `${list}[${index}]`),
      tie('number').map((of) => `floor(${of})`),
    ),
    truth: fc.oneof(
      { maxDepth: 4, depthSize: 'large' },
      fc.constantFrom('是', 'true', ...nulls),
      fc
        .tuple(tie('number'), fc.constantFrom('<', '<=', '=', '!=', '>'), tie('number'))
        .map((parts) => `(${parts.join(' ')})`),
      fc.tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth')).map((parts) => `(${parts.join(' ')})`),
      tie('truth').map((of) => `not(${of})`),
      tie('number').map((of) => `(${of} in (1, >= 810, [2..5)))`),
      fc
        .tuple(fc.constantFrom('some', 'every'), tie('list'), tie('number'))
        .map(([kind, list, of]) => `(${kind} x in ${list} satisfies x < ${of})`),
      fc.tuple(tie('list'), tie('number')).map(([list, of]) => `list contains(${list}, ${of})`),
    ),
    list: fc.oneof(
      { maxDepth: 4, depthSize: 'large' },
      fc.constantFrom('名单', '[1, 2]'),
      fc.tuple(tie('number'), tie('number')).map((items) => `[${items.join(', ')}]`),
      fc.tuple(tie('list'), tie('number')).map(([list, of]) => `${list}[item > ${of}]`),
      fc.tuple(tie('list'), tie('number')).map(([list, of]) => `(for x in ${list} return x + ${of})`),
    ),
  }))

const { number, truth } = expressions(['null'])
const known = expressions([])

const amount = fc.option(fc.constantFrom(0, 1, 2, 810, 1020.5, -3), { freq: 3, nil: null })
const situation = fc.record({
  甲: amount,
  乙: amount,
  是: fc.option(fc.boolean(), { freq: 3, nil: null }),
  名单: fc.option(fc.array(amount, { maxLength: 4 }), { freq: 5, nil: null }),
})
const names = ['甲', '乙', '是', '名单']
const types = '<itemDefinition name="t名单" isCollection="true"><typeRef>number</typeRef></itemDefinition>'

describe('随机的小模型', () => {
  it('两种形式答案一样，空值都有原因，补齐以后不再缺', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(number, truth),
        fc.array(situation, { minLength: 4, maxLength: 8 }),
        async (text, situations) => {
          const inputs = input('甲', 'number') + input('乙', 'number') + input('是', 'boolean') + input('名单', 't名单')
          const model = await loadModel(definitions(types + inputs + decision('答', text, { inputs: names })), {
            file: 'a',
            rules: 'dmn',
          })
          for (const plain of situations) {
            const given = fromJs(plain) as Record<string, never>
            const traced = model.explain('答', given)
            expect(toJs(model.decide('答', given))).toEqual(toJs(traced.value))
            if (traced.value === null) expect(traced.cause?.zh).toBeTruthy()
            const isComplete =
              names.every((name) => plain[name as keyof typeof plain] !== null) && !plain.名单?.includes(null)
            if (isComplete) expect(traced.missing).toEqual([])
          }
        },
      ),
      { numRuns: 400 },
    )
  }, 60_000)

  it('说不缺的时候，缺的那些填什么都不改变答案', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(known.truth, known.number), situation, situation, async (text, plain, other) => {
        const inputs = input('甲', 'number') + input('乙', 'number') + input('是', 'boolean') + input('名单', 't名单')
        const model = await loadModel(definitions(types + inputs + decision('答', text, { inputs: names })), {
          file: 'a',
          rules: 'dmn',
        })
        const answer = model.explain('答', fromJs(plain) as Record<string, never>)
        if (answer.missing.length > 0 || answer.value === null) return
        const filled = {
          ...plain,
          甲: plain.甲 ?? other.甲 ?? 1,
          乙: plain.乙 ?? other.乙 ?? 1,
          是: plain.是 ?? other.是 ?? true,
          名单: (plain.名单 ?? other.名单 ?? []).map((each) => each ?? 1),
        }
        expect(toJs(model.decide('答', fromJs(filled) as Record<string, never>))).toEqual(toJs(answer.value))
      }),
      { numRuns: 400 },
    )
  }, 60_000)
})
