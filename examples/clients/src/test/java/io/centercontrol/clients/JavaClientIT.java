package io.centercontrol.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centercontrol.clients.audit.api.AuditTrailApi;
import io.centercontrol.clients.flags.api.FlagsApi;
import io.centercontrol.clients.flags.model.CreateFlagRequest;
import io.centercontrol.clients.flags.model.FlagKind;
import io.centercontrol.clients.flags.model.PutFlagRequest;
import io.centercontrol.clients.integrations.api.WebhookEndpointsApi;
import io.centercontrol.clients.integrations.model.EndpointRequest;
import io.centercontrol.clients.integrations.model.TurnEndpointRequest;
import io.centercontrol.clients.plans.api.PlansApi;
import io.centercontrol.clients.plans.model.CreatePlanRequest;
import io.centercontrol.clients.plans.model.DraftPlanRequest;
import io.centercontrol.clients.provisioning.api.ProvisioningsApi;
import io.centercontrol.clients.provisioning.api.TenantServicesApi;
import io.centercontrol.clients.provisioning.model.TenantServiceRequest;
import io.centercontrol.clients.tenants.ApiClient;
import io.centercontrol.clients.tenants.ApiException;
import io.centercontrol.clients.tenants.api.DeletionOfATenantApi;
import io.centercontrol.clients.tenants.api.LifeOfATenantApi;
import io.centercontrol.clients.tenants.api.TenantsApi;
import io.centercontrol.clients.tenants.model.DeletionRequest;
import io.centercontrol.clients.tenants.model.Problem;
import io.centercontrol.clients.tenants.model.ReasonRequest;
import io.centercontrol.clients.tenants.model.RegisterTenantRequest;
import io.centercontrol.clients.tenants.model.SettingsRequest;
import io.centercontrol.clients.tenants.model.TenantKind;
import io.centercontrol.clients.tenants.model.TenantStatus;
import io.centercontrol.clients.usage.api.MetersApi;
import io.centercontrol.clients.usage.model.Aggregation;
import io.centercontrol.clients.usage.model.Grade;
import io.centercontrol.clients.usage.model.MeterRequest;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** One call of each kind to each service, by what OpenAPI Generator makes of its document. */
class JavaClientIT {
    private static final UUID NOBODY = UUID.fromString("01a20474-66fd-731c-94bd-a664136c02d6");
    private static final Consumer<HttpRequest.Builder> TOKEN =
            request -> request.header("Authorization", "Bearer " + Suite.token());

    private final ApiClient tenantsAt = new ApiClient();
    private final TenantsApi tenants;

    JavaClientIT() {
        tenantsAt.updateBaseUri(Suite.url("tenant-registry"));
        tenantsAt.setRequestInterceptor(TOKEN);
        tenants = new TenantsApi(tenantsAt);
    }

    @Test
    void tenants() throws Exception {
        var slug = Suite.unique("java-");
        var made = register(slug);
        assertThat(made.getStatusCode()).isEqualTo(201);
        var id = made.getData().getId();
        assertThat(made.getHeaders().get("location")).containsExactly("/api/v1/tenants/" + id);

        var first = page(null);
        assertThat(first.getItems()).hasSize(1);
        register(Suite.unique("java-"));
        var next = page(page(null).getNext());
        assertThat(next.getItems()).hasSize(1);

        var read = tenants.showTenantWithHttpInfo(
                TenantsApi.APIShowTenantRequest.newBuilder().id(id).build());
        assertThat(read.getData().getSlug()).isEqualTo(slug);

        assertThat(rename(id, read.getHeaders().get("etag").getFirst()).getName())
                .isEqualTo("Renamed");
        var stale = catchThrowableOfType(ApiException.class, () -> rename(id, "\"0\""));
        assertThat(stale.getCode()).isEqualTo(412);

        var suspended = new LifeOfATenantApi(tenantsAt)
                .suspendTenant(LifeOfATenantApi.APISuspendTenantRequest.newBuilder()
                        .id(id)
                        .reasonRequest(new ReasonRequest().reason("a test"))
                        .build());
        assertThat(suspended.getStatus()).isEqualTo(TenantStatus.SUSPENDED);
        var ending = new DeletionOfATenantApi(tenantsAt)
                .scheduleDeletion(DeletionOfATenantApi.APIScheduleDeletionRequest.newBuilder()
                        .id(id)
                        .deletionRequest(
                                new DeletionRequest().slug(slug).grace("P1D").reason("a test"))
                        .build());
        assertThat(ending.getStatus()).isEqualTo(TenantStatus.DELETION_SCHEDULED);

        var missing = catchThrowableOfType(
                ApiException.class,
                () -> tenants.showTenant(
                        TenantsApi.APIShowTenantRequest.newBuilder().id(NOBODY).build()));
        assertThat(missing.getCode()).isEqualTo(404);
        assertThat(problem(missing).getCode()).isEqualTo("TENANT_NOT_FOUND");
        var invalid = problem(catchThrowableOfType(ApiException.class, () -> register("-")));
        assertThat(invalid.getStatus()).isEqualTo(400);
        assertThat(invalid.getErrors())
                .anySatisfy(error -> assertThat(error.getPointer()).isEqualTo("/slug"));
    }

    private io.centercontrol.clients.tenants.ApiResponse<io.centercontrol.clients.tenants.model.TenantView> register(
            String slug) throws ApiException {
        return tenants.registerTenantWithHttpInfo(TenantsApi.APIRegisterTenantRequest.newBuilder()
                .registerTenantRequest(new RegisterTenantRequest()
                        .slug(slug)
                        .name("Made by Java")
                        .kind(TenantKind.TEST))
                .idempotencyKey(Suite.unique("k-"))
                // Then its version is its own until somebody changes it.
                .waitFor("ready")
                .timeout("30s")
                .build());
    }

    private io.centercontrol.clients.tenants.model.PageTenantView page(@org.jspecify.annotations.Nullable String cursor)
            throws ApiException {
        return tenants.findTenants(TenantsApi.APIFindTenantsRequest.newBuilder()
                .limit(1)
                .cursor(cursor)
                .build());
    }

    private io.centercontrol.clients.tenants.model.TenantView rename(UUID id, String tag) throws ApiException {
        return tenants.updateTenant(TenantsApi.APIUpdateTenantRequest.newBuilder()
                .id(id)
                .ifMatch(tag)
                .settingsRequest(new SettingsRequest().name("Renamed"))
                .build());
    }

    private Problem problem(ApiException refused) throws Exception {
        return tenantsAt.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
    }

    @Test
    void plans() throws Exception {
        var at = new io.centercontrol.clients.plans.ApiClient();
        at.updateBaseUri(Suite.url("plan-service"));
        at.setRequestInterceptor(TOKEN);
        var plans = new PlansApi(at);
        var key = Suite.unique("java");
        var made = plans.createPlanWithHttpInfo(PlansApi.APICreatePlanRequest.newBuilder()
                .createPlanRequest(new CreatePlanRequest()
                        .key(key)
                        .name("Made by Java")
                        .grants(Map.of("products", Map.of("most", 3)))
                        .reason("a test"))
                .build());
        assertThat(made.getStatusCode()).isEqualTo(201);
        assertThat(plans.findPlans(PlansApi.APIFindPlansRequest.newBuilder()
                                .limit(1)
                                .build())
                        .getItems())
                .hasSize(1);
        var read = plans.showPlanWithHttpInfo(
                PlansApi.APIShowPlanRequest.newBuilder().key(key).build());
        assertThat(read.getData().getName()).isEqualTo("Made by Java");
        var drafted = plans.draftPlanWithHttpInfo(PlansApi.APIDraftPlanRequest.newBuilder()
                .key(key)
                .ifMatch(read.getHeaders().get("etag").getFirst())
                .draftPlanRequest(new DraftPlanRequest()
                        .grants(Map.of("products", Map.of("most", 4)))
                        .reason("a test"))
                .build());
        assertThat(drafted.getStatusCode()).isEqualTo(200);
        var missing = catchThrowableOfType(
                io.centercontrol.clients.plans.ApiException.class,
                () -> plans.showPlan(PlansApi.APIShowPlanRequest.newBuilder()
                        .key("nothing-of-it")
                        .build()));
        assertThat(missing.getCode()).isEqualTo(404);
    }

    @Test
    void flags() throws Exception {
        var at = new io.centercontrol.clients.flags.ApiClient();
        at.updateBaseUri(Suite.url("flag-service"));
        at.setRequestInterceptor(TOKEN);
        var flags = new FlagsApi(at);
        var key = Suite.unique("java-");
        var definition =
                Map.of("state", "ENABLED", "variants", Map.of("on", true, "off", false), "defaultVariant", "off");
        var made = flags.createFlagWithHttpInfo(FlagsApi.APICreateFlagRequest.newBuilder()
                .createFlagRequest(new CreateFlagRequest()
                        .key(key)
                        .name("Made by Java")
                        .owner("tests")
                        .kind(FlagKind.RELEASE)
                        .tags(Set.of("java"))
                        .definition(definition))
                .build());
        assertThat(made.getStatusCode()).isEqualTo(201);
        assertThat(flags.findFlags(FlagsApi.APIFindFlagsRequest.newBuilder()
                                .limit(1)
                                .build())
                        .getItems())
                .hasSize(1);
        var read = flags.showFlagWithHttpInfo(
                FlagsApi.APIShowFlagRequest.newBuilder().key(key).build());
        var revised = flags.reviseFlag(FlagsApi.APIReviseFlagRequest.newBuilder()
                .key(key)
                .ifMatch(read.getHeaders().get("etag").getFirst())
                .putFlagRequest(new PutFlagRequest()
                        .name("Revised")
                        .kind(FlagKind.RELEASE)
                        .owner("tests")
                        .sensitive(false)
                        .definition(definition))
                .build());
        assertThat(revised.getName()).isEqualTo("Revised");
        var gone = flags.archiveFlagWithHttpInfo(FlagsApi.APIArchiveFlagRequest.newBuilder()
                .key(key)
                .reason("a test")
                .build());
        assertThat(gone.getStatusCode()).isEqualTo(200);
        var missing = catchThrowableOfType(
                io.centercontrol.clients.flags.ApiException.class,
                () -> flags.showFlag(FlagsApi.APIShowFlagRequest.newBuilder()
                        .key("nothing-of-it")
                        .build()));
        assertThat(missing.getCode()).isEqualTo(404);
    }

    @Test
    void audit() throws Exception {
        var at = new io.centercontrol.clients.audit.ApiClient();
        at.updateBaseUri(Suite.url("audit-service"));
        at.setRequestInterceptor(TOKEN);
        var trail = new AuditTrailApi(at);
        var found = trail.findAuditEntries(AuditTrailApi.APIFindAuditEntriesRequest.newBuilder()
                .action("tenant.*")
                .limit(1)
                .build());
        assertThat(found.getItems()).hasSize(1);
        var event = found.getItems().getFirst().getEventId();
        var entry = trail.showAuditEntry(AuditTrailApi.APIShowAuditEntryRequest.newBuilder()
                .eventId(event)
                .build());
        assertThat(entry.getLeaf()).contains(event.toString());
        var missing = catchThrowableOfType(
                io.centercontrol.clients.audit.ApiException.class,
                () -> trail.showAuditEntry(AuditTrailApi.APIShowAuditEntryRequest.newBuilder()
                        .eventId(NOBODY)
                        .build()));
        assertThat(missing.getCode()).isEqualTo(404);
    }

    @Test
    void usage() throws Exception {
        var at = new io.centercontrol.clients.usage.ApiClient();
        at.updateBaseUri(Suite.url("metrics-ingest"));
        at.setRequestInterceptor(TOKEN);
        var meters = new MetersApi(at);
        var key = Suite.unique("java-");
        var parcels = new MeterRequest()
                .name("Parcels")
                .eventType("parcel.sent")
                .aggregation(Aggregation.COUNT)
                .unit("parcel")
                .grade(Grade.BILLING)
                .reason("a test");
        var made = meters.putMeter(MetersApi.APIPutMeterRequest.newBuilder()
                .key(key)
                .ifNoneMatch("*")
                .meterRequest(parcels)
                .build());
        assertThat(made.getVersion()).isEqualTo(1);
        var read = meters.showMeterWithHttpInfo(
                MetersApi.APIShowMeterRequest.newBuilder().key(key).build());
        var archived = meters.putMeter(MetersApi.APIPutMeterRequest.newBuilder()
                .key(key)
                .ifMatch(read.getHeaders().get("etag").getFirst())
                .meterRequest(parcels.archived(true))
                .build());
        assertThat(archived.getArchived()).isTrue();
        var otherwise = catchThrowableOfType(
                io.centercontrol.clients.usage.ApiException.class,
                () -> meters.putMeter(MetersApi.APIPutMeterRequest.newBuilder()
                        .key(key)
                        .ifMatch("*")
                        .meterRequest(parcels.grade(Grade.TELEMETRY))
                        .build()));
        assertThat(otherwise.getCode()).isEqualTo(409);
    }

    @Test
    void integrations() throws Exception {
        var at = new io.centercontrol.clients.integrations.ApiClient();
        at.updateBaseUri(Suite.url("integration-service"));
        at.setRequestInterceptor(TOKEN);
        var endpoints = new WebhookEndpointsApi(at);
        var made = endpoints.createWebhookEndpoint(WebhookEndpointsApi.APICreateWebhookEndpointRequest.newBuilder()
                .endpointRequest(new EndpointRequest()
                        .name("Made by Java")
                        .url("http://127.0.0.1:9/nobody")
                        .types(List.of("plan.retired"))
                        .reason("a test"))
                .build());
        assertThat(made.getSecret()).startsWith("whsec_");
        var read = endpoints.showWebhookEndpoint(WebhookEndpointsApi.APIShowWebhookEndpointRequest.newBuilder()
                .id(made.getId())
                .build());
        assertThat(read.getSecret()).isNull();
        endpoints.removeWebhookEndpoint(WebhookEndpointsApi.APIRemoveWebhookEndpointRequest.newBuilder()
                .id(made.getId())
                .reason("a test")
                .build());
        var missing = catchThrowableOfType(
                io.centercontrol.clients.integrations.ApiException.class,
                () -> endpoints.disableWebhookEndpoint(WebhookEndpointsApi.APIDisableWebhookEndpointRequest.newBuilder()
                        .id(made.getId())
                        .turnEndpointRequest(new TurnEndpointRequest().reason("a test"))
                        .build()));
        assertThat(missing.getCode()).isEqualTo(404);
    }

    @Test
    void provisioning() throws Exception {
        var at = new io.centercontrol.clients.provisioning.ApiClient();
        at.updateBaseUri(Suite.url("provisioning-service"));
        at.setRequestInterceptor(TOKEN);
        var services = new TenantServicesApi(at);
        assertThat(services.listTenantServices().getItems())
                .anySatisfy(one -> assertThat(one.getKey()).isEqualTo("storefront"));
        var read = services.showTenantServiceWithHttpInfo(TenantServicesApi.APIShowTenantServiceRequest.newBuilder()
                .key("storefront")
                .build());
        var tried = services.putTenantServiceWithHttpInfo(TenantServicesApi.APIPutTenantServiceRequest.newBuilder()
                .key("storefront")
                .ifMatch(read.getHeaders().get("etag").getFirst())
                .tenantServiceRequest(new TenantServiceRequest()
                        .name("Another name")
                        .required(true)
                        .reason("a test"))
                .dryRun(true)
                .build());
        assertThat(tried.getStatusCode()).isEqualTo(200);
        assertThat(tried.getData().getName()).isEqualTo("Another name");
        var provisionings = new ProvisioningsApi(at);
        assertThat(provisionings
                        .findProvisionings(ProvisioningsApi.APIFindProvisioningsRequest.newBuilder()
                                .limit(1)
                                .build())
                        .getItems())
                .hasSize(1);
        var missing = catchThrowableOfType(
                io.centercontrol.clients.provisioning.ApiException.class,
                () -> provisionings.showProvisioning(ProvisioningsApi.APIShowProvisioningRequest.newBuilder()
                        .tenantId(NOBODY)
                        .build()));
        assertThat(missing.getCode()).isEqualTo(404);
    }
}
