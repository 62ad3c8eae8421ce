import type { ComponentChildren } from 'preact'

export type ButtonVariant = 'primary' | 'secondary' | 'tertiary'
type Look = { readonly variant?: ButtonVariant; readonly danger?: boolean; readonly small?: boolean; readonly children: ComponentChildren }

export type ButtonProps = Look & {
  /** Sent with the form, so that one form can have several outcomes. */
  readonly name?: string
  readonly value?: string
  readonly type?: 'submit' | 'button'
  /** Sends the form without the browser's own checks and to another address. */
  readonly formAction?: string
  /** What the button concerns, read aloud after its text: 'Fjern' + 'Kari Nordmann'. */
  readonly about?: string
  readonly id?: string
  /** Opens or closes a dialog without script of ours: `command="show-modal" commandfor="dialog-id"`. */
  readonly command?: 'show-modal' | 'close'
  readonly commandfor?: string
}

/** A button does something. One primary a page; imperative, three words at most; never disabled. */
export const Button = ({ variant = 'primary', danger, small, type = 'submit', about, children, formAction, ...rest }: ButtonProps) => (
  <button class="ds-button" type={type} {...look(variant, danger, small)} {...(formAction ? { formaction: formAction } : {})} {...rest}>
    {children}
    {about && <span class="ds-sr-only"> {about}</span>}
  </button>
)

export type LinkButtonProps = Look & { readonly href: string; readonly about?: string; readonly download?: boolean }

/** A link that looks like a button, for the one thing to do next on a page. It goes somewhere; a `Button` does something. */
export const LinkButton = ({ variant = 'primary', danger, small, href, about, download, children }: LinkButtonProps) => (
  <a class="ds-button" href={href} {...look(variant, danger, small)} {...(download ? { download: true } : {})}>
    {children}
    {about && <span class="ds-sr-only"> {about}</span>}
  </a>
)

/** Buttons side by side, primary first; below each other on a phone. */
export const ButtonRow = ({ children }: { readonly children: ComponentChildren }) => <div class="button-row">{children}</div>

const look = (variant: ButtonVariant, danger: boolean | undefined, small: boolean | undefined) => ({
  ...(variant === 'primary' ? {} : { 'data-variant': variant }),
  // Said outright: a button on a neutral card or in a warning is still one of ours.
  'data-color': danger ? 'danger' : 'accent',
  ...(small ? { 'data-size': 'sm' } : {}),
})
