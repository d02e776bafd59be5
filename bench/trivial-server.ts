import 'reflect-metadata';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ajv } from 'ajv';

const check = new Ajv().compile({
  type: 'object',
  properties: { text: { type: 'string', maxLength: 100 }, count: { type: 'integer', minimum: 0 } },
  required: ['text', 'count'],
  additionalProperties: false,
});

@Controller()
class TrivialController {
  @Get('health/ready')
  ready(): object {
    return {};
  }

  @Post('trivial')
  take(@Body() body: unknown): object {
    return { taken: check(body) };
  }
}

@Module({ controllers: [TrivialController] })
class TrivialModule {}

const app = await NestFactory.create<NestFastifyApplication>(TrivialModule, new FastifyAdapter(), {
  logger: false,
});
await app.listen(0, '127.0.0.1');
console.log(await app.getUrl());
process.once('SIGTERM', () => void app.close());
