import { randomUUID } from 'node:crypto';
import type { Settings } from '#config';
import type { CommandMeta } from '#event-store';
import { openWorkbench as assemble, type ServerOptions, type Workbench } from '#server';
import { createLogger } from '#telemetry';
import { bilingual, type Io } from './io.js';

/** The whole application without its web side, for commands that write. @throws CannotOpen while a service runs here */
export function openWorkbench(settings: Settings, io: Io, more: ServerOptions = {}): Promise<Workbench> {
  const log = createLogger({ logLevel: 'warn' }, { write: (line) => io.err(line.trimEnd()) });
  return assemble(settings, { ...more, log, tell: (news) => io.err(bilingual(news)) });
}

/** What travels with a command that the operator gives at the machine itself. */
export function operatorMeta(): CommandMeta {
  const commandId = randomUUID();
  return { commandId, fingerprint: commandId, by: { kind: 'system', role: 'process' } };
}
