import { ApiProperty } from '@nestjs/swagger';
import type { StoredEvent } from '#event-store';
import { BilingualView } from '#http';
import type { HistoryLine } from '../projections/case-history/case-history.queries.js';

export class ActorView {
  @ApiProperty({ description: 'Person id, or the name of one of the engine’s own actors.' })
  id!: string;

  @ApiProperty()
  role!: string;

  @ApiProperty({ type: String, nullable: true })
  unit!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The person whose mandate it was.' })
  onBehalfOf!: string | null;
}

/** One step of a case. */
export class HistoryLineView {
  @ApiProperty()
  revision!: number;

  @ApiProperty()
  position!: string;

  @ApiProperty({ example: 'CustodyAccepted' })
  type!: string;

  @ApiProperty({ format: 'date-time', description: 'When it happened, by the device’s clock.' })
  occurredAt!: string;

  @ApiProperty({ format: 'date-time', description: 'When it was recorded, by the log’s clock.' })
  recordedAt!: string;

  @ApiProperty({ type: ActorView })
  actor!: ActorView;

  @ApiProperty({ enum: ['public', 'internal'] })
  visibility!: 'public' | 'internal';

  @ApiProperty({ type: BilingualView, nullable: true, description: 'What the reporter reads of it.' })
  line!: BilingualView | null;

  @ApiProperty({ type: Object, description: 'The event’s data, texts opened; an erased text is null.' })
  data!: Readonly<Record<string, unknown>>;

  @ApiProperty({ format: 'uuid' })
  commandId!: string;

  @ApiProperty({ description: 'SHA-256, chained with the step before.' })
  hash!: string;
}

/** One look at the reporter’s identity. */
export class LookView {
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;

  @ApiProperty({ type: ActorView })
  actor!: ActorView;

  @ApiProperty()
  purpose!: string;
}

export class HistoryView {
  @ApiProperty({ format: 'uuid' })
  caseId!: string;

  @ApiProperty({ example: '2026-000123' })
  number!: string;

  @ApiProperty({ type: [HistoryLineView] })
  lines!: readonly HistoryLineView[];

  @ApiProperty({ type: [LookView] })
  looks!: readonly LookView[];
}

export function historyLineView({ stored, opened, publicLine }: HistoryLine): HistoryLineView {
  return {
    revision: Number(stored.revision),
    position: stored.position,
    type: stored.type,
    occurredAt: stored.occurredAt,
    recordedAt: stored.recordedAt,
    actor: actorView(stored),
    visibility: publicLine ? 'public' : 'internal',
    line: publicLine ?? null,
    data: opened,
    commandId: stored.commandId,
    hash: stored.hash,
  };
}

export function lookView(stored: StoredEvent): LookView {
  const { purpose } = stored.data as { purpose: string };
  return { recordedAt: stored.recordedAt, actor: actorView(stored), purpose };
}

export function actorView({ actor }: StoredEvent): ActorView {
  return { id: actor.id, role: actor.role, unit: actor.unit ?? null, onBehalfOf: actor.onBehalfOf ?? null };
}
