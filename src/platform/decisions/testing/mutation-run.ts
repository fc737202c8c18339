import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import type * as Equality from './equality.ts'
import { type Mutant, mutants } from './mutants.ts'

/** What became of a change: which model showed it, or how else it ended. */
export interface Fate {
  readonly mutant: Mutant
  /** `seen`: the three forms differ. `broken`: the changed compiler does not run. */
  readonly end: 'seen' | 'broken' | 'survived' | 'not there once'
  readonly by: string
}

const folder = new URL('../', import.meta.url).href
const mark = '?mutant='
const numberIn = (url: string | undefined): string | undefined => url?.split(mark)[1]

/** Every mutant is a whole engine of its own beside the others: its number goes on from file to file. */
registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context)
    const number = numberIn(context.parentURL)
    return number === undefined || !found.url.startsWith(folder) ? found : { ...found, url: found.url + mark + number }
  },
  load: (url, context, next) => {
    const loaded = next(url, context)
    const mutant = mutants[Number(numberIn(url) ?? -1)]
    if (!mutant || !url.startsWith(`${folder}${mutant.file}${mark}`)) return loaded
    return { ...loaded, source: sourceOf(mutant).replace(mutant.from, () => mutant.to) }
  },
})

const sourceOf = ({ file }: Mutant): string => readFileSync(new URL(file, folder), 'utf8')

/** The first models of `npm test`, each with a few subjects: what differs does so soon. Then those made for it. */
const models = [
  ...[1, 2, 3, 4].map((seed) => ({ seed, isSmall: false })),
  ...[1, 2, 3, 4, 5, 6].map((seed) => ({ seed, isSmall: true })),
]
const subjects = { random: 100, focused: 300 }

async function fateOf(mutant: Mutant, number: number): Promise<Fate> {
  if (sourceOf(mutant).split(mutant.from).length !== 2) return { mutant, end: 'not there once', by: '' }
  const { compareForms, compareFocused } = (await import(`./equality.ts${mark}${number}`)) as typeof Equality
  const comparisons = [
    ...models.map(
      ({ seed, isSmall }) =>
        [`${isSmall ? 'small' : 'rich'} ${seed}`, () => compareForms(seed, subjects.random, isSmall)] as const,
    ),
    ['focused', () => compareFocused(subjects.focused)] as const,
  ]
  for (const [by, compare] of comparisons) {
    const compared = await compare().catch((error: Error) => error)
    if (compared instanceof Error) return { mutant, end: 'broken', by: `${by}: ${compared.message}` }
    if (compared.difference) return { mutant, end: 'seen', by: `${by}: ${compared.difference.name}` }
  }
  return { mutant, end: 'survived', by: '' }
}

const fates: Fate[] = []
for (const [number, mutant] of mutants.entries()) fates.push(await fateOf(mutant, number))
process.stdout.write(JSON.stringify(fates))
