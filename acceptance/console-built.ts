import { createConsoleBuild } from '#apps/server/console-pages.ts'

/** Builds the console once before the stories, which run side by side: each of them would begin to build it. */
export default (): Promise<void> => createConsoleBuild().prepare()
