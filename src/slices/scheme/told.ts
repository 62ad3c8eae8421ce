/** Someone to tell whose language the actor may not know: the letter is written in the one they read in when it leaves. */
export const toPerson = (personId: string) => ({ personId, language: 'nb' as const })
