import { describe, expect, it } from '@jest/globals';
import { RouteBook } from './route-book.js';

describe('telling a wrong method from a wrong address', () => {
  const book = new RouteBook();
  book.add({ method: 'GET', url: '/api/cases/:id' });
  book.add({ method: ['POST', 'PUT'], url: '/api/cases/:id' });
  book.add({ method: 'GET', url: '/api/cases/find' });

  it('knows the methods of an address', () => {
    expect(book.methodsAt('/api/cases/7?x=1')).toEqual(['GET', 'POST', 'PUT']);
    expect(book.methodsAt('/api/cases/find')).toEqual(['GET', 'POST', 'PUT']);
  });

  it('knows no method of an address that is not there', () => {
    expect(book.methodsAt('/api/cases')).toEqual([]);
    expect(book.methodsAt('/api/cases/7/history')).toEqual([]);
  });
});
