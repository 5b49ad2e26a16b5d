package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Decision;
import io.centercontrol.chaos.history.Entry.Outcome;
import io.centercontrol.chaos.history.History;
import io.centercontrol.chaos.history.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A small history in which everything is right, made to be bent at one place. */
final class HistoryFixture {
    static final Subject TENANT = tenant(1);
    static final Subject OTHER = tenant(2);
    static final String TOPIC = TENANT.topic();
    static final List<String> INSTANCES = List.of("one", "two");

    private final List<Entry> entries = new ArrayList<>();

    /** Two tenants: one is registered, becomes ready, is updated, suspended and reinstated; the other is registered. */
    static HistoryFixture right() {
        var fixture = new HistoryFixture();
        fixture.entries.add(new Entry.Begun(1, "2026-01-01T00:00:00Z"));
        fixture.change("op-1", "register", TENANT, 1, "PROVISIONING", 1_000);
        fixture.unasked(TENANT, 2, "ACTIVE");
        fixture.change("op-2", "update", TENANT, 3, "ACTIVE", 2_000);
        fixture.change("op-3", "suspend", TENANT, 4, "SUSPENDED", 3_000);
        fixture.entries.add(new Entry.Proven(3_500, TENANT, 4, event(TENANT, 4), "APPLIED"));
        fixture.order(3_600, "one", Decision.REFUSED);
        fixture.change("op-4", "reinstate", TENANT, 5, "ACTIVE", 4_000);
        fixture.order(4_600, "two", Decision.ALLOWED);
        fixture.change("op-5", "register", OTHER, 1, "PROVISIONING", 5_000);
        fixture.settle(TENANT, 5, "ACTIVE");
        fixture.settle(OTHER, 1, "PROVISIONING");
        for (var instance : INSTANCES) {
            fixture.entries.add(new Entry.Stood(instance, TOPIC, 0, 10));
            fixture.entries.add(new Entry.Claimed(instance, TOPIC, 0, 10));
        }
        fixture.entries.add(new Entry.End(TOPIC, 0, 10));
        fixture.entries.add(new Entry.Signed(4, "a root", true));
        fixture.entries.add(new Entry.Signed(6, "another root", true));
        return fixture;
    }

    HistoryFixture with(Entry entry) {
        entries.add(entry);
        if (entry instanceof Entry.Past past) {
            entries.add(new Entry.Audited(past.subject(), past.version(), past.eventId()));
        }
        return this;
    }

    HistoryFixture without(Predicate<Entry> which) {
        if (!entries.removeIf(which)) {
            throw new IllegalArgumentException("nothing to take out");
        }
        return this;
    }

    /** Replaces the first entry of a kind that fits. */
    <T extends Entry> HistoryFixture bent(Class<T> kind, Predicate<T> which, UnaryOperator<T> how) {
        for (var at = 0; at < entries.size(); at++) {
            if (kind.isInstance(entries.get(at)) && which.test(kind.cast(entries.get(at)))) {
                entries.set(at, how.apply(kind.cast(entries.get(at))));
                return this;
            }
        }
        throw new IllegalArgumentException("nothing to bend");
    }

    /** An order; one that is allowed is placed. */
    HistoryFixture order(long begun, String instance, Decision decision) {
        var key = "order-" + begun + "-" + instance;
        var allowed = decision == Decision.ALLOWED;
        if (allowed) {
            with(new Entry.Placed(TENANT, key, order(key)));
        }
        return with(new Entry.Decided(
                begun, begun + 100, TENANT, instance, decision, "", key, allowed ? order(key) : null));
    }

    History history() {
        return new History(entries);
    }

    List<Rule> broken() {
        return Checker.check(history()).stream().map(Violation::rule).distinct().toList();
    }

    static Subject tenant(long number) {
        return Subject.tenant(new UUID(7, number));
    }

    static UUID event(Subject tenant, long version) {
        return new UUID(UUID.fromString(tenant.key()).getLeastSignificantBits(), version);
    }

    static UUID order(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    static Entry.Past past(Subject tenant, long version, String status, String reason) {
        return new Entry.Past(tenant, version, event(tenant, version), status, "content " + version, reason);
    }

    static Entry.Said said(Subject tenant, long version, String status, long offset) {
        return new Entry.Said(
                0, offset, tenant, version, event(tenant, version), status, "content " + version, "bytes " + version);
    }

    private void change(String op, String verb, Subject tenant, long version, String status, long at) {
        entries.add(new Entry.Asked(at, op, verb, verb.equals("register") ? null : tenant, "", 0));
        entries.add(new Entry.Answered(
                at + 100, op, Outcome.ACKNOWLEDGED, 200, tenant, version, event(tenant, version), ""));
        with(past(tenant, version, status, "chaos " + op));
        entries.add(said(tenant, version, status, version));
    }

    private void unasked(Subject tenant, long version, String status) {
        with(past(tenant, version, status, "ready"));
        entries.add(said(tenant, version, status, version));
    }

    /** The owner and every instance hold this version in the end. */
    HistoryFixture settled(Subject tenant, long version, String status) {
        settle(tenant, version, status);
        return this;
    }

    private void settle(Subject tenant, long version, String status) {
        entries.add(new Entry.Row(tenant, version, event(tenant, version), status, "content " + version));
        for (var instance : INSTANCES) {
            entries.add(new Entry.Copied(
                    instance,
                    tenant,
                    version,
                    event(tenant, version),
                    status,
                    "content " + version,
                    "bytes " + version));
        }
    }
}
