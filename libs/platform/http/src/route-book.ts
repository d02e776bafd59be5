import type { RouteOptions } from 'fastify';

/** Which methods each address takes: to tell a wrong method from a wrong address. */
export class RouteBook {
  private readonly routes: { readonly methods: readonly string[]; readonly steps: readonly string[] }[] = [];

  add({ method, url }: Pick<RouteOptions, 'method' | 'url'>): void {
    this.routes.push({ methods: [method].flat(), steps: url.split('/') });
  }

  /** @param url path, with or without a query */
  methodsAt(url: string): readonly string[] {
    const path = (url.split('?', 1)[0] ?? '').split('/');
    const fitting = this.routes.filter(({ steps }) => fits(steps, path));
    return [...new Set(fitting.flatMap(({ methods }) => methods))].sort();
  }
}

function fits(steps: readonly string[], path: readonly string[]): boolean {
  return steps.length === path.length && steps.every((step, at) => step.startsWith(':') || step === path[at]);
}
