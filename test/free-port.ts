import { createServer, type AddressInfo } from 'node:net'

/** A port nobody uses now: the sign-in providers must know the site's address before it listens. */
export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => done(port))
    })
  })
