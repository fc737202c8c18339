import { Refusal } from '#platform/errors/index.ts'
import { verbs } from './verbs.ts'

/** A refusal is an answer: two sentences and exit code 1. Anything else is a bug and shows where. */
async function main([name = 'help', ...args]: readonly string[]): Promise<number> {
  const wanted = name === '--help' || name === '-h' ? 'help' : name
  const verb = verbs.find((candidate) => candidate.name === wanted)
  if (!verb) {
    console.error(`没有“${name}”这个命令。There is no verb “${name}”. See: npm run zhulian -- help`)
    return 2
  }
  try {
    return await verb.run(args)
  } catch (error) {
    if (error instanceof Refusal) {
      console.error(`${error.zh}\n${error.en}`)
      return 1
    }
    throw error
  }
}

process.exitCode = await main(process.argv.slice(2))
