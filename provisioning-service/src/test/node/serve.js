// A tenant service without our SDK, as docs/another-language.md has it: follows the tenants, obeys their state, takes part in
// provisioning and is counted. Says what it sees, a line of JSON each.
import confluent from '@kafkajs/confluent-schema-registry';
import kafkajs from 'kafkajs';

const { Kafka, logLevel } = kafkajs;
const env = process.env;
const [instanceId] = process.argv.slice(2);
const TENANTS = `${env.PREFIX}cc.tenants.v1`;
const PROVISIONING = `${env.PREFIX}cc.provisioning.v1`;
const REPORTS = `${env.PREFIX}cc.reports.${env.SERVICE}.v1`;
const POSITIONS = `${env.PREFIX}cc.positions.${env.SERVICE}.v1`;

const say = (event, details) => console.log(JSON.stringify({ event, ...details }));
const micros = () => Date.now() * 1000;

const kafka = new Kafka({
  clientId: instanceId,
  brokers: [env.KAFKA],
  sasl: { mechanism: 'scram-sha-512', username: env.KAFKA_USER, password: env.KAFKA_PASSWORD },
  logLevel: logLevel.ERROR,
});
const registry = new confluent.SchemaRegistry({
  host: env.REGISTRY,
  auth: { username: env.REGISTRY_USER, password: env.REGISTRY_PASSWORD },
});
const sender = { service: env.SERVICE, instanceId, sdkVersion: 'kafkajs', startedAt: micros() };
const consumer = kafka.consumer({ groupId: `${env.PREFIX}${env.SERVICE}.main` });
const producer = kafka.producer({ allowAutoTopicCreation: false });

// kafkajs does not tell a topic's id.
async function topicId(name) {
  const answer = await fetch(`${env.PROVISIONING}/api/v1/topics`, { headers: { Authorization: `Bearer ${env.TOKEN}` } });
  if (!answer.ok) {
    throw new Error(`no topic ids: ${answer.status} ${await answer.text()}`);
  }
  return (await answer.json()).items.find((one) => one.topic === name).topicId;
}

const tenantsId = await topicId(TENANTS);
const versions = new Map();
const reported = new Set();
const next = new Map();

// A registry that does not answer is no record's fault: its client gives a refused connection the status 400. 404: a schema that is none.
const isAway = (error) => error.name === 'ResponseError' && error.status !== 404;

// A record without a value ends its key; its header says after which version.
async function heard(topic, message) {
  const key = message.key.toString();
  const state = message.value === null ? null : await registry.decode(message.value);
  const version = state === null ? Number(message.headers.version) : state.change.version;
  return { topic, key, state, version };
}

async function obey({ topic, key, state, version }) {
  const id = `${topic} ${key}`;
  if ((versions.get(id) ?? 0) >= version) {
    return;
  }
  if (state === null) {
    say('gone', { topic, key });
  } else if (topic === TENANTS) {
    say('tenant', { id: key, version, allowed: state.allowedOperations });
  } else {
    await answer(key, state);
  }
  versions.set(id, version);
}

async function answer(tenantId, provisioning) {
  const asked = provisioning.services.find((one) => one.service === env.SERVICE);
  if (!asked?.awaiting) {
    return;
  }
  const attempt = `${tenantId} ${provisioning.desiredVersion} ${asked.attempt}`;
  if (reported.has(attempt)) {
    return;
  }
  const startedAt = micros();
  await write(REPORTS, tenantId, {
    sender,
    tenantId,
    observedVersion: provisioning.desiredVersion,
    attempt: asked.attempt,
    outcome: 'SUCCEEDED',
    reason: 'Provisioned',
    message: '',
    startedAt,
    finishedAt: micros(),
    task: 'PROVISION',
  });
  reported.add(attempt);
  say('reported', { tenantId, attempt: asked.attempt });
}

async function position(stopping) {
  await write(POSITIONS, instanceId, {
    sender,
    health: 'READY',
    sinceEndMillis: 0,
    stopping,
    partitions: [...next].map(([partition, nextOffset]) => ({
      topic: TENANTS,
      topicId: tenantsId,
      partition,
      nextOffset,
      quarantined: [],
    })),
  });
}

const schemas = new Map();
async function write(topic, key, value) {
  if (!schemas.has(topic)) {
    schemas.set(topic, await registry.getLatestSchemaId(`${topic}-value`));
  }
  await producer.send({ topic, messages: [{ key, value: await registry.encode(schemas.get(topic), value) }] });
}

await producer.connect();
await consumer.connect();
await consumer.subscribe({ topics: [TENANTS, PROVISIONING], fromBeginning: true });
await consumer.run({
  eachMessage: async ({ topic, partition, message }) => {
    let said = null;
    try {
      said = await heard(topic, message);
    } catch (e) {
      if (isAway(e)) {
        throw e;
      }
      // One tenant's: set aside, said, and gone on from.
      say('unreadable', { topic, partition, offset: message.offset, message: e.message });
    }
    // What this throws, kafkajs tries again with the same record.
    if (said !== null) {
      await obey(said);
    }
    if (topic === TENANTS) {
      next.set(partition, Number(message.offset) + 1);
    }
  },
});
const beat = setInterval(() => position(false).catch((e) => say('error', { message: e.message })), 500);
say('following', {});

process.stdin
  .on('end', async () => {
    clearInterval(beat);
    await consumer.disconnect();
    await position(true);
    await producer.disconnect();
    say('stopped', {});
    process.exit(0);
  })
  .resume();
