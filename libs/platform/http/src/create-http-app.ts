import type { DynamicModule, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from '#telemetry';
import { HttpModule } from './http.module.js';
import type { HttpRim } from './http-rim.js';
import { documentOf } from './open-api.js';
import { serveTryPage } from './try-page.js';

/** A Nest application behind the rim, ready for `inject` or `listen`, with its OpenAPI document and the page to try it. */
export async function createHttpApp(
  module: Type | DynamicModule,
  rim: HttpRim,
  version: string,
): Promise<NestFastifyApplication> {
  class Root {}
  const root: DynamicModule = { module: Root, imports: [HttpModule.behind(rim), module] };
  const options = { bodyParser: false, logger: nestLogger(rim.log), abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(root, rim.adapter, options);
  let document: object | undefined;
  serveTryPage(rim.adapter.getInstance(), () => (document ??= documentOf(app, version)));
  await app.init();
  return app;
}

/** Nest tells of every module and route it finds: details, for us. */
export function nestLogger(log: Logger): LoggerService {
  return {
    log: (message: unknown) => log.debug(String(message)),
    warn: (message: unknown) => log.warn(String(message)),
    error: (message: unknown) => log.error(String(message)),
  };
}
