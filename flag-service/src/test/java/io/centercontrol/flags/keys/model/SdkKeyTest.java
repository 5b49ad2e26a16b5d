package io.centercontrol.flags.keys.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a key comes and ends. */
class SdkKeyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final TenantId TENANT = new TenantId(UUID.fromString("01900000-0000-7000-8000-000000000002"));

    @Test
    void it_is_issued_once_and_revoked_once() {
        var issued =
                SdkKey.issue(ID, "checkout", Set.of(Scope.OFREP), Set.of(TENANT), null, Actor.user("alice", null), NOW);
        assertThat(issued.type()).isEqualTo("sdk-key.issued");
        assertThat(issued.fields()).extracting(FieldChange::path).containsExactly("/name", "/scopes", "/tenants");
        var revoked = issued.next().revoke(NOW.plusSeconds(1));
        assertThat(revoked).isNotNull();
        assertThat(revoked.type()).isEqualTo("sdk-key.revoked");
        assertThat(revoked.next().version()).isEqualTo(2);
        assertThat(revoked.next().revoke(NOW.plusSeconds(2))).isNull();
    }

    @Test
    void one_for_several_forgets_a_tenant_and_one_for_it_alone_ends() {
        var other = new TenantId(UUID.fromString("01900000-0000-7000-8000-000000000003"));
        var both = SdkKey.issue(
                        ID, "both", Set.of(Scope.OFREP), Set.of(TENANT, other), null, Actor.user("alice", null), NOW)
                .next();
        var left = both.forget(TENANT, NOW);
        assertThat(left).isNotNull();
        assertThat(left.type()).isEqualTo("sdk-key.tenant-forgotten");
        assertThat(left.next().tenants()).containsExactly(other);
        assertThat(left.next().version()).isEqualTo(2);
        assertThat(left.next().forget(TENANT, NOW)).isNull();
        var none = left.next().forget(other, NOW);
        assertThat(none).isNotNull();
        assertThat(none.next().revokedAt()).as("good for nobody, not for all").isEqualTo(NOW);
        assertThat(none.next().forget(other, NOW)).isNull();
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThat(refused("", Set.of(), Set.of(), NOW)).containsExactly("/name", "/scopes", "/expiresAt");
        assertThat(refused("two\nlines", Set.of(Scope.SYNC), Set.of(), null)).containsExactly("/name");
        assertThat(refused("sync", Set.of(Scope.SYNC), Set.of(TENANT), null)).containsExactly("/tenants");
        assertThat(refused("fine", Set.of(Scope.OFREP, Scope.SYNC), Set.of(), NOW.plusMillis(1)))
                .isEmpty();
    }

    private static List<String> refused(
            String name, Set<Scope> scopes, Set<TenantId> tenants, @Nullable Instant expiresAt) {
        try {
            SdkKey.issue(ID, name, scopes, tenants, expiresAt, Actor.user("alice", null), NOW);
        } catch (RefusedException e) {
            return e.refusal() instanceof Refusal.Invalid(var violations)
                    ? violations.stream().map(Violation::pointer).toList()
                    : List.of("not a violation");
        }
        return List.of();
    }
}
