declare const brand: unique symbol;

/** A string that was checked once, at the rim, and is not mistaken for another kind of string afterwards. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };
