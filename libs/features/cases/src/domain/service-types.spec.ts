import { describe, expect, it } from '@jest/globals';
import { sameFamily, SERVICE_TYPES } from './service-types.js';

describe('naming a matter', () => {
  it.each([...SERVICE_TYPES.values()])(
    'has a code of three tiers and a name in both languages: $code',
    (type) => {
      expect(type.code).toMatch(/^\d{6}$/);
      expect(type.name.en).toMatch(/^[A-Z]/);
      expect(type.name.zh).toMatch(/^\p{Script=Han}+$/u);
    },
  );

  it('has one for whoever cannot say', () => {
    expect(SERVICE_TYPES.get('129999')).toMatchObject({ onSpot: false });
  });
});

describe('telling families apart', () => {
  it('goes by the first tier; what nobody could name belongs to all', () => {
    expect(sameFamily('050101', '050302')).toBe(true);
    expect(sameFamily('050101', '040101')).toBe(false);
    expect(sameFamily('129999', '040101')).toBe(true);
    expect(sameFamily('040101', '129999')).toBe(true);
    expect(sameFamily('120101', '129999')).toBe(true);
  });
});
