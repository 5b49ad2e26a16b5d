// One call of each kind to each service, by what is made of its document alone.
import { audit, expect, flags, integrations, nobody, plans, provisioning, refused, tag, tenants, took, unique, usage } from './suite.js';

async function callTenants(): Promise<string> {
  const slug = unique('ts-');
  const made = await tenants.POST('/api/v1/tenants', {
    // Waited for, its version is its own until somebody changes it.
    params: { header: { 'Idempotency-Key': unique('k-') }, query: { wait: 'ready', timeout: '30s' } },
    body: { slug, name: 'Made by TypeScript', kind: 'TEST' },
  });
  const tenant = took('register', 201, made);
  expect('the address of a new tenant', made.response.headers.get('location') === `/api/v1/tenants/${tenant.id}`);
  const id = tenant.id;

  const page = took('list', 200, await tenants.GET('/api/v1/tenants', { params: { query: { limit: 1 } } }));
  expect('a page of one', page.items.length === 1);
  if (page.next != null) {
    const second = took('next page', 200, await tenants.GET('/api/v1/tenants', { params: { query: { limit: 1, cursor: page.next } } }));
    expect('another tenant on the next page', second.items[0]?.id !== page.items[0]?.id);
  }

  const read = await tenants.GET('/api/v1/tenants/{id}', { params: { path: { id } } });
  expect('it is read as it was made', took('read', 200, read).slug === slug);

  const renamed = await tenants.PATCH('/api/v1/tenants/{id}', {
    params: { path: { id }, header: { 'If-Match': tag(read) } },
    headers: { 'Content-Type': 'application/merge-patch+json' },
    body: { name: 'Renamed' },
  });
  expect('its new name', took('update', 200, renamed).name === 'Renamed');

  refused('an old version', 412, 'STALE_VERSION', await tenants.PATCH('/api/v1/tenants/{id}', {
    params: { path: { id }, header: { 'If-Match': '"0"' } },
    body: { name: 'Not this' },
  }));
  const invalid = refused('a bad slug', 400, 'INVALID_SLUG', await tenants.POST('/api/v1/tenants', { body: { slug: '-', name: 'No' } }));
  expect('where it is wrong', invalid.errors?.some(error => error.pointer === '/slug') === true);
  refused('a tenant that is not there', 404, 'TENANT_NOT_FOUND', await tenants.GET('/api/v1/tenants/{id}', { params: { path: { id: nobody } } }));
  return id;
}

async function endTenant(id: string): Promise<void> {
  const slug = took('read', 200, await tenants.GET('/api/v1/tenants/{id}', { params: { path: { id } } })).slug;
  const off = took('suspend', 200, await tenants.POST('/api/v1/tenants/{id}/suspend', { params: { path: { id } }, body: { reason: 'a test' } }));
  expect('it is suspended', off.status === 'SUSPENDED');
  const ends = took('schedule its deletion', 200, await tenants.POST('/api/v1/tenants/{id}/schedule-deletion', {
    params: { path: { id } },
    body: { slug, grace: 'P1D', reason: 'a test' },
  }));
  expect('its deletion is scheduled', ends.status === 'DELETION_SCHEDULED');
}

async function callPlans(): Promise<void> {
  const key = unique('ts');
  const made = await plans.POST('/api/v1/plans', { body: { key, name: 'Made by TypeScript', grants: { products: { most: 3 } }, reason: 'a test' } });
  took('create a plan', 201, made);
  const page = took('list plans', 200, await plans.GET('/api/v1/plans', { params: { query: { limit: 1 } } }));
  expect('a page of one', page.items.length === 1);
  const read = await plans.GET('/api/v1/plans/{key}', { params: { path: { key } } });
  expect('it is read as it was made', took('read a plan', 200, read).key === key);
  took('draft', 200, await plans.PUT('/api/v1/plans/{key}/draft', {
    params: { path: { key }, header: { 'If-Match': tag(read) } },
    body: { grants: { products: { most: 4 } }, reason: 'a test' },
  }));
  took('publish', 200, await plans.POST('/api/v1/plans/{key}/versions/{number}/publish', { params: { path: { key, number: 1 } }, body: { reason: 'a test' } }));
  took('retire', 200, await plans.POST('/api/v1/plans/{key}/versions/{number}/retire', { params: { path: { key, number: 1 } }, body: { reason: 'a test' } }));
  refused('the same key', 409, 'PLAN_KEY_TAKEN', await plans.POST('/api/v1/plans', { body: { key, name: 'Again', grants: {}, reason: 'a test' } }));
  refused('a plan that is not there', 404, 'PLAN_NOT_FOUND', await plans.GET('/api/v1/plans/{key}', { params: { path: { key: 'nothing-of-it' } } }));
}

async function callFlags(): Promise<void> {
  const key = unique('ts-');
  const definition = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' };
  took('create a flag', 201, await flags.POST('/api/v1/flags', { body: { key, name: 'Made by TypeScript', owner: 'tests', kind: 'RELEASE', definition } }));
  const page = took('list flags', 200, await flags.GET('/api/v1/flags', { params: { query: { limit: 1 } } }));
  expect('a page of one', page.items.length === 1);
  const read = await flags.GET('/api/v1/flags/{key}', { params: { path: { key } } });
  const flag = took('read a flag', 200, read);
  took('revise', 200, await flags.PUT('/api/v1/flags/{key}', {
    params: { path: { key }, header: { 'If-Match': tag(read) } },
    body: { name: 'Revised', kind: flag.kind, owner: flag.owner, sensitive: flag.sensitive, definition },
  }));
  const killed = took('kill', 201, await flags.POST('/api/v1/flags/{key}/kill-switches', { params: { path: { key } }, body: { everyone: true, reason: 'a test' } }));
  took('lift', 200, await flags.DELETE('/api/v1/flags/{key}/kill-switches/{id}', { params: { path: { key, id: killed.killSwitch?.id ?? nobody }, query: { reason: 'a test' } } }));
  took('archive', 200, await flags.DELETE('/api/v1/flags/{key}', { params: { path: { key }, query: { reason: 'a test' } } }));
  refused('the same key', 409, 'FLAG_KEY_TAKEN', await flags.POST('/api/v1/flags', { body: { key, name: 'Again', owner: 'tests', definition } }));
  refused('a flag that is not there', 404, 'FLAG_NOT_FOUND', await flags.GET('/api/v1/flags/{key}', { params: { path: { key: 'nothing-of-it' } } }));
}

async function callProvisioning(tenantId: string): Promise<void> {
  const all = took('list provisionings', 200, await provisioning.GET('/api/v1/provisionings', { params: { query: { limit: 1 } } }));
  expect('a page of one', all.items.length === 1);
  const services = took('list tenant services', 200, await provisioning.GET('/api/v1/tenant-services'));
  const storefront = services.items.find(one => one.key === 'storefront');
  expect('the storefront is known', storefront !== undefined);
  const read = await provisioning.GET('/api/v1/tenant-services/{key}', { params: { path: { key: 'storefront' } } });
  const service = took('read a tenant service', 200, read);
  took('change a tenant service', 200, await provisioning.PUT('/api/v1/tenant-services/{key}', {
    params: { path: { key: 'storefront' }, header: { 'If-Match': tag(read) }, query: { dryRun: true } },
    body: { name: service.name, required: service.required, reason: 'a test' },
  }));
  const credential = took('issue a credential', 201, await provisioning.POST('/api/v1/tenant-services/{key}/credentials', { params: { path: { key: 'storefront' } }, body: { reason: 'a test' } }));
  const revoked = await provisioning.DELETE('/api/v1/tenant-services/{key}/credentials/{id}', { params: { path: { key: 'storefront', id: credential.id }, query: { reason: 'a test' } } });
  expect('a revoked credential is nothing any more', revoked.response.status === 204);
  took('read a provisioning', 200, await until(() => provisioning.GET('/api/v1/provisionings/{tenantId}', { params: { path: { tenantId } } })));
  took('pause', 200, await provisioning.POST('/api/v1/provisionings/{tenantId}/pause', { params: { path: { tenantId } }, body: { reason: 'a test' } }));
  took('resume', 200, await provisioning.POST('/api/v1/provisionings/{tenantId}/resume', { params: { path: { tenantId } }, body: { reason: 'a test' } }));
  refused('a provisioning that is not there', 404, 'PROVISIONING_NOT_FOUND', await provisioning.GET('/api/v1/provisionings/{tenantId}', { params: { path: { tenantId: nobody } } }));
}

async function callIntegrations(): Promise<void> {
  const types = took('list event types', 200, await integrations.GET('/api/v1/webhook-event-types'));
  expect('a suspension can be told of', types.types.some(one => one.type === 'tenant.suspended'));
  const made = took('create an endpoint', 201, await integrations.POST('/api/v1/webhook-endpoints', {
    body: { name: 'Made by TypeScript', url: 'http://127.0.0.1:9/nobody', types: ['plan.retired'], reason: 'a test' },
  }));
  expect('the secret is told once', made.secret?.startsWith('whsec_') === true);
  const read = await integrations.GET('/api/v1/webhook-endpoints/{id}', { params: { path: { id: made.id } } });
  expect('and not again', took('read an endpoint', 200, read).secret === undefined);
  took('revise an endpoint', 200, await integrations.PUT('/api/v1/webhook-endpoints/{id}', {
    params: { path: { id: made.id }, header: { 'If-Match': tag(read) } },
    body: { name: 'Revised', url: made.url, types: ['plan.*'], payload: 'THIN', reason: 'a test' },
  }));
  took('what it was told', 200, await integrations.GET('/api/v1/webhook-endpoints/{id}/deliveries', { params: { path: { id: made.id } } }));
  took('remove an endpoint', 200, await integrations.DELETE('/api/v1/webhook-endpoints/{id}', { params: { path: { id: made.id }, query: { reason: 'a test' } } }));
  refused('an endpoint that is not there', 404, 'WEBHOOK_ENDPOINT_NOT_FOUND', await integrations.GET('/api/v1/webhook-endpoints/{id}', { params: { path: { id: nobody } } }));
}

async function callAudit(tenantId: string): Promise<void> {
  const found = took('search the trail', 200, await audit.GET('/api/v1/audit/entries', { params: { query: { action: 'tenant.*', limit: 5 } } }));
  expect('tenants were changed', found.items.length > 0);
  const entry = took('look at an entry', 200, await audit.GET('/api/v1/audit/entries/{eventId}', { params: { path: { eventId: found.items[0]!.eventId } } }));
  expect('the leaf names the event', entry.leaf.includes(entry.entry.eventId));
  took('count the trail', 200, await audit.GET('/api/v1/audit/facets', { params: { query: { tenantId } } }));
  took('what signs it', 200, await audit.GET('/tlog/keys'));
  refused('an entry that is not there', 404, 'ENTRY_NOT_FOUND', await audit.GET('/api/v1/audit/entries/{eventId}', { params: { path: { eventId: nobody } } }));
}

async function callUsage(): Promise<void> {
  const key = unique('ts-');
  const path = { key };
  const parcels = { name: 'Parcels', eventType: 'parcel.sent', aggregation: 'COUNT', unit: 'parcel', grade: 'BILLING', reason: 'a test' } as const;
  const made = await usage.PUT('/api/v1/meters/{key}', { params: { path, header: { 'If-None-Match': '*' } }, body: parcels });
  took('set a meter', 201, made);
  const header = { 'If-Match': tag(made) };
  const archived = took('archive it', 200, await usage.PUT('/api/v1/meters/{key}', { params: { path, header }, body: { ...parcels, archived: true } }));
  expect('it is archived', archived.archived);
  const found = took('find meters', 200, await usage.GET('/api/v1/meters', { params: { query: { eventType: 'order.placed' } } }));
  expect('orders are measured', found.items.some(one => one.key === 'orders'));
  refused('a meter that is not there', 404, 'METER_NOT_FOUND', await usage.GET('/api/v1/meters/{key}', { params: { path: { key: 'nothing' } } }));
}

/** What the registry has said comes to the other service a moment later. */
async function until<A extends { response: Response }>(ask: () => Promise<A>): Promise<A> {
  for (let round = 0; ; round++) {
    const answer = await ask();
    if (answer.response.status !== 404 || round === 100) {
      return answer;
    }
    await new Promise<void>(done => setTimeout(done, 100));
  }
}

const id = await callTenants();
await callPlans();
await callFlags();
await callProvisioning(id);
await callIntegrations();
await callAudit(id);
await callUsage();
await endTenant(id);
console.log('every call was answered as it should');
