package io.centercontrol.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.schemas.Grant.Kind;
import io.centercontrol.schemas.Grant.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Access ACCESS = new Access("");
    private static final List<String> TENANT_SERVICES = List.of("storefront", "search");

    @Test
    void lets_exactly_one_user_write_each_topic_of_the_contract_but_those_of_every_service() {
        var everyServices = List.of(Contract.DIGESTS, Contract.AUDIT);

        assertThat(Contract.topics(TENANT_SERVICES).stream().filter(topic -> !everyServices.contains(topic)))
                .allSatisfy(topic ->
                        assertThat(users(topic.name(), Operation.WRITE)).hasSize(1));
        assertThat(everyServices)
                .allSatisfy(topic -> assertThat(users(topic.name(), Operation.WRITE))
                        .containsExactlyInAnyOrder(
                                "connector-tenant-registry",
                                "connector-provisioning-service",
                                "connector-plan-service",
                                "connector-flag-service",
                                "connector-audit-service",
                                "connector-metrics-ingest",
                                "connector-integration-service"));
    }

    @Test
    void lets_a_tenant_service_write_only_its_own_topics_and_read_no_other() {
        var grants = ACCESS.ofTenantService("storefront");

        assertThat(resources(grants, Kind.TOPIC, Operation.WRITE))
                .containsExactlyInAnyOrder(
                        "cc.reports.storefront.v1",
                        "cc.positions.storefront.v1",
                        "cc.differences.storefront.v1",
                        "cc.measures.storefront.v1",
                        "cc.usage.storefront.v1");
        assertThat(resources(grants, Kind.TOPIC, Operation.READ))
                .containsExactlyInAnyOrder(
                        "cc.tenants.v1",
                        "cc.provisioning.v1",
                        "cc.governance.v1",
                        "cc.plans.v1",
                        "cc.entitlements.v1",
                        "cc.flags.v1",
                        "cc.limits.v1",
                        "cc.shares.v1",
                        "cc.consumption.v1",
                        "cc.digests.v1",
                        "cc.audit-checkpoints.v1");
        assertThat(resources(grants, Kind.GROUP, Operation.READ)).containsExactly("storefront-provisioning");
    }

    @Test
    void lets_services_themselves_write_nothing_but_the_usage_that_they_take_in() {
        assertThat(users("cc.usage.metrics-ingest.v1", Operation.WRITE)).containsExactly("metrics-ingest");
        assertThat(users("cc.usage.metrics-ingest.v1", Operation.READ)).containsExactly("metrics-ingest");
        for (var service : Access.services()) {
            assertThat(ACCESS.with(TENANT_SERVICES))
                    .filteredOn(grant -> grant.user().equals(service))
                    .filteredOn(grant -> !grant.resource().equals("cc.usage.metrics-ingest.v1"))
                    .isNotEmpty()
                    .allSatisfy(grant -> assertThat(grant.operation()).isEqualTo(Operation.READ));
        }
    }

    @Test
    void lets_the_platform_hear_a_new_tenant_service() {
        var added = ACCESS.onTenantService("search");

        assertThat(added).containsAll(ACCESS.ofTenantService("search"));
        assertThat(users(added, "cc.reports.search.v1", Operation.READ)).containsExactly("provisioning-service");
        assertThat(users(added, "cc.positions.search.v1", Operation.READ)).containsExactly("provisioning-service");
        assertThat(users(added, "cc.differences.search.v1", Operation.READ))
                .containsExactlyInAnyOrder(
                        "tenant-registry",
                        "plan-service",
                        "provisioning-service",
                        "flag-service",
                        "audit-service",
                        "metrics-ingest",
                        "integration-service");
        assertThat(users(added, "cc.measures.search.v1", Operation.READ)).containsExactly("flag-service");
        assertThat(users(added, "cc.usage.search.v1", Operation.READ)).containsExactly("metrics-ingest");
    }

    @Test
    void lets_connect_read_and_write_no_event() {
        assertThat(Access.ofConnect())
                .filteredOn(grant -> grant.kind() == Kind.TOPIC)
                .allSatisfy(grant -> assertThat(grant.resource()).startsWith("cc.connect."));
    }

    @Test
    void gives_no_two_connectors_the_same_offsets_or_transactions() {
        var first = ACCESS.ofConnector("tenant-registry").stream().map(Grant::resource);
        var second = ACCESS.ofConnector("provisioning-service").stream().map(Grant::resource);

        assertThat(first)
                .contains("center-control-connect-tenant-registry-0", "cc.connect.offsets.tenant-registry")
                .filteredOn(second.toList()::contains)
                .containsOnly("cc.digests.v1", "cc.audit.v1");
    }

    @Test
    void keeps_environments_apart() {
        var one = new Access("t1.").with(TENANT_SERVICES);
        var other = new Access("t2.").with(TENANT_SERVICES);

        assertThat(one)
                .extracting(Grant::user)
                .allSatisfy(user -> assertThat(user).startsWith("t1."));
        assertThat(one)
                .filteredOn(grant -> grant.kind() != Kind.CLUSTER)
                .extracting(Grant::resource)
                .doesNotContainAnyElementsOf(other.stream()
                        .filter(grant -> grant.kind() != Kind.CLUSTER)
                        .map(Grant::resource)
                        .toList());
    }

    @Test
    void gives_a_tenant_service_groups_that_no_other_key_reaches() {
        var groups = resources(ACCESS.ofTenantService("shop"), Kind.GROUP_PREFIX, Operation.READ);

        assertThat(groups).containsExactly("shop.");
        assertThat(ACCESS.with(List.of("shop-extra", "shop2")))
                .filteredOn(grant -> grant.kind() == Kind.GROUP || grant.kind() == Kind.GROUP_PREFIX)
                .extracting(Grant::resource)
                .noneMatch(group -> group.startsWith("shop."));
    }

    @Test
    void gives_a_tenant_service_no_name_of_the_platform() {
        var platform = ACCESS.with(List.of()).stream().map(Grant::user).toList();

        assertThat(List.of("tenant-registry", "onboarding", "connect", "connector-tenant-registry", "admin"))
                .extracting(ACCESS::tenantServiceUser)
                .doesNotContainAnyElementsOf(platform);
    }

    @Test
    void knows_only_the_services_that_there_are() {
        assertThatThrownBy(() -> ACCESS.ofService("storefront")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lets_a_guest_write_what_it_owns_and_changes_nothing_for_the_others() {
        var topic = Contract.state("cc.things.v1", "feature", Contract.FEATURES.schema(), 1);
        var guest = new PlatformService("guest", 0, 0, List.of(topic), Map.of(), List.of(), null, false, false, false);

        var grants = new Access("", List.of(guest)).with(TENANT_SERVICES);

        assertThat(users(grants, "cc.things.v1", Operation.WRITE)).containsExactly("connector-guest");
        assertThat(users(grants, "cc.differences.storefront.v1", Operation.READ))
                .contains("guest");
        assertThat(resources(grants, Kind.GROUP, Operation.READ)).contains("guest-differences");
        assertThat(grants)
                .filteredOn(grant -> !grant.user().endsWith("guest"))
                .containsExactlyInAnyOrderElementsOf(ACCESS.with(TENANT_SERVICES));
    }

    private static List<String> users(String topic, Operation operation) {
        return users(ACCESS.with(TENANT_SERVICES), topic, operation);
    }

    private static List<String> users(Set<Grant> grants, String topic, Operation operation) {
        return grants.stream()
                .filter(grant ->
                        grant.kind() == Kind.TOPIC && grant.resource().equals(topic) && grant.operation() == operation)
                .map(Grant::user)
                .toList();
    }

    private static List<String> resources(Set<Grant> grants, Kind kind, Operation operation) {
        return grants.stream()
                .filter(grant -> grant.kind() == kind && grant.operation() == operation)
                .map(Grant::resource)
                .toList();
    }
}
