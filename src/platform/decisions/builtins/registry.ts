import type { FeelFunction } from '../values/function.ts'
import { booleanType } from '../values/type.ts'
import { contextFunctions } from './contexts.ts'
import { define, oneOf } from './define.ts'
import { listFunctions } from './lists.ts'
import { momentFunctions } from './moments.ts'
import { numberFunctions } from './numbers.ts'
import { rangeFunctions } from './ranges.ts'
import { statisticFunctions } from './statistics.ts'
import { stringFunctions } from './strings.ts'

const not = define({
  name: 'not',
  parameters: [oneOf('negand', booleanType)],
  result: booleanType,
  body: ([negand]) => (typeof negand === 'boolean' ? !negand : undefined),
})

/** The functions of FEEL, by name. */
export const builtins: ReadonlyMap<string, FeelFunction> = new Map(
  [
    not,
    ...numberFunctions,
    ...stringFunctions,
    ...listFunctions,
    ...statisticFunctions,
    ...contextFunctions,
    ...momentFunctions,
    ...rangeFunctions,
  ].map((each) => [each.name, each]),
)
