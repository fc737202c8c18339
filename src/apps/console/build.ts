import { fileURLToPath } from 'node:url'

/** Where the finished console lies; `index.html` in it holds the placeholder of the nonce. */
export const consoleFolder = fileURLToPath(new URL('../../../build/console', import.meta.url))

/** Replaced by the nonce of the request in every `index.html` that leaves the server. */
export const noncePlaceholder = '__NONCE__'

/** Builds the console into `build/console`. Vite is loaded only here, so that a server with a finished build never pays. */
export async function buildConsole(): Promise<string> {
  const { build } = await import('vite')
  await build({ configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)), logLevel: 'warn' })
  return consoleFolder
}
