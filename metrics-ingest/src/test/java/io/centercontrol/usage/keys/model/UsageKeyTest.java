package io.centercontrol.usage.keys.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a usage key begins and ends. */
class UsageKeyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TenantId TENANT = TenantId.parse("01900000-0000-7000-8000-000000000002");

    @Test
    void it_is_issued_and_ends_once() {
        var issued =
                UsageKey.issue(UUID.randomUUID(), "a script", TENANT, NOW.plusSeconds(1), Actor.user("ann", null), NOW);
        assertThat(issued.type()).isEqualTo("usage-key.issued");
        assertThat(issued.fields())
                .extracting(field -> field.path())
                .containsExactly("/name", "/tenantId", "/expiresAt");
        var revoked = issued.next().revoke(NOW);
        assertThat(revoked).isNotNull();
        assertThat(revoked.type()).isEqualTo("usage-key.revoked");
        assertThat(revoked.next().version()).isEqualTo(2);
        assertThat(revoked.next().tenant()).isEqualTo(TENANT);
        assertThat(revoked.next().revoke(NOW)).isNull();
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(
                        () -> UsageKey.issue(UUID.randomUUID(), "two\nlines", null, NOW, Actor.user("ann", null), NOW))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(String.valueOf(refused.refusal()))
                                .contains("INVALID_NAME", "EXPIRES_IN_THE_PAST"));
    }
}
