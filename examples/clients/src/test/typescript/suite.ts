import createClient from 'openapi-fetch';
import type { paths as Audit } from './schemas/audit-service.js';
import type { paths as Flags } from './schemas/flag-service.js';
import type { paths as Integrations } from './schemas/integration-service.js';
import type { paths as Plans } from './schemas/plan-service.js';
import type { paths as Provisioning } from './schemas/provisioning-service.js';
import type { paths as Tenants } from './schemas/tenant-registry.js';
import type { paths as Usage } from './schemas/metrics-ingest.js';

declare const process: { argv: string[] };

const [tenantsAt, plansAt, flagsAt, provisioningAt, integrationsAt, auditAt, usageAt, token] = process.argv.slice(2) as [string, string, string, string, string, string, string, string];
const headers = { Authorization: `Bearer ${token}` };

export const tenants = createClient<Tenants>({ baseUrl: tenantsAt, headers });
export const plans = createClient<Plans>({ baseUrl: plansAt, headers });
export const flags = createClient<Flags>({ baseUrl: flagsAt, headers });
export const provisioning = createClient<Provisioning>({ baseUrl: provisioningAt, headers });
export const audit = createClient<Audit>({ baseUrl: auditAt, headers });
export const usage = createClient<Usage>({ baseUrl: usageAt, headers });
export const integrations = createClient<Integrations>({ baseUrl: integrationsAt, headers });

/** A name that nobody has had. */
export const unique = (beginning: string) => beginning + Date.now().toString(36) + Math.floor(Math.random() * 1e6).toString(36);

export const nobody = '01a20474-66fd-731c-94bd-a664136c02d6';

/** What an answer has when it was the status that it should be; else the program ends with what it was. */
export function took<D, E>(what: string, status: number, answer: { data?: D; error?: E; response: Response }): D {
  if (answer.response.status !== status || answer.data === undefined) {
    throw new Error(`${what}: ${answer.response.status} instead of ${status}: ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

/** The problem of an answer that refuses as it should. */
export function refused<D, E extends { status: number; code: string; detail: string }>(
  what: string, status: number, code: string, answer: { data?: D; error?: E; response: Response },
): E {
  const problem = answer.error;
  if (answer.response.status !== status || problem?.status !== status || problem.code !== code || !problem.detail) {
    throw new Error(`${what}: ${answer.response.status} instead of ${status} ${code}: ${JSON.stringify(problem ?? answer.data)}`);
  }
  return problem;
}

/** The tag that a change is based on. */
export function tag(answer: { response: Response }): string {
  const etag = answer.response.headers.get('etag');
  if (etag === null) {
    throw new Error(`${answer.response.url} has no ETag`);
  }
  return etag;
}

export function expect(what: string, so: boolean): void {
  if (!so) {
    throw new Error(`not so: ${what}`);
  }
}
