import { defineRefusals } from '#platform/errors/index.ts'
import type { Settings } from './settings.ts'

export const listenRefusals = defineRefusals('listen', {
  portTaken: {
    status: 409,
    zh: '端口 {port} 已经有别的程序在用。请停下那个程序，或者换一个端口：PORT=8081 npm start',
    en: 'Another program uses port {port}. Stop it, or choose another port: PORT=8081 npm start',
  },
  portForbidden: {
    status: 422,
    zh: '这个账户不能打开端口 {port}。请用 1024 以上的端口，例如 PORT=8080 npm start',
    en: 'This account may not open port {port}. Use one above 1024, for example PORT=8080 npm start',
  },
  noSuchAddress: {
    status: 422,
    zh: '这台机器没有地址“{host}”（ZHULIAN_HOST）。请写本机的地址，或者 0.0.0.0 表示全部',
    en: 'This machine has no address “{host}” (ZHULIAN_HOST). Write one of its own, or 0.0.0.0 for all',
  },
})

interface Listener {
  readonly listen: (where: { port: number; host: string }) => Promise<string>
  readonly close: () => Promise<void>
}

/** Opens the port; nothing stays open when it cannot. @throws portTaken, portForbidden, noSuchAddress */
export async function listen(app: Listener, { port, host }: Pick<Settings, 'port' | 'host'>): Promise<string> {
  try {
    return await app.listen({ port, host })
  } catch (error) {
    await app.close()
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null
    if (code === 'EADDRINUSE') throw listenRefusals.portTaken({ port })
    if (code === 'EACCES') throw listenRefusals.portForbidden({ port })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw listenRefusals.noSuchAddress({ host })
    throw error
  }
}
