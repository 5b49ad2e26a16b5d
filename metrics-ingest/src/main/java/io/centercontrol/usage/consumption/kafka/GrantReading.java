package io.centercontrol.usage.consumption.kafka;

import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.events.plans.Grant;
import io.centercontrol.events.plans.MeterPeriod;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.usage.consumption.model.Granted;
import io.centercontrol.usage.consumption.model.Kind;
import io.centercontrol.usage.consumption.model.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads the limits and meters in a record of {@code cc.entitlements.v1}. */
public final class GrantReading {
    private static final int LONGEST = 200;

    /** More of them would be no record that the outbox can carry. */
    private static final int MOST = 1_000;

    private GrantReading() {}

    /** All of them, each of another feature; throws what makes the record poison. */
    public static List<Granted> of(Entitlements entitlements) {
        var granted = entitlements.getValues().stream()
                .map(value -> granted(value.getGrant()))
                .flatMap(Optional::stream)
                .toList();
        if (granted.size() > MOST) {
            throw new UnreadableException(granted.size() + " limits and meters; " + MOST + " at most", null);
        }
        var features = new HashSet<String>();
        for (var one : granted) {
            if (!features.add(one.feature())) {
                throw new UnreadableException("'" + one.feature() + "' is granted twice", null);
            }
        }
        return granted;
    }

    /** Nothing of a switch, and of what a later version of the contract can grant. */
    private static Optional<Granted> granted(Grant grant) {
        var feature = grant.getFeature();
        var kind = grant.getKind();
        var period = grant.getPeriod();
        if (kind != FeatureKind.LIMIT && (kind != FeatureKind.METER || period == MeterPeriod.NONE)) {
            return Optional.empty();
        }
        if (feature.isEmpty() || feature.length() > LONGEST || feature.indexOf('\0') >= 0 || grant.getMost() < 0) {
            throw new UnreadableException("a grant of " + grant.getMost() + " that nothing can have", null);
        }
        return Optional.of(new Granted(
                feature,
                kind == FeatureKind.LIMIT ? Kind.LIMIT : Kind.METER,
                grant.getUnlimited(),
                grant.getUnlimited() ? 0 : grant.getMost(),
                grant.getHard(),
                kind == FeatureKind.LIMIT ? Period.NONE : period == MeterPeriod.DAY ? Period.DAY : Period.MONTH));
    }

    /** The same as it is written. */
    public static Grant written(Granted granted) {
        return Grant.newBuilder()
                .setFeature(granted.feature())
                .setKind(FeatureKind.valueOf(granted.kind().name()))
                .setOn(false)
                .setUnlimited(granted.unlimited())
                .setMost(granted.most())
                .setHard(granted.hard())
                .setPeriod(MeterPeriod.valueOf(granted.period().name()))
                .build();
    }
}
