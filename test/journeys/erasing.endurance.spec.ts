import { describe } from '@jest/globals';
import { tellOfErasing } from '../support/erasing.js';
import { ServiceProcess } from '../support/service-process.js';

describe('erasing what a reporter has said, in the service as it is built', () => {
  tellOfErasing(async (settings) => {
    const service = await ServiceProcess.start(settings);
    return { url: service.url, stop: () => service.stop() };
  });
});
