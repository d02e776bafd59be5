import { describe, expect, it } from '@jest/globals';
import { LOG_START, refuseCommand, type LogPosition } from '#event-store';
import { rejectionsOf } from '#kernel';
import { InMemoryCheckpoints } from './checkpoints.js';
import { commandIdFrom } from './process-runner.js';
import { arrive, emptyLog, Greet, greeting, Host, rooms, run, until } from './specs/running.js';

const refuse = rejectionsOf({
  unwelcome: ['conflict', 'Not welcome.', '不受欢迎。'],
  busy: ['unavailable', 'Come again.', '请稍后再来。'],
});

describe.each(Object.entries(rooms))('a process over rooms %s', (_, openRooms) => {
  it('sends the commands of events that were there before and of those that come', async () => {
    const { store, checkpoints } = openRooms();
    const host = new Host();
    await arrive(store, 'ann');
    run({ store, checkpoints }, host);
    await until(() => host.greeted.size === 1);
    await arrive(store, 'nobody', 'Left');
    await arrive(store, 'bo');
    await until(() => host.greeted.size === 2);
    expect(host.heard.map(({ name }) => name)).toEqual(['ann', 'bo']);
  });

  it('goes on where it stopped', async () => {
    const { store, checkpoints } = openRooms();
    const host = new Host();
    await arrive(store, 'ann');
    const { runner } = run({ store, checkpoints }, host);
    await until(() => host.greeted.size === 1);
    await runner.stop();
    await arrive(store, 'bo');
    run({ store, checkpoints }, host);
    await until(() => host.greeted.size === 2);
    expect(host.heard.map(({ name }) => name)).toEqual(['ann', 'bo']);
  });

  it('does not look again at what was not for it', async () => {
    const { store, checkpoints } = openRooms();
    await arrive(store, 'ann');
    const head = await arrive(store, 'nobody', 'Left');
    const { runner } = run({ store, checkpoints }, new Host());
    await until(() => runner.health().greeting?.position === head);
    await runner.stop();
    expect(checkpoints.read('greeting')).toBe(head);
  });

  it('sends the same command again after a crash between the deed and the checkpoint', async () => {
    const { store, checkpoints } = openRooms();
    const host = new Host();
    const position = await arrive(store, 'ann');
    const { runner } = run({ store, checkpoints }, host);
    await until(() => checkpoints.read('greeting') === position);
    await runner.stop();
    checkpoints.save('greeting', LOG_START);
    run({ store, checkpoints }, host);
    await until(() => host.heard.length === 2);
    expect(host.names()).toEqual(['ann']);
    expect(host.heard[1]).toEqual(host.heard[0]);
  });
});

describe('a command that the business refuses', () => {
  it('ends the matter, and the next event has its turn', async () => {
    const [store, host] = [emptyLog(), new Host()];
    host.fault = ({ name }) => (name === 'ann' ? refuse('unwelcome') : undefined);
    await arrive(store, 'ann');
    await arrive(store, 'bo');
    const { runner } = run({ store, checkpoints: new InMemoryCheckpoints() }, host);
    await until(() => host.greeted.size === 1);
    expect(host.heard.map(({ name }) => name)).toEqual(['ann', 'bo']);
    expect(runner.health().greeting?.error).toBeUndefined();
  });

  it('is followed by what the process does instead, which may be refused in its turn', async () => {
    const [store, host] = [emptyLog(), new Host()];
    host.fault = ({ name }) => (name === 'host' ? undefined : refuse('unwelcome'));
    const told: string[] = [];
    const process = greeting(({ code }) => {
      told.push(code);
      const sorry = {
        command: new Greet('cousin', 'c'),
        refused: () => [{ command: new Greet('host', 'd') }],
      };
      return [sorry];
    });
    await arrive(store, 'ann');
    run({ store, checkpoints: new InMemoryCheckpoints() }, host, process);
    await until(() => host.greeted.size === 1);
    expect(host.heard.map(({ name }) => name)).toEqual(['ann', 'cousin', 'host']);
    expect(told).toEqual(['unwelcome']);
  });
});

describe('a command that cannot be carried out now', () => {
  it.each([
    ['a fault of the machine', new Error('no disk')],
    ['a refusal for want of time', refuse('busy')],
    ['too many changes at once', refuseCommand('changed-meanwhile')],
  ])('is sent again until it is, after %s; no event is passed over', async (_, error) => {
    const [store, host] = [emptyLog(), new Host()];
    let faults = 12;
    host.fault = ({ name }) => (name === 'bo' && faults-- > 0 ? error : undefined);
    for (const name of ['ann', 'bo', 'cleo']) await arrive(store, name);
    const { stuck } = run({ store, checkpoints: new InMemoryCheckpoints() }, host);
    await until(() => host.greeted.size === 3);
    expect(host.names()).toEqual(['ann', 'bo', 'cleo']);
    expect(stuck.length).toBeGreaterThan(0);
    expect(host.heard.filter(({ name }) => name === 'ann')).toHaveLength(1);
  });

  it('shows in the health of the process', async () => {
    const [store, host] = [emptyLog(), new Host()];
    let broken = true;
    host.fault = () => (broken ? new Error('no disk') : undefined);
    await arrive(store, 'ann');
    const { runner, stuck } = run({ store, checkpoints: new InMemoryCheckpoints() }, host);
    await until(() => stuck.length > 0);
    expect(runner.health().greeting?.error?.message).toBe('no disk');
    broken = false;
    await until(() => runner.health().greeting?.state === 'live');
    expect(host.names()).toEqual(['ann']);
  });
});

describe('stopping', () => {
  it('finishes the command in hand and sends no other', async () => {
    const [store, host] = [emptyLog(), new Host()];
    const checkpoints = new InMemoryCheckpoints();
    const positions: LogPosition[] = [];
    for (const name of ['ann', 'bo', 'cleo']) positions.push(await arrive(store, name));
    const { runner } = run({ store, checkpoints }, host);
    await until(() => host.heard.length === 1);
    await runner.stop();
    expect(host.names()).toEqual(['ann']);
    expect(checkpoints.read('greeting')).toBe(positions[0]);
    await arrive(store, 'dan');
    expect(host.heard).toHaveLength(1);
  });

  it('does not wait for a command that fails again and again', async () => {
    const [store, host] = [emptyLog(), new Host()];
    host.fault = () => new Error('no disk');
    await arrive(store, 'ann');
    const { runner, stuck } = run({ store, checkpoints: new InMemoryCheckpoints() }, host);
    await until(() => stuck.length > 0);
    await runner.stop();
    expect(host.greeted.size).toBe(0);
    expect(runner.health()).toEqual({});
  });

  it('can be followed by another start', async () => {
    const [store, host] = [emptyLog(), new Host()];
    const { runner } = run({ store, checkpoints: new InMemoryCheckpoints() }, host);
    await runner.stop();
    await arrive(store, 'ann');
    runner.start();
    await until(() => host.greeted.size === 1);
    expect(() => runner.start()).toThrow('running already');
  });
});

describe('a log that was brought back from a copy', () => {
  it('is followed from its start when it ends before the checkpoint', async () => {
    const checkpoints = new InMemoryCheckpoints();
    const [lost, copy] = [emptyLog(), emptyLog()];
    const host = new Host();
    for (const name of ['ann', 'bo']) await arrive(lost, name);
    await (await runUntilIdle(lost)).runner.stop();
    await arrive(copy, 'cleo');
    await runUntilIdle(copy);
    expect(host.names()).toEqual(['ann', 'bo', 'cleo']);

    async function runUntilIdle(store: typeof copy) {
      const before = host.greeted.size;
      const started = run({ store, checkpoints }, host);
      const head = await store.head();
      await until(() => host.greeted.size > before && started.runner.health().greeting?.position === head);
      return started;
    }
  });
});

describe('the id of a command that an event causes', () => {
  it('is the same for the same event, and another for another command or event', () => {
    const id = '0195c2a4-8f1e-7cc0-8a53-3f4b1f6f0a11';
    expect(commandIdFrom(id, 'greet')).toBe(commandIdFrom(id, 'greet'));
    expect(commandIdFrom(id, 'greet')).not.toBe(commandIdFrom(id, 'part'));
    expect(commandIdFrom(id, 'greet')).not.toBe(commandIdFrom(commandIdFrom(id, 'x'), 'greet'));
  });
});
