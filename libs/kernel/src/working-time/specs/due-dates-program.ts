import { datesOf } from './due-dates.js';

/** Prints the dates as a process in another time zone finds them, last question first. */
process.stdout.write(JSON.stringify(datesOf(Number(process.argv[2]), 'backwards')));
