package io.centercontrol.flags.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Version;
import io.centercontrol.kit.keys.Keys;
import io.centercontrol.kit.keys.Secret;
import io.centercontrol.kit.keys.UsedKey;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an instance takes for a good key, with the database and without it. */
class KeyRingTest {
    private static final TenantId TENANT = new TenantId(UUID.fromString("01900000-0000-7000-8000-000000000002"));

    private final Hands clock = new Hands();
    private final Table table = new Table();
    private final KeyRing ring = new KeyRing(table, clock);

    @Test
    void a_key_opens_its_scope_and_no_other() {
        var token = issue(Set.of(Scope.OFREP), Set.of(), null);
        assertThat(ring.find(token, Scope.OFREP)).isNull();
        look();
        assertThat(ring.find(token, Scope.OFREP)).isNotNull();
        assertThat(ring.find(token, Scope.SYNC)).isNull();
    }

    @Test
    void what_is_no_key_opens_nothing() {
        var token = issue(Set.of(Scope.OFREP), Set.of(), null);
        look();
        var last = token.charAt(100) == '0' ? '1' : '0';
        assertThat(ring.find(token.substring(0, 100) + last, Scope.OFREP)).isNull();
        assertThat(ring.find(token.substring(0, 100), Scope.OFREP)).isNull();
        assertThat(ring.find(token + "0", Scope.OFREP)).isNull();
        assertThat(ring.find(token.replace("cck_", "ccx_"), Scope.OFREP)).isNull();
        assertThat(ring.find(token.toUpperCase(java.util.Locale.ROOT), Scope.OFREP))
                .isNull();
        assertThat(ring.find("", Scope.OFREP)).isNull();
        assertThat(ring.find("cck_" + "ü".repeat(97), Scope.OFREP)).isNull();
    }

    @Test
    void a_scanner_finds_it() {
        assertThat(issue(Set.of(Scope.OFREP), Set.of(), null)).matches(Secret.PATTERN);
    }

    @Test
    void a_revoked_key_is_refused_and_an_expired_one_without_any_news() {
        var revoked = issue(Set.of(Scope.OFREP), Set.of(), null);
        var expiring = issue(Set.of(Scope.OFREP), Set.of(), clock.instant().plusSeconds(10));
        look();
        var before = ring.find(revoked, Scope.OFREP);
        assertThat(before).isNotNull();
        table.rows.removeFirst();
        look();
        assertThat(ring.find(revoked, Scope.OFREP)).isNull();
        assertThat(ring.isGood(before)).isFalse();

        assertThat(ring.find(expiring, Scope.OFREP)).isNotNull();
        clock.now = clock.now.plusSeconds(10);
        assertThat(ring.find(expiring, Scope.OFREP)).isNull();
    }

    @Test
    void it_stays_as_it_was_while_the_database_is_away() {
        var token = issue(Set.of(Scope.OFREP), Set.of(), null);
        look();
        table.away = true;
        assertThatThrownBy(this::look).isInstanceOf(IllegalStateException.class);
        assertThat(ring.find(token, Scope.OFREP)).isNotNull();
    }

    @Test
    void a_bound_key_asks_for_its_tenants_alone() {
        var token = issue(Set.of(Scope.OFREP), Set.of(TENANT), null);
        look();
        var key = ring.find(token, Scope.OFREP);
        assertThat(key).isNotNull();
        assertThat(key.mayAskFor(TENANT)).isTrue();
        assertThat(key.mayAskFor(new TenantId(UUID.randomUUID()))).isFalse();
        assertThat(key.mayAskFor(null)).isFalse();
    }

    @Test
    void a_ticket_opens_in_the_keys_name_for_a_day() {
        var key = found(issue(Set.of(Scope.OFREP), Set.of(), null));
        var ticket = key.ticket(clock.millis());
        assertThat(key.ticket(clock.millis() + 1)).isEqualTo(ticket);
        assertThat(ring.findByTicket(ticket)).isSameAs(key);
        assertThat(ring.findByTicket(ticket.substring(1))).isNull();
        assertThat(ring.findByTicket(ticket.substring(0, ticket.length() - 1))).isNull();
        var parts = ticket.split("\\.");
        assertThat(ring.findByTicket(parts[0] + "." + (Long.parseLong(parts[1]) + 1) + "." + parts[2]))
                .isNull();
        var other = found(issue(Set.of(Scope.OFREP), Set.of(), null));
        assertThat(ring.findByTicket(other.id() + "." + parts[1] + "." + parts[2]))
                .isNull();
        clock.now = clock.now.plus(Duration.ofHours(24));
        assertThat(ring.findByTicket(ticket)).isNull();
        assertThat(ring.findByTicket(key.ticket(clock.millis()))).isSameAs(key);
        table.rows.removeFirst();
        look();
        assertThat(ring.findByTicket(key.ticket(clock.millis()))).isNull();
    }

    @Test
    void its_last_use_is_told_once() {
        var key = found(issue(Set.of(Scope.OFREP), Set.of(), null));
        tell();
        assertThat(table.used).containsOnlyKeys(key.id());
        table.used.clear();
        tell();
        assertThat(table.used).isEmpty();
        clock.now = clock.now.plusSeconds(2);
        issue(Set.of(Scope.SYNC), Set.of(), null);
        look();
        tell();
        assertThat(table.used).isEmpty();
    }

    private GoodKey found(String token) {
        look();
        var key = ring.find(token, Scope.OFREP);
        assertThat(key).isNotNull();
        return key;
    }

    private String issue(Set<Scope> scopes, Set<TenantId> tenants, @Nullable Instant expiresAt) {
        var id = UUID.randomUUID();
        var token = Secret.next(id);
        var key = SdkKey.issue(id, "test", scopes, tenants, expiresAt, Actor.user("test", null), clock.instant())
                .next();
        table.rows.add(new Keys.Hashed<>(key, Secret.hash(token)));
        return token;
    }

    private void look() {
        ring.look().await().indefinitely();
    }

    private void tell() {
        ring.tell().await().indefinitely();
    }

    /** A clock that stands until it is set. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-01-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A table of keys in memory, which can be away. */
    private static final class Table implements SdkKeys {
        private final List<Keys.Hashed<SdkKey>> rows = new ArrayList<>();
        private final Map<UUID, Instant> used = new HashMap<>();
        private boolean away;

        @Override
        public Uni<String> stamp() {
            return away
                    ? Uni.createFrom().failure(new IllegalStateException("the database is away"))
                    : Uni.createFrom()
                            .item(() -> rows.stream()
                                    .map(row -> row.key().id().toString())
                                    .toList()
                                    .toString());
        }

        @Override
        public Uni<List<Keys.Hashed<SdkKey>>> active() {
            return Uni.createFrom().item(() -> List.copyOf(rows));
        }

        @Override
        public Uni<Void> used(Map<UUID, Instant> times) {
            used.putAll(times);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<UsedKey<SdkKey>> create(Change<SdkKey> issue, byte[] hash, Cause cause) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<UsedKey<SdkKey>> change(UUID id, Cause cause, Function<SdkKey, @Nullable Change<SdkKey>> decide) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> changeAll(TenantId bound, Cause cause, Function<SdkKey, @Nullable Change<SdkKey>> decide) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<UsedKey<SdkKey>> get(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Page<UsedKey<SdkKey>>> find(SdkKeyFilter filter, int limit, @Nullable String cursor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Page<Version<SdkKey>>> history(UUID id, int limit, @Nullable String cursor) {
            throw new UnsupportedOperationException();
        }
    }
}
