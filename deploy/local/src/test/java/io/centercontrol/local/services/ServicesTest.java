package io.centercontrol.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import io.centercontrol.schemas.PlatformService;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** The table of services agrees with the contract. */
class ServicesTest {
    @Test
    void every_service_that_the_broker_knows_is_started() {
        assertThat(Services.ALL).extracting(Service::name).containsAll(Access.services());
        assertThat(Services.ALL)
                .filteredOn(service -> Access.services().contains(service.name()))
                .allMatch(Service::outbox);
    }

    @Test
    void no_two_services_want_one_port() {
        assertThat(Services.ALL).extracting(Service::port).doesNotHaveDuplicates();
    }

    @Test
    void the_platforms_own_are_waited_for_but_have_only_the_topics_of_a_tenant_service_that_they_write() {
        for (var key : PlatformService.reporting()) {
            assertThat(Services.TENANT_SERVICES)
                    .filteredOn(service -> service.key().equals(key))
                    .singleElement()
                    .matches(Services.TenantService::required);
            assertThat(Services.tenantServiceKeys()).doesNotContain(key);
            assertThat(Services.topics()).contains(Contract.reports(key));
            var following = PlatformService.followingServices().contains(key);
            assertThat(Services.topics().contains(Contract.positions(key))).isEqualTo(following);
            assertThat(Services.topics().contains(Contract.differences(key)))
                    .isEqualTo(following || PlatformService.comparing().contains(key));
        }
    }

    @Test
    void a_topic_is_made_once() {
        var names = Services.topics().stream().map(Contract.Topic::name).toList();
        assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    }
}
