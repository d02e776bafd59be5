/** A fact or a wish with a name: `data` holds plain JSON, never a class, a Date or `undefined`. */
export interface Message<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** Adds a name to plain JSON; the name is stored for ever, so it is the type's own name. */
export function message<Type extends string, Data>(type: Type, data: Data): Message<Type, Data> {
  return { type, data };
}
