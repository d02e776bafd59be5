import { describe, expect, it } from '@jest/globals';
import { welcome } from './banner.js';

const said = (url: string, isDemo: boolean) =>
  welcome({ url, isDemo })
    .map(({ en }) => en)
    .join('\n');

describe('saying what to do first', () => {
  it('names the accounts of the demo county, and no account where there is none', () => {
    expect(said('http://127.0.0.1:3000', true)).toContain('gridcase-demo');
    expect(said('http://127.0.0.1:3000', false)).not.toContain('gridcase-demo');
  });

  it.each(['http://0.0.0.0:3000', 'http://10.1.2.3:3000', 'http://grid.example:80', 'http://[::]:3000'])(
    'warns when %s lets others in who know the demo password',
    (url) => expect(said(url, true)).toContain('careful'),
  );

  it.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
    'has nothing to fear at %s',
    (url) => expect(said(url, true)).not.toContain('careful'),
  );
});
