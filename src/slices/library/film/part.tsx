import type { PageContext } from '../../../ui/context.tsx'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { Details } from '../../../ui/details.tsx'
import type { Captions } from '../materials/rules.ts'
import { filmAt } from './rules.ts'

export type FilmView = { readonly title: string; readonly url: string; readonly captions: Captions | undefined; readonly text: string; /** The reader has asked to see it here. */ readonly playing: boolean; /** The page's own address, with the film on it. */ readonly playHref: string | undefined }

/** A film is a link that says where it leads. Nothing is fetched from the other site before the reader asks for it. */
export const FilmPart = ({ page: { t }, film }: { readonly page: PageContext; readonly film: FilmView }) => {
  const at = filmAt(film.url)
  if (!at) return null
  return (
    <>
      {film.playing && at.embed ? (
        <iframe class="film" src={at.embed} title={t('library.film.frame', { title: film.title })} allow="fullscreen; encrypted-media; picture-in-picture" allowFullScreen sandbox="allow-scripts allow-same-origin allow-presentation" referrerpolicy="strict-origin-when-cross-origin" />
      ) : (
        <p>{t('library.film.away', { service: at.service })}</p>
      )}
      <ButtonRow>
        {at.embed && film.playHref && !film.playing && (
          <LinkButton href={film.playHref} variant="secondary">
            {t('library.film.here', { service: at.service })}
          </LinkButton>
        )}
        <a class="ds-link" href={film.url} rel="noreferrer external">
          {t('library.film.open', { service: at.service })}
        </a>
      </ButtonRow>
      {film.captions && <p>{t(`library.captions.${film.captions}.said`)}</p>}
      {film.text && (
        <Details summary={t('library.film.text')}>
          <p class="kept-text">{film.text}</p>
        </Details>
      )}
    </>
  )
}
