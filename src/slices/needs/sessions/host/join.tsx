import { usePage } from '../../../../ui/context.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { QrCode } from '../../../../ui/qr-code.tsx'
import type { HostView } from '../host-page.tsx'
import { Expected } from './expected.tsx'

/** How the phones come in, to be read from the back of the room. */
export const Join = ({ view }: { readonly view: HostView }) => {
  const { t } = usePage()
  const { session, address } = view
  return (
    <Section title={t('sessions.join')}>
      {address && (
        <div class="join-way">
          <div>
            <p class="ds-paragraph join-code">{session.code}</p>
            <p>
              <a class="ds-link" href={address}>
                {address}
              </a>
            </p>
          </div>
          <QrCode text={address} label={t('sessions.qr')} />
        </div>
      )}
      <div data-live="joined">
        <KeyFigures figures={[{ label: t('sessions.joined'), value: t('sessions.of', { count: session.tickets, of: session.expected }) }]} />
      </div>
      {session.tickets >= session.expected && <p class="ds-paragraph">{t('sessions.expected.full')}</p>}
      <Expected view={view} />
    </Section>
  )
}
