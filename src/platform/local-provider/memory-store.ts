import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/** Keeps what an issuer must remember (sessions, codes, grants) until the process ends. */
export const memoryStore = (now: () => number): AdapterFactory => {
  const all = new Map<string, Map<string, { readonly payload: AdapterPayload; readonly until: number }>>()

  return (kind): Adapter => {
    const own = all.get(kind) ?? new Map<string, { readonly payload: AdapterPayload; readonly until: number }>()
    all.set(kind, own)
    const live = (id: string) => {
      const row = own.get(id)
      if (row && row.until <= now()) own.delete(id)
      return own.get(id)?.payload
    }
    const liveWhere = (holds: (payload: AdapterPayload) => boolean) => [...own.keys()].map(live).find((payload) => payload && holds(payload))

    return {
      upsert: async (id, payload, expiresIn) => void own.set(id, { payload, until: expiresIn === undefined ? Infinity : now() + expiresIn * 1000 }),
      find: async (id) => live(id),
      findByUid: async (uid) => liveWhere((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => liveWhere((payload) => payload.userCode === userCode),
      consume: async (id) => void Object.assign(live(id) ?? {}, { consumed: Math.floor(now() / 1000) }),
      destroy: async (id) => void own.delete(id),
      revokeByGrantId: async (grantId) => {
        for (const [id, { payload }] of own) if (payload.grantId === grantId) own.delete(id)
      },
    }
  }
}
