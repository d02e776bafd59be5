import { Injectable, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { AtLeastQuery } from './at-least.dto.js';
import { IS_PUBLIC, TAKES_META } from './decorators.js';
import { DtoChecks, type Check } from './dto-check.js';
import { DtoSchemas, UntranslatableDto, type DtoClass } from './dto-schema.js';
import { pointerStep } from './flaw.js';

/** One part of a request: the class that declares it, if any, and its check. */
export interface PlannedInput {
  readonly dto: DtoClass | undefined;
  readonly check: Check;
}

/** What the gate must do for one route, worked out once from its decorators. */
export interface RoutePlan {
  readonly isPublic: boolean;
  readonly takesMeta: boolean;
  /** Its query is an `AtLeastQuery`. */
  readonly waits: boolean;
  readonly body: PlannedInput;
  readonly query: PlannedInput;
  /** Absent: single path parameters are plain texts. */
  readonly path: PlannedInput | undefined;
}

type Handler = (...args: never[]) => unknown;
type RouteArguments = Record<string, { readonly index: number; readonly data?: unknown }>;

const nothing: PlannedInput = { dto: undefined, check: unknownFields };

/** The plans of all routes. A route that cannot be planned stops the start: nothing goes unchecked. */
@Injectable()
export class RoutePlans implements OnApplicationBootstrap {
  readonly schemas = new DtoSchemas();
  private readonly checks = new DtoChecks(this.schemas);
  private readonly plans = new Map<Handler, RoutePlan>();

  constructor(
    private readonly reflector: Reflector,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    for (const [controller, handler] of this.routes()) this.of(controller, handler);
  }

  /** Every handler of a route, with its controller. */
  *routes(): Generator<readonly [controller: Type, handler: Handler]> {
    for (const { metatype } of this.discovery.getControllers()) {
      const prototype = metatype?.prototype as Record<string, Handler> | undefined;
      for (const name of this.scanner.getAllMethodNames(prototype ?? null)) {
        const handler = prototype?.[name];
        if (handler && Reflect.hasMetadata(METHOD_METADATA, handler)) yield [metatype as Type, handler];
      }
    }
  }

  of(controller: Type, handler: Handler): RoutePlan {
    const known = this.plans.get(handler);
    if (known) return known;
    const plan = this.planOf(controller, handler);
    this.plans.set(handler, plan);
    return plan;
  }

  private planOf(controller: Type, handler: Handler): RoutePlan {
    const query = this.inputOf(controller, handler, RouteParamtypes.QUERY);
    return {
      isPublic:
        this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, [handler, controller]) === true,
      takesMeta: Reflect.hasMetadata(TAKES_META, controller.prototype as object, handler.name),
      waits: query?.dto?.prototype instanceof AtLeastQuery || query?.dto === AtLeastQuery,
      body: this.inputOf(controller, handler, RouteParamtypes.BODY) ?? nothing,
      query: query ?? nothing,
      path: this.inputOf(controller, handler, RouteParamtypes.PARAM),
    };
  }

  private inputOf(controller: Type, handler: Handler, part: RouteParamtypes): PlannedInput | undefined {
    const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) ?? {}) as RouteArguments;
    const inputs = Object.entries(args).filter(([key]) => key.startsWith(`${part}:`));
    const [input] = inputs.map(([, argument]) => argument);
    if (!input || (part === RouteParamtypes.PARAM && input.data !== undefined)) return undefined;
    const dto = typesOf(controller, handler)[input.index];
    if (inputs.length > 1 || input.data !== undefined || !isDto(dto)) {
      throw new UntranslatableDto(`${controller.name}.${handler.name}: declare its input as one DTO class`);
    }
    return { dto, check: this.checks.checkOf(dto, part !== RouteParamtypes.BODY) };
  }
}

function typesOf(controller: Type, handler: Handler): readonly unknown[] {
  const types: unknown = Reflect.getMetadata(
    'design:paramtypes',
    controller.prototype as object,
    handler.name,
  );
  return Array.isArray(types) ? types : [];
}

function isDto(type: unknown): type is DtoClass {
  return typeof type === 'function' && ![Object, Array, String, Number, Boolean].includes(type as never);
}

/** For a route that declares no such input: whatever comes is unknown. */
function unknownFields(value: unknown): ReturnType<Check> {
  if (typeof value !== 'object' || value === null) {
    return value === undefined ? [] : [{ path: '', code: 'unknown-field' }];
  }
  return Object.keys(value)
    .slice(0, 20)
    .map((key) => ({ path: pointerStep(key.slice(0, 100)), code: 'unknown-field' }));
}
