// All services to choose from; no validator of somebody else's is asked.
const services = await (await fetch('/services.json')).json();

window.ui = SwaggerUIBundle({
  dom_id: '#api',
  urls: services.map(name => ({ name, url: `/${name}/openapi.json` })),
  'urls.primaryName': 'tenant-registry',
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  filter: true,
  tryItOutEnabled: true,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
});
