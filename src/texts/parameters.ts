/**
 * Reads the names of the parameters out of an ICU message at compile time, so that a forgotten or misspelt parameter does not compile:
 * `ParameterNames<'{count, plural, one {# sak i {place}} other {# saker}}'>` is `'count' | 'place'`.
 */
// Each message of a union is read for itself: a key made of several names takes the parameters of all of them.
export type ParameterNames<Message extends string> = Message extends string ? InMessage<Message, []> : never

type Brace<Text extends string> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${infer Shorter}}${infer Between}`
    ? ['}', Shorter, `${Between}{${After}`]
    : ['{', Before, After]
  : Text extends `${infer Before}}${infer After}`
    ? ['}', Before, After]
    : ['no more']

/** In running text: an opening brace starts an argument, a closing one ends a branch of the argument outside. */
type InMessage<Text extends string, Outside extends readonly unknown[]> =
  Brace<Text> extends ['{', string, infer After extends string]
    ? InHead<After, Outside>
    : Brace<Text> extends ['}', string, infer After extends string]
      ? Outside extends readonly [unknown, ...infer Further]
        ? InArgument<After, Further>
        : never
      : never

type InHead<Text extends string, Outside extends readonly unknown[]> =
  Brace<Text> extends ['{', infer Head extends string, infer After extends string]
    ? Name<Head> | InMessage<After, [unknown, ...Outside]>
    : Brace<Text> extends ['}', infer Head extends string, infer After extends string]
      ? Name<Head> | InMessage<After, Outside>
      : never

/** Between the branches of plural or select: an opening brace starts a branch, a closing one ends the argument. */
type InArgument<Text extends string, Outside extends readonly unknown[]> =
  Brace<Text> extends ['{', string, infer After extends string]
    ? InMessage<After, [unknown, ...Outside]>
    : Brace<Text> extends ['}', string, infer After extends string]
      ? InMessage<After, Outside>
      : never

type Name<Head extends string> = Head extends `${infer Before},${string}` ? Trim<Before> : Trim<Head>
type Trim<Text extends string> = Text extends ` ${infer Rest}` ? Trim<Rest> : Text extends `${infer Rest} ` ? Trim<Rest> : Text
