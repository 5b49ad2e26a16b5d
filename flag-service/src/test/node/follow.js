// Follows a flag and says what it is at each change, a line of JSON each. All settings come by flagd's own variables.
import { FlagdProvider } from '@openfeature/flagd-provider';
import { OpenFeature, ProviderEvents } from '@openfeature/server-sdk';

const [flag] = process.argv.slice(2);
const client = OpenFeature.getClient();

async function say(event) {
  console.log(JSON.stringify({ event, details: await client.getBooleanDetails(flag, false, { targetingKey: 'somebody' }) }));
}

client.addHandler(ProviderEvents.ConfigurationChanged, () => say('changed'));
client.addHandler(ProviderEvents.Error, () => say('error'));
try {
  await OpenFeature.setProviderAndWait(new FlagdProvider());
  await say('ready');
} catch (e) {
  console.log(JSON.stringify({ event: 'refused', message: e.message }));
  process.exit(1);
}
process.stdin.on('end', () => process.exit(0)).resume();
