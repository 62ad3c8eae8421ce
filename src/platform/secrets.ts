import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Config } from './config.ts'

/** Keeps texts that must be read again but never lie open in the database, such as the proof a provider asks for at sign-out. */
export type Vault = {
  readonly seal: (text: string) => string
  /** The text, or undefined when it was not sealed with this key: damaged, or from before the key was changed. */
  readonly open: (sealed: string) => string | undefined
}

/** Without a key set (development) the key lives as long as the process: what was sealed before a restart can no longer be read. */
const ownKey = randomBytes(32)
const vaults = new Map<string, Vault>()

/** The vault of the configuration's secret key: AES-256-GCM, key by HKDF-SHA-256. */
export function vaultOf({ secretKey }: Pick<Config, 'secretKey'>): Vault {
  const known = vaults.get(secretKey ?? '')
  if (known) return known
  const made = vaultWith(secretKey === undefined ? ownKey : Buffer.from(hkdfSync('sha256', secretKey, '', 'samspill vault 1', 32)))
  vaults.set(secretKey ?? '', made)
  return made
}

const version = 'v1'

const vaultWith = (key: Buffer): Vault => ({
  seal: (text) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return [version, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.')
  },
  open: (text) => {
    const [made, nonce, tag, sealed] = text.split('.')
    if (made !== version || nonce === undefined || tag === undefined || sealed === undefined) return undefined
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      decipher.setAuthTag(Buffer.from(tag, 'base64url'))
      return decipher.update(Buffer.from(sealed, 'base64url'), undefined, 'utf8') + decipher.final('utf8')
    } catch {
      return undefined
    }
  },
})
