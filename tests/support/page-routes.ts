import type { Express } from 'express';

/** One page or form of the application. */
export interface PageRoute {
  method: 'get' | 'post';
  path: string;
}

interface Layer {
  /** What is mounted at the root; the rest (the API, files) is none of a page. */
  slash?: boolean;
  route?: { path: unknown; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Every page and form the application answers, read from the application itself: one that is added is in it. */
export function pageRoutesOf(app: Express): PageRoute[] {
  // Express types its stack by what a handler needs; that a layer says where it is mounted is known to `router` alone.
  const { stack } = app.router as unknown as { stack: Layer[] };
  return routesIn(stack);
}

function routesIn(stack: readonly Layer[]): PageRoute[] {
  return stack.flatMap(({ route, handle, slash }): PageRoute[] => {
    if (route !== undefined)
      return [route.path]
        .flat()
        .flatMap((path) =>
          (['get', 'post'] as const).flatMap((method) => (typeof path === 'string' && route.methods[method] ? [{ method, path }] : [])),
        );
    return slash === true && handle.stack !== undefined ? routesIn(handle.stack) : [];
  });
}
