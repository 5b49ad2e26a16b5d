package io.centercontrol.integrations.endpoints.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import io.centercontrol.outgoing.model.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEndpointTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> KNOWN = List.of("tenant.suspended", "flag.killed");
    private static final TenantId ONE = new TenantId(new UUID(1, 1));
    private static final TenantId OTHER = new TenantId(new UUID(1, 2));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example.com",
                "//hooks.example.com/x",
                "http://hooks.example.com/x",
                "ftp://hooks.example.com/x",
                "mailto:a@example.com",
                "https:///x",
                "https://user:password@hooks.example.com/x",
                "https://hooks.example.com/x#part",
                "https://hooks.example.com:99999/x",
                "https://hooks.example.com:0/x",
                "https://hooks example.com/x",
                "file:///etc/passwd"
            })
    void a_url_that_is_none_of_https_is_refused(String url) {
        assertThatThrownBy(() -> created(url, Set.of("*"), null))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(violations(refused))
                                .extracting(Violation::pointer)
                                .containsExactly("/url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant.suspend", "tenants.*", "tenant", "*.suspended", "**", "tenant.*.x", "flag.k*"})
    void a_type_that_there_is_not_is_refused(String type) {
        assertThatThrownBy(() -> created("https://hooks.example.com", Set.of(type), null))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(violations(refused))
                                .extracting(Violation::code)
                                .containsExactly("UNKNOWN_EVENT_TYPE"));
    }

    @Test
    void one_that_was_for_an_erased_tenant_alone_ends_and_is_not_for_all() {
        var endpoint = created("https://hooks.example.com", Set.of("tenant.*"), Set.of(ONE, OTHER));

        var without = Objects.requireNonNull(endpoint.forget(ONE, NOW)).next();
        assertThat(without.terms().tenants()).containsExactly(OTHER);
        assertThat(without.removed()).isFalse();
        assertThat(without.forget(ONE, NOW)).isNull();

        var ended = Objects.requireNonNull(without.forget(OTHER, NOW)).next();
        assertThat(ended.removed()).isTrue();
    }

    @Test
    void one_that_somebody_disabled_is_not_disabled_again_for_failing() {
        var endpoint = created("https://hooks.example.com", Set.of("*"), null);
        var disabled = Objects.requireNonNull(endpoint.disable(Disabled.BY_PERSON, NOW))
                .next();

        assertThat(disabled.disable(Disabled.FAILING, NOW)).isNull();
        var enabled = Objects.requireNonNull(disabled.enable(NOW)).next();
        assertThat(enabled.enable(NOW)).isNull();
        assertThat(enabled.version()).isEqualTo(3);
    }

    private static List<Violation> violations(RefusedException refused) {
        return ((Refusal.Invalid) refused.refusal()).violations();
    }

    private static WebhookEndpoint created(String url, Set<String> types, @Nullable Set<TenantId> tenants) {
        return WebhookEndpoint.create(
                        new UUID(0, 1),
                        new Terms(
                                "ERP",
                                url,
                                new TreeSet<>(types),
                                tenants == null ? null : new TreeSet<>(tenants),
                                Payload.FULL,
                                false),
                        Reach.PUBLIC,
                        KNOWN,
                        NOW)
                .next();
    }
}
