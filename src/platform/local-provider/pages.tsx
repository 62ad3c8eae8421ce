import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Language } from '../../kernel/language.ts'
import type { Persona } from './personas.ts'

const texts = {
  nb: {
    title: 'Velg testperson',
    intro: 'Dette er en innlogging på din egen maskin. Personene er oppdiktede.',
    nobody: 'Ingen testpersoner bruker denne innloggingen.',
    cancel: 'Avbryt',
    level: 'Nivå',
    otherLevel: 'Logg inn med et annet nivå',
    ownLevel: 'Personens eget nivå',
    signedOut: 'Du er logget ut',
    goOn: 'Gå videre',
    failed: 'Innloggingen stoppet',
    back: 'Til tjenesten',
  },
  nn: {
    title: 'Vel testperson',
    intro: 'Dette er ei innlogging på di eiga maskin. Personane er oppdikta.',
    nobody: 'Ingen testpersonar bruker denne innlogginga.',
    cancel: 'Avbryt',
    level: 'Nivå',
    otherLevel: 'Logg inn med eit anna nivå',
    ownLevel: 'Nivået til personen',
    signedOut: 'Du er logga ut',
    goOn: 'Gå vidare',
    failed: 'Innlogginga stoppa',
    back: 'Til tenesta',
  },
  en: {
    title: 'Choose a test person',
    intro: 'This sign-in runs on your own machine. The people are invented.',
    nobody: 'No test person uses this sign-in.',
    cancel: 'Cancel',
    level: 'Level',
    otherLevel: 'Sign in with another level',
    ownLevel: 'The level of the person',
    signedOut: 'You are signed out',
    goOn: 'Go on',
    failed: 'The sign-in stopped',
    back: 'To the service',
  },
} as const

export type ChoosePage = {
  readonly language: Language
  /** The name of the door: ID-porten, Feide … */
  readonly door: string
  readonly personas: readonly Persona[]
  readonly levels: readonly string[]
  readonly chosenLevel: string | undefined
}

/** One button for each person. Without script, so that it works everywhere the product does. */
export const choosePage = ({ language, door, personas, levels, chosenLevel }: ChoosePage): string => {
  const t = texts[language]
  return page(
    language,
    `${t.title} – ${door}`,
    <>
      <p class="door">{door}</p>
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      {chosenLevel && (
        <p>
          {t.level}: <strong>{chosenLevel}</strong> · <a href="?">{t.ownLevel}</a>
        </p>
      )}
      <form method="post">
        {chosenLevel && <input type="hidden" name="acr" value={chosenLevel} />}
        {personas.length === 0 && <p>{t.nobody}</p>}
        <ul>
          {personas.map((persona) => (
            <li key={persona.id}>
              <button type="submit" name="persona" value={persona.id}>
                <strong>{persona.name}</strong>
                <span>{persona.about[language]}</span>
                {persona.parties?.map((party) => (
                  <small key={party.organisationNumber}>{party.name}</small>
                ))}
              </button>
            </li>
          ))}
        </ul>
        <button type="submit" name="cancel" value="1">
          {t.cancel}
        </button>
      </form>
      {levels.length > 0 && (
        <details>
          <summary>{t.otherLevel}</summary>
          <ul>
            {levels.map((level) => (
              <li key={level}>
                <a href={`?acr=${encodeURIComponent(level)}`}>{level}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>,
  )
}

/** Tells every service of the session in a frame of its own, then goes on by itself. */
export const signedOutPage = ({ language, frames, next }: { language: Language; frames: readonly string[]; next: string }): string => {
  const t = texts[language]
  return page(
    language,
    t.signedOut,
    <>
      <h1>{t.signedOut}</h1>
      <p>
        <a href={next}>{t.goOn}</a>
      </p>
      {frames.map((src) => (
        <iframe key={src} src={src} title={t.signedOut} />
      ))}
    </>,
    <meta http-equiv="refresh" content={`1; url=${next}`} />,
  )
}

export const failedPage = ({ language, reason, home }: { language: Language; reason: string; home: string }): string => {
  const t = texts[language]
  return page(
    language,
    t.failed,
    <>
      <h1>{t.failed}</h1>
      <p>{reason}</p>
      <p>
        <a href={home}>{t.back}</a>
      </p>
    </>,
  )
}

const page = (language: Language, title: string, body: ComponentChildren, head?: ComponentChildren): string =>
  `<!doctype html>${renderToString(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/stil.css" />
        {head}
      </head>
      <body>
        <main>{body}</main>
      </body>
    </html>,
  )}`

/** Forms lead on to the service, and the browser checks the whole chain of redirects. */
export const securityPolicy = (serviceOrigin: string): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    `frame-src ${serviceOrigin}`,
    `form-action 'self' ${serviceOrigin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')

export const stylesheet = `
body { margin: 0; font: 1.125rem/1.5 system-ui, sans-serif; color: #1e2b3c; background: #f4f5f6 }
main { max-width: 40rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2 }
.door { margin: 0; font-weight: 600; color: #4b5563 }
ul { list-style: none; margin: 1.5rem 0; padding: 0; display: grid; gap: .75rem }
button { font: inherit; color: inherit; padding: .75rem 1rem; border: 1px solid #68707c; border-radius: .5rem; background: #fff; cursor: pointer }
li button { width: 100%; text-align: left; display: grid; gap: .125rem }
button:hover { background: #e8f1fb }
:focus-visible { outline: 3px solid #0b5cad; outline-offset: 2px }
a { color: #0b5cad }
small { color: #4b5563 }
details { margin-top: 1.5rem }
iframe { position: absolute; width: 1px; height: 1px; border: 0; opacity: 0 }
`
