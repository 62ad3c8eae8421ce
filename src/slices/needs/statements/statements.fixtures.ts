import { expect } from 'vitest'
import type { Browser, Form } from '../../../../test/kit.ts'

export const whole: Form = {
  tittel: 'Roligere overganger',
  funn: 'Vi ser uro i garderoben hver dag.',
  hvem: 'Barna på alle avdelinger.',
  arsak: 'Vi går ut samtidig.',
  endring: 'Vi deler barna i små grupper.',
  tegn: 'Det er stille nok til å snakke sammen.',
  temaer: ['rammeplan-2017-6'],
  involvert: 'yes',
  hvordan: 'Alle snakket om det på personalmøtet.',
}

/** A need written by somebody who may. @returns its id */
export async function written(browser: Browser, wishes: Form = {}): Promise<string> {
  const made = await browser.post('/behovsbeskrivelser', { nokkel: crypto.randomUUID(), ...whole, ...wishes })
  expect(made.status, made.text.replaceAll(/<[^>]+>/g, ' ').slice(0, 1500)).toBe(303)
  return made.location?.split('/')[2] ?? expect.fail('no need')
}

export const versionIn = (html: string): string => /name="versjon" value="(\d+)"/.exec(html)?.[1] ?? '0'
/** The next step, as a press of the button on the page. */
export async function step(browser: Browser, id: string, trinn: string, more: Form = {}) {
  const page = await browser.get(`/behovsbeskrivelser/${id}`)
  return browser.post(`/behovsbeskrivelser/${id}/trinn`, { trinn, versjon: versionIn(page.text), ...more })
}

/** A need that has been put forward and decided. */
export async function decided(head: Browser, wishes: Form = {}): Promise<string> {
  const id = await written(head, wishes)
  expect((await step(head, id, 'propose')).status).toBe(303)
  expect((await step(head, id, 'decide', { plass: '1' })).status).toBe(303)
  return id
}
