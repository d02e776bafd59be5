/**
 * The whole of a business rule, pure: `decide` turns a wish into facts (or throws a `Rejection`), `evolve` folds facts
 * into the state the next decision stands on. `Context` carries what the moment knows: time, actor, units, policy.
 */
export interface Decider<Command, State, Event, Context> {
  readonly initialState: State;
  /** An empty answer means: this was done already, nothing changes. */
  decide(command: Command, state: State, context: Context): readonly Event[];
  evolve(state: State, event: Event): State;
}

/** The end of an exhaustive switch: compiles only when every case was handled. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
