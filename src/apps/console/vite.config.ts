import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { tokensCss } from '../../design/tokens-css.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The custom properties of the look, generated from the same tokens as the antd theme. */
const tokens: Plugin = {
  name: 'zhulian-tokens',
  resolveId: (id) => (id === 'virtual:tokens.css' ? '\0tokens.css' : null),
  load: (id) => (id === '\0tokens.css' ? tokensCss() : null),
}

/**
 * The console as static files below `/console`. `__NONCE__` in the finished index.html is replaced by the server on
 * every request: the content security policy lets no other inline style through, and antd writes its styles inline.
 */
export default defineConfig({
  root: here,
  base: '/console/',
  plugins: [tokens, react()],
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
