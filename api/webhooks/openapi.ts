import { type Operation, schemaOf } from '../openapi-parts.js';
import { deliveryQuery, newWebhook } from './issuer.js';

const hooks = { tag: 'Webhooks', response: { type: 'object' } } as const;
const acting = [401, 403, 404, 409, 422] as const;

export const WEBHOOK_OPERATIONS: readonly Operation[] = [
  { ...hooks, method: 'get', path: '/api/v1/webhooks', summary: 'List webhooks.', problems: [401, 403] },
  {
    ...hooks,
    method: 'post',
    path: '/api/v1/webhooks',
    summary: 'Be told of every change of a seal (Standard Webhooks). The secret is in this answer only.',
    body: schemaOf(newWebhook),
    status: 201,
    problems: [401, 403, 422],
  },
  { ...hooks, method: 'delete', path: '/api/v1/webhooks/{id}', summary: 'End a webhook.', status: 204, problems: acting },
  {
    ...hooks,
    method: 'get',
    path: '/api/v1/webhooks/{id}/deliveries',
    summary: 'What was sent, newest first.',
    query: schemaOf(deliveryQuery),
    problems: [401, 403, 404, 422],
  },
  {
    ...hooks,
    method: 'post',
    path: '/api/v1/webhooks/{id}/deliveries/{message}/redeliver',
    summary: 'Send a message again, with the same id.',
    status: 202,
    problems: acting,
  },
];
