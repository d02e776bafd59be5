import { describe } from '@jest/globals';
import { startServer } from '#server';
import { tellOfErasing } from '../support/erasing.js';
import { silent } from '../support/services.js';

describe('erasing what a reporter has said', () => {
  tellOfErasing((settings) => startServer(settings, { log: silent }));
});
