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
    name: 'init',
    usage: 'init --real --bureau NAME --region CODE [--admins FILE] [--single-machine]',
    zh: '建一套正式系统：只有三位管理员，没有演示数据',
    en: 'Makes a real installation: three administrators and no demonstration data',
    run: async (args) => (await import('./init.ts')).runInit(args),
  },
  {
    name: 'assess',
    usage:
      'assess --region CODE --on DAY --in FILE --out FILE [--programme NAME] [--parameters FILE] [--simulate] | assess --template FILE',
    zh: '体检一张名单，什么也不留；或者给一张模板',
    en: 'Checks a list and keeps nothing; or writes the template',
    run: async (args) => (await import('./assess.ts')).assess(args),
  },
  {
    name: 'demo-list',
    usage: 'demo-list --out FILE',
    zh: '写一份演示名单：合成县的在册家庭，里面有二十来处常见的错',
    en: 'Writes the demonstration list: the synthetic county as an office keeps it, with some twenty mistakes',
    run: async (args) => (await import('./demo-list.ts')).runDemoList(args),
  },
  {
    name: 'verify',
    usage: 'verify',
    zh: '核验：常设核验和审计链，说出第一处对不上的地方',
    en: 'Runs the standing checks and the audit chain and names the first fault',
    run: async () => (await import('./proofs.ts')).verify(),
  },
  {
    name: 'replay',
    usage: 'replay --all',
    zh: '把存下的每次测算照当时的规则重算一遍，要一分不差',
    en: 'Computes every kept assessment again by the law kept with it',
    run: async (args) => (await import('./replay.ts')).runReplay(args),
  },
  {
    name: 'doctor',
    usage: 'doctor',
    zh: '体检这套系统装得对不对，怎么修',
    en: 'Says what is wrong with this installation and how to mend it',
    run: async () => (await import('./proofs.ts')).examine(),
  },
  {
    name: 'backup',
    usage: 'backup --out FILE',
    zh: '备份正在用的数据库',
    en: 'Copies the living database into one file',
    run: async (args) => (await import('./copies.ts')).runBackup(args),
  },
  {
    name: 'restore',
    usage: 'restore --from FILE',
    zh: '恢复到空的数据目录；没有当时的主密钥会拒绝',
    en: 'Restores into an empty data folder; refuses without the key of the backup',
    run: async (args) => (await import('./copies.ts')).runRestore(args),
  },
  {
    name: 'calendar',
    usage: 'calendar load FILE | calendar list',
    zh: '载入一年的放假调休通知；或者列出已有的',
    en: 'Loads the holiday notice of a year; or lists what is loaded',
    run: async (args) => (await import('./calendar.ts')).runCalendar(args),
  },
  {
    name: 'regions',
    usage: 'regions load FILE',
    zh: '载入区划：别处的村居，或者新设、改名、撤销的区划',
    en: 'Loads regions: villages of other places, or new, renamed and ended ones',
    run: async (args) => (await import('./regions.ts')).runRegions(args),
  },
  {
    name: 'seed',
    usage: 'seed [--scale small|usual]',
    zh: '把演示县铺完再返回',
    en: 'Fills the demonstration county and returns when it is complete',
    run: async (args) => (await import('./seed.ts')).runSeed(args),
  },
  {
    name: 'pack',
    usage:
      'pack check [--dir FOLDER] | pack diff FOLDER FOLDER | pack export --region CODE --programme NAME --out FOLDER [--serial N] | pack import --from FOLDER [--document TEXT]',
    zh: '规则包：检查（标准不断不叠，算例都对得上）、逐行对照、导出、导入成草稿',
    en: 'Policy packs: check them, compare two, export one, import one as a draft',
    run: async (args) => (await import('./policy.ts')).runPack(args),
  },
  {
    name: 'simulate',
    usage: 'simulate --draft ID | simulate --from FOLDER',
    zh: '拿草稿试算全县：要多少钱，谁多谁少；什么也不改',
    en: 'Tries a draft on the whole caseload: cost, who gains, who loses; changes nothing',
    run: async (args) => (await import('./simulate.ts')).runSimulate(args),
  },
  {
    name: 'dmn-tck',
    usage: 'dmn-tck --dir FOLDER',
    zh: '用公开的 DMN TCK 检验决策引擎',
    en: 'Runs a checkout of the public DMN TCK against the engine',
    run: async (args) => (await import('./policy.ts')).runDmnTck(args),
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
