package io.centercontrol.tenants.model;

import static io.centercontrol.tenants.model.TenantFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of a tenant's life, cell by cell. */
class TenantLifeTest {
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    @ParameterizedTest(name = "{0} (ready: {1}) --{2}--> {3} (ready: {4})")
    @CsvSource({
        "PROVISIONING, false, ready,     ACTIVE,       true",
        "PROVISIONING, false, suspend,   SUSPENDED,    false",
        "PROVISIONING, false, disable,   DISABLED,     false",
        "ACTIVE,       true,  suspend,   SUSPENDED,    true",
        "ACTIVE,       true,  disable,   DISABLED,     true",
        "SUSPENDED,    false, ready,     SUSPENDED,    true",
        "SUSPENDED,    false, disable,   DISABLED,     false",
        "SUSPENDED,    true,  disable,   DISABLED,     true",
        "SUSPENDED,    true,  reinstate, ACTIVE,       true",
        "SUSPENDED,    false, reinstate, PROVISIONING, false",
        "DISABLED,     false, ready,     DISABLED,     true",
        "DISABLED,     true,  reinstate, ACTIVE,       true",
        "DISABLED,     false, reinstate, PROVISIONING, false",
    })
    void legal_moves(TenantStatus from, boolean ready, String move, TenantStatus to, boolean readyThen) {
        var change = move(move).apply(tenant(from, ready));

        assertThat(change).isNotNull();
        assertThat(change.next().state().status()).isEqualTo(to);
        assertThat(change.next().state().ready()).isEqualTo(readyThen);
        assertThat(change.next().version()).isEqualTo(8);
        assertThat(change.next().updatedAt()).isEqualTo(NOW);
        assertThat(change.next().createdAt()).isEqualTo(TenantFixture.REGISTERED);
    }

    @ParameterizedTest(name = "{0} has no {1}")
    @CsvSource({
        "PROVISIONING, reinstate, suspend disable schedule-deletion",
        "ACTIVE,       reinstate, suspend disable schedule-deletion",
        "SUSPENDED,    suspend,   disable reinstate schedule-deletion",
        "DISABLED,     suspend,   reinstate schedule-deletion",
        "DISABLED,     disable,   reinstate schedule-deletion",
    })
    void illegal_moves_name_the_legal_ones(TenantStatus from, String move, String legal) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> move(move).apply(tenant(from, true)))
                .satisfies(e -> {
                    assertThat(e.refusal()).isInstanceOf(Refusal.Conflict.class);
                    assertThat(e.refusal().code()).isEqualTo("ILLEGAL_MOVE");
                    assertThat(e.refusal().facts())
                            .containsEntry("tenantStatus", from.name())
                            .containsEntry("legalMoves", List.of(legal.split(" ")));
                });
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE, true", "SUSPENDED, true", "DISABLED, true"})
    void becoming_ready_twice_is_no_news(TenantStatus status, boolean ready) {
        assertThat(tenant(status, ready).becomeReady(NOW)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "PROVISIONING, ''",
        "ACTIVE, LOGIN ORDER BACKOFFICE_READ EXPORT",
        "SUSPENDED, BACKOFFICE_READ EXPORT",
        "DISABLED, ''"
    })
    void each_state_says_what_is_allowed(TenantStatus status, String allowed) {
        assertThat(TenantFixture.state(status, true).allowed())
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(allowed.isEmpty() ? new String[0] : allowed.split(" "));
    }

    @Test
    void a_suspension_tells_what_it_changed_and_why() {
        var change = tenant(TenantStatus.ACTIVE, true).suspend("unpaid", NOW);

        assertThat(change.type()).isEqualTo("tenant.suspended");
        assertThat(change.next().statusReason()).isEqualTo("unpaid");
        assertThat(change.fields())
                .containsExactly(
                        new FieldChange("/status", "ACTIVE", "SUSPENDED"),
                        new FieldChange("/statusReason", null, "unpaid"),
                        new FieldChange(
                                "/allowedOperations",
                                List.of("LOGIN", "ORDER", "BACKOFFICE_READ", "EXPORT"),
                                List.of("BACKOFFICE_READ", "EXPORT")));
    }

    @Test
    void the_same_settings_are_no_change() {
        var tenant = tenant(TenantStatus.ACTIVE, true);
        assertThat(tenant.update(TenantFixture.settings(null), NOW)).isNull();
    }

    @Test
    void the_plan_of_the_registration_is_told_and_stays() {
        var registration = Tenant.register(
                tenant(TenantStatus.ACTIVE, true).id(),
                "acme",
                TenantKind.LIVE,
                "standard",
                TenantFixture.settings(null),
                "shops.test",
                NOW);
        assertThat(registration.fields()).contains(new FieldChange("/registeredPlan", null, "standard"));
        assertThat(registration.next().suspend("unpaid", NOW).next().registeredPlan())
                .isEqualTo("standard");
    }

    private static Function<Tenant, Change<Tenant>> move(String move) {
        return switch (move) {
            case "ready" -> tenant -> java.util.Objects.requireNonNull(tenant.becomeReady(NOW));
            case "suspend" -> tenant -> tenant.suspend("a reason", NOW);
            case "disable" -> tenant -> tenant.disable("a reason", NOW);
            case "reinstate" -> tenant -> tenant.reinstate(NOW);
            default -> throw new IllegalArgumentException(move);
        };
    }
}
