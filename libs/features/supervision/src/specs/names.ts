import { bookOf as calendarsOf } from '#kernel/testing';
import { bookOf, starterCatalogue } from '#catalogue/messages';
import { Names } from '../notices/names.js';
import { units } from './grid.js';

export const calendars = calendarsOf();
export const rules = bookOf([{ version: 1, hash: 'one', content: starterCatalogue }]);

/** The starter catalogue, office hours and the small grid. */
export const names = new Names(units, calendars, rules);
