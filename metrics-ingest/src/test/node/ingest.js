// Sends usage with OpenMeter's client and says what came of it, a line of JSON each.
import { isHTTPError, OpenMeter } from '@openmeter/sdk';

const [tenant] = process.argv.slice(2);
const { BASE_URL: baseUrl, KEY: apiKey } = process.env;
const openmeter = new OpenMeter({ baseUrl, apiKey });

function say(event, details = {}) {
  console.log(JSON.stringify({ event, ...details }));
}

async function refused(event, attempt) {
  try {
    await attempt();
    say(event, { status: 204 });
  } catch (e) {
    say(event, { isHttpError: isHTTPError(e), status: e.status, title: e.title, type: e.type, message: e.message, errors: e.getField?.('errors') });
  }
}

// One, with all that the client adds by itself: id, source, specversion, time.
await openmeter.events.ingest({ type: 'api.called', subject: tenant });
say('single');

// A batch, of which all is said, twice.
const orders = Array.from({ length: 100 }, (_, i) => ({
  id: `order-${i}`,
  source: 'https://shop.example',
  type: 'order.placed',
  subject: tenant,
  time: new Date(Date.now() - 60_000),
  data: { amount: i % 2 === 0 ? 4_900 : '4900', currency: 'EUR' },
}));
await openmeter.events.ingest(orders);
await openmeter.events.ingest(orders);
say('batch');

await refused('wrong', () => openmeter.events.ingest({ ...orders[0], id: 'wrong', data: { amount: 49.5, currency: 'EUR' } }));
await refused('stranger', () => new OpenMeter({ baseUrl, apiKey: 'nobody' }).events.ingest(orders[0]));
