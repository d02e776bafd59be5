import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CHANNEL_EVENT_TYPES, decodeChannelEvent, encodeChannelEvent } from './channel.codec.js';
import { channelDecider } from './channel.decider.js';

const folder = new URL('./samples/', import.meta.url);
const samples = readdirSync(folder).map(
  (file) =>
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Parameters<typeof decodeChannelEvent>[0],
);

describe('reading what is stored of channels', () => {
  it('has a sample of every version of every event', () => {
    const kept = samples.map(({ type, schemaVersion }) => `${type} v${schemaVersion}`);
    expect(kept.toSorted()).toEqual(CHANNEL_EVENT_TYPES.map((type) => `${type} v1`).toSorted());
  });

  it('stores what it has read in the same form, and folds it to what it has always meant', () => {
    const events = samples.flatMap((sample) => decodeChannelEvent(sample) ?? []);
    const [closed, opened] = events;
    expect(events.map(encodeChannelEvent)).toEqual(samples);
    if (!closed || !opened) throw new Error('a sample is missing');
    const open = channelDecider.evolve(channelDecider.initialState, opened);
    expect(open).toEqual({ status: 'open', unit: 'town' });
    expect(channelDecider.evolve(open, closed)).toEqual({ status: 'closed', unit: 'town' });
  });

  it('does not read what it does not know', () => {
    expect(decodeChannelEvent({ type: 'ChannelOpened', schemaVersion: 2, data: {} })).toBeUndefined();
    expect(decodeChannelEvent({ type: 'toString', schemaVersion: 1, data: {} })).toBeUndefined();
  });
});
