package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Health;
import io.centercontrol.dataplane.Status;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What the data plane knows of itself, as meters; they are exported if the application has a registry for them. */
@Singleton
final class DataPlaneMetrics implements MeterBinder {
    private final Provider<DataPlane> plane;

    DataPlaneMetrics(Provider<DataPlane> plane) {
        this.plane = plane;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "cc.sdk.ready", "1 with a copy that is whole and fresh", status -> is(status, Health.READY));
        gauge(registry, "cc.sdk.stale", "1 with a copy that is whole and old", status -> is(status, Health.STALE));
        gauge(registry, "cc.sdk.age.seconds", "How long ago the copy was at the end of the log", status -> {
            var age = status.age();
            return age == null ? Double.NaN : age.toMillis() / 1000.0;
        });
        gauge(registry, "cc.sdk.lag", "Offsets that the copy is known to be behind", Status::lag);
        gauge(registry, "cc.sdk.tenants", "Tenants in the copy", Status::tenants);
        gauge(registry, "cc.sdk.quarantined", "Records that are set aside", Status::quarantined);
        counter(registry, "cc.sdk.repairs", "Tenants whose content was repaired", Status::repairs);
        counter(
                registry,
                "cc.sdk.digests.compared",
                "The owner's digests that were compared with the copy",
                status -> status.digests().compared());
        counter(
                registry,
                "cc.sdk.digests.mismatches",
                "Digests that the copy differed from",
                status -> status.digests().mismatches());
        counter(
                registry,
                "cc.sdk.digests.healed",
                "Buckets of the copy that reading the topic again put right",
                status -> status.digests().healed());
        counter(
                registry,
                "cc.sdk.digests.differences",
                "Buckets that stayed different and were reported to the owner",
                status -> status.digests().differences());
        copy(registry, "entitlements", "tenants with entitlements", Status::entitlements);
        copy(registry, "plans", "plans and add-ons", Status::plans);
        copy(registry, "flags", "flags", Status::flags);
        copy(registry, "limits", "rate limits", Status::limits);
        copy(registry, "consumption", "tenants of whom is told what they have used", Status::consumption);
        counter(
                registry,
                "cc.sdk.calls.refused",
                "Calls that were over a rate limit and refused",
                Status::refusedCalls);
        counter(
                registry,
                "cc.sdk.calls.shadow.refused",
                "Calls that would have been refused if their rate limit were enforced",
                Status::shadowRefusedCalls);
        counter(
                registry,
                "cc.sdk.measures.untold",
                "Times that it could not be told what was asked",
                Status::untoldMeasures);
        gauge(
                registry,
                "cc.sdk.trail.entries",
                "Entries of the audit trail that a checkpoint was seen of",
                status -> status.trail().size());
        gauge(
                registry,
                "cc.sdk.trail.refused",
                "1 when a checkpoint was refused that does not extend the one that was seen",
                status -> status.trail().refused().isEmpty() ? 0 : 1);
        counter(
                registry,
                "cc.sdk.trail.unproven",
                "Checkpoints of which nobody proved here that they extend the one before",
                status -> status.trail().unproven());
        gauge(
                registry,
                "cc.sdk.usage.waiting.bytes",
                "Usage on disk that the brokers do not have yet",
                status -> status.usage().bytes());
        gauge(
                registry,
                "cc.sdk.usage.damaged",
                "Records of usage on disk that cannot be read",
                status -> status.usage().damaged());
        counter(
                registry,
                "cc.sdk.usage.refused",
                "Recorded events that found no room",
                status -> status.usage().refused());
        counter(
                registry,
                "cc.sdk.usage.uncounted",
                "How much was counted of nobody, since there were too many meters or tenants",
                status -> status.usage().uncounted());
    }

    /** The copies that are no part of the instance's health: an old one goes on being obeyed. */
    private void copy(MeterRegistry registry, String name, String holds, Function<Status, Status.CopyStatus> of) {
        var prefix = "cc.sdk." + name;
        gauge(
                registry,
                prefix,
                "Records in the copy: " + holds,
                status -> of.apply(status).records());
        gauge(registry, prefix + ".age.seconds", "How long ago the copy was at the end of the log", status -> {
            var age = of.apply(status).age();
            return age == null ? Double.NaN : age.toMillis() / 1000.0;
        });
        gauge(
                registry,
                prefix + ".lag",
                "Offsets that the copy is known to be behind",
                status -> of.apply(status).lag());
        gauge(
                registry,
                prefix + ".quarantined",
                "Records that are set aside",
                status -> of.apply(status).quarantined());
    }

    private void gauge(MeterRegistry registry, String name, String says, ToDoubleFunction<Status> value) {
        Gauge.builder(name, () -> value.applyAsDouble(plane.get().status()))
                .description(says)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String name, String says, ToDoubleFunction<Status> value) {
        FunctionCounter.builder(name, plane, of -> value.applyAsDouble(of.get().status()))
                .description(says)
                .register(registry);
    }

    private static double is(Status status, Health health) {
        return status.health() == health ? 1 : 0;
    }
}
