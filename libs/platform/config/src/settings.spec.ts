import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SETTINGS } from './settings.table.js';
import { SettingRefused } from './settings.errors.js';
import { settingsFrom } from './settings.js';

describe('reading the settings', () => {
  it('needs none', () => {
    expect(settingsFrom({})).toEqual({
      dataFolder: resolve('data'),
      host: '127.0.0.1',
      port: 3000,
      masterKeyFile: resolve('data/master.key'),
      logLevel: 'info',
      secureCookies: false,
      sweepSeconds: 5,
      privateWebhooks: false,
      demo: 'auto',
    });
  });

  it('takes each from the environment', () => {
    const settings = settingsFrom({
      GRIDCASE_DATA: '/srv/gridcase',
      GRIDCASE_HOST: '0.0.0.0',
      GRIDCASE_PORT: '8080',
      GRIDCASE_MASTER_KEY: 'c2VjcmV0',
      GRIDCASE_MASTER_KEY_FILE: '/run/secrets/master.key',
      GRIDCASE_LOG_LEVEL: 'warn',
      GRIDCASE_SECURE_COOKIES: 'yes',
      GRIDCASE_TRUST_PROXY: '10.0.0.0/8, ::1',
      REDIS_URL: 'redis://localhost:6379',
      GRIDCASE_SWEEP_SECONDS: '60',
      GRIDCASE_DEMO: 'no',
      PATH: '/usr/bin',
    });

    expect(settings).toEqual({
      dataFolder: '/srv/gridcase',
      host: '0.0.0.0',
      port: 8080,
      masterKey: 'c2VjcmV0',
      masterKeyFile: '/run/secrets/master.key',
      logLevel: 'warn',
      secureCookies: true,
      trustProxy: '10.0.0.0/8,::1',
      redisUrl: 'redis://localhost:6379',
      sweepSeconds: 60,
      privateWebhooks: false,
      demo: 'no',
    });
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it('finds the master key beside the data', () => {
    const { dataFolder, masterKeyFile } = settingsFrom({ GRIDCASE_DATA: '/srv/gridcase' });

    expect(masterKeyFile).toBe(join(dataFolder, 'master.key'));
  });

  it('listens to PORT, and to GRIDCASE_PORT before it', () => {
    expect(settingsFrom({ PORT: '80' }).port).toBe(80);
    expect(settingsFrom({ PORT: '80', GRIDCASE_PORT: '0' }).port).toBe(0);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(settingsFrom({ GRIDCASE_PORT: '', PORT: '80', GRIDCASE_MASTER_KEY: '' })).toEqual(
      settingsFrom({ PORT: '80' }),
    );
  });

  it.each(['yes', 'true', '1'])('takes %s for yes', (text) => {
    expect(settingsFrom({ GRIDCASE_SECURE_COOKIES: text }).secureCookies).toBe(true);
  });

  it.each(['no', 'false', '0'])('takes %s for no', (text) => {
    expect(settingsFrom({ GRIDCASE_SECURE_COOKIES: text }).secureCookies).toBe(false);
  });
});

describe('refusing a setting', () => {
  it.each([
    ['GRIDCASE_PORT', '65536'],
    ['GRIDCASE_PORT', '3000 '.repeat(2)],
    ['GRIDCASE_PORT', '-1'],
    ['GRIDCASE_PORT', '1e3'],
    ['PORT', 'http'],
    ['GRIDCASE_HOST', 'http://localhost'],
    ['GRIDCASE_LOG_LEVEL', 'loud'],
    ['GRIDCASE_SECURE_COOKIES', 'perhaps'],
    ['GRIDCASE_DEMO', 'yes'],
    ['GRIDCASE_TRUST_PROXY', 'yes'],
    ['GRIDCASE_TRUST_PROXY', '10.0.0.0/33'],
    ['GRIDCASE_TRUST_PROXY', '10.0.0.0/8/8'],
    ['GRIDCASE_TRUST_PROXY', '10.0.0.1,'],
  ])('refuses %s=%s', (name, text) => {
    expect(() => settingsFrom({ [name]: text })).toThrow(SettingRefused);
  });

  it('names the variable, what it must be and what it was, in one line and both languages', () => {
    expect(() => settingsFrom({ GRIDCASE_PORT: 'http' })).toThrow(
      'GRIDCASE_PORT：应为 0 到 65535 的整数，而不是“http” · GRIDCASE_PORT: must be a whole number from 0 to 65535, not "http"',
    );
  });

  it('finds a misspelt name', () => {
    expect(() => settingsFrom({ GRIDCASE_PROT: '80' })).toThrow(
      /^GRIDCASE_PROT：没有这个设置.*GRIDCASE_PORT/,
    );
  });
});

describe('listing the settings', () => {
  it('gives each a sentence in both languages', () => {
    for (const { about, expects } of Object.values(SETTINGS))
      expect([about.en, about.zh, expects.en, expects.zh]).not.toContain('');
  });

  it('gives no name twice', () => {
    const names = Object.values(SETTINGS).flatMap((setting) => setting.names as readonly string[]);
    expect(new Set(names).size).toBe(names.length);
  });
});
