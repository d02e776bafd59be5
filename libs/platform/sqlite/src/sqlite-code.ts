/** SQLite's name of the error; empty for any other. By its code, not by its class: the driver may be loaded twice. */
export function sqliteCodeOf(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : '';
}
