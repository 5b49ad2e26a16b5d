package io.centercontrol.usage.consumption.store;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.consumption.model.Consumption;
import io.centercontrol.usage.consumption.model.FeatureUse;
import io.centercontrol.usage.consumption.model.Granted;
import io.centercontrol.usage.consumption.model.Kind;
import io.centercontrol.usage.consumption.model.Period;
import io.centercontrol.usage.consumption.model.Reached;
import io.centercontrol.usage.consumption.model.Threshold;
import io.centercontrol.usage.consumption.model.Window;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is granted and what was told as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
final class Documents {
    private Documents() {}

    /** What is granted of one feature. */
    record GrantedDocument(String feature, String kind, boolean unlimited, long most, boolean hard, String period) {
        static GrantedDocument of(Granted granted) {
            return new GrantedDocument(
                    granted.feature(),
                    granted.kind().name(),
                    granted.unlimited(),
                    granted.most(),
                    granted.hard(),
                    granted.period().name());
        }

        Granted toModel() {
            return new Granted(feature, Kind.valueOf(kind), unlimited, most, hard, Period.valueOf(period));
        }
    }

    /** What was used of one feature. */
    record UseDocument(
            String feature,
            GrantedDocument granted,
            @Nullable Instant start,
            @Nullable Instant end,
            long used,
            int level,
            boolean projected,
            List<String> reached) {
        static UseDocument of(FeatureUse use) {
            var window = use.window();
            return new UseDocument(
                    use.granted().feature(),
                    GrantedDocument.of(use.granted()),
                    window == null ? null : window.start(),
                    window == null ? null : window.end(),
                    use.used(),
                    use.level(),
                    use.projected(),
                    use.reached().stream().map(Threshold::name).toList());
        }

        FeatureUse toModel() {
            var told = new TreeSet<Threshold>();
            reached.forEach(name -> told.add(Threshold.valueOf(name)));
            return new FeatureUse(
                    granted.toModel(),
                    start == null || end == null ? null : new Window(start, end),
                    used,
                    level,
                    projected,
                    told);
        }
    }

    /** That a threshold was reached. */
    record ReachedDocument(String feature, String threshold) {}

    /** What was told last, with what it was called. */
    record ToldDocument(String type, List<UseDocument> features, List<ReachedDocument> reached, Instant updatedAt) {
        static ToldDocument of(Change<Consumption> change) {
            var next = change.next();
            return new ToldDocument(
                    change.type(),
                    next.features().stream().map(UseDocument::of).toList(),
                    next.reached().stream()
                            .map(one -> new ReachedDocument(
                                    one.feature(), one.threshold().name()))
                            .toList(),
                    next.updatedAt());
        }

        Consumption toModel(TenantId tenant, long version) {
            return new Consumption(
                    tenant,
                    version,
                    features.stream().map(UseDocument::toModel).toList(),
                    reached.stream()
                            .map(one -> new Reached(one.feature(), Threshold.valueOf(one.threshold())))
                            .toList(),
                    updatedAt);
        }
    }
}
