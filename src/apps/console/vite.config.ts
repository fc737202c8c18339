import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { stylesheet } from '../../design/stylesheet.ts'
import { expertAliases, expertTexts } from './expert-parts.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The look of the console: tokens and parts in the order the design gives them. */
const look: Plugin = {
  name: 'zhulian-look',
  resolveId: (id) => (id === 'virtual:look.css' ? '\0look.css' : null),
  load: (id) => (id === '\0look.css' ? stylesheet('console') : null),
}

/**
 * Two small parts below antd write inline styles without the nonce, and the content security policy reports each: the
 * measuring of scroll bars (our tables never scroll inside) and the lock of the page behind a window (not needed).
 */
const quiet: Readonly<Record<string, string>> = {
  '@rc-component/util/es/getScrollBarSize.js':
    'export default () => 0\nexport const getTargetScrollBarSize = () => ({ width: 0, height: 0 })\n',
  '@rc-component/portal/es/useScrollLocker.js': 'export default () => {}\n',
}
const quietStyles: Plugin = {
  name: 'zhulian-quiet-styles',
  load: (id) => Object.entries(quiet).find(([file]) => id.endsWith(file))?.[1] ?? null,
}

/**
 * The console as static files below `/console`. `__NONCE__` in the finished index.html is replaced by the server on
 * every request: the content security policy lets no other inline style through, and antd writes its styles inline.
 */
export default defineConfig({
  root: here,
  base: '/console/',
  plugins: [look, quietStyles, expertTexts, react()],
  resolve: { alias: expertAliases },
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: fileURLToPath(new URL('../../../build/console', import.meta.url)),
    emptyOutDir: true,
    // County offices run old machines whose last browser is Chromium 109.
    target: 'chrome109',
    cssTarget: 'chrome109',
    modulePreload: { polyfill: false },
    // Only images may come from `data:`; fonts and styles must not be inlined.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
})
