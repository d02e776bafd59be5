import { describe, expect, it } from '@jest/globals';
import { sameFamily } from './service-family.js';

describe('telling families apart', () => {
  it('goes by the first tier; what nobody could name belongs to all', () => {
    expect(sameFamily('050101', '050302')).toBe(true);
    expect(sameFamily('050101', '040101')).toBe(false);
    expect(sameFamily('129999', '040101')).toBe(true);
    expect(sameFamily('040101', '129999')).toBe(true);
    expect(sameFamily('120101', '129999')).toBe(true);
  });
});
