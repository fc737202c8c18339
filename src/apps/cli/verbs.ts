import type { Verb } from './verb.ts'

/** Every word after `zhulian`. Each verb's own file is imported when it is asked for. */
export const verbs: readonly Verb[] = [
  {
    name: 'start',
    usage: 'start',
    zh: '打开助联；空目录上打开的是演示县',
    en: 'Runs the product; on an empty folder, a demonstration county',
    run: async () => (await import('./run-start.ts')).runStart(),
  },
  {
    name: 'help',
    usage: 'help',
    zh: '列出全部命令',
    en: 'Lists all verbs',
    run: async () => {
      console.log('npm run zhulian -- …\n')
      for (const { usage, zh, en } of verbs) console.log(`  ${usage}\n      ${zh}\n      ${en}`)
      return 0
    },
  },
]
