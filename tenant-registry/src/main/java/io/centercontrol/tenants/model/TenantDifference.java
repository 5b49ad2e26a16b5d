package io.centercontrol.tenants.model;

import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What differs between two versions of a tenant, field by field, as people know the fields. */
final class TenantDifference {
    private record Field(String path, Function<Tenant, @Nullable Object> value) {}

    private static final List<Field> FIELDS = List.of(
            new Field("/slug", Tenant::slug),
            new Field("/kind", t -> t.kind().name()),
            new Field("/registeredPlan", Tenant::registeredPlan),
            new Field("/name", t -> t.settings().name()),
            new Field("/status", t -> t.state().status().name()),
            new Field("/statusReason", Tenant::statusReason),
            new Field("/ready", t -> t.state().ready()),
            new Field(
                    "/allowedOperations",
                    t -> t.state().allowed().stream().map(Enum::name).toList()),
            new Field("/deletion/requestedAt", t -> time(t, Deletion::requestedAt)),
            new Field("/deletion/dueAt", t -> time(t, Deletion::dueAt)),
            new Field("/deletion/begunAt", t -> time(t, Deletion::begunAt)),
            new Field("/deletion/deletedAt", t -> time(t, Deletion::deletedAt)),
            new Field("/deletion/purgedAt", t -> time(t, Deletion::purgedAt)),
            new Field(
                    "/domains",
                    t -> t.domains().stream()
                            .map(d -> Map.of(
                                    "name", d.name(), "status", d.status().name()))
                            .toList()),
            new Field(
                    "/holds",
                    t -> t.holds().stream()
                            .map(h -> Map.of(
                                    "id", h.id().toString(), "kind", h.kind().name(), "reason", h.reason()))
                            .toList()),
            new Field("/hosts", Tenant::hosts),
            new Field("/locale", t -> t.settings().locale()),
            new Field("/timeZone", t -> t.settings().timeZone()),
            new Field("/currency", t -> t.settings().currency()),
            new Field("/contacts", t -> t.settings().contacts()),
            new Field("/primaryDomain", t -> t.settings().primaryDomain()),
            new Field("/region", t -> t.settings().region()));

    private TenantDifference() {}

    static List<FieldChange> between(@Nullable Tenant before, Tenant after) {
        var changes = new ArrayList<FieldChange>();
        for (var field : FIELDS) {
            var old = before == null ? null : field.value().apply(before);
            var now = field.value().apply(after);
            if (!Objects.equals(old, now) && !(before == null && List.of().equals(now))) {
                changes.add(new FieldChange(field.path(), old, now));
            }
        }
        labels(before, after, changes);
        return changes;
    }

    private static @Nullable String time(Tenant tenant, Function<Deletion, @Nullable Instant> which) {
        var time = tenant.state() instanceof TenantState.Leaving leaving ? which.apply(leaving.deletion()) : null;
        return time == null ? null : time.toString();
    }

    private static void labels(@Nullable Tenant before, Tenant after, List<FieldChange> changes) {
        var names = new TreeSet<>(after.settings().labels().keySet());
        if (before != null) {
            names.addAll(before.settings().labels().keySet());
        }
        for (var name : names) {
            var old = before == null ? null : before.settings().labels().get(name);
            var now = after.settings().labels().get(name);
            if (!Objects.equals(old, now)) {
                changes.add(new FieldChange("/labels/" + name.replace("~", "~0").replace("/", "~1"), old, now));
            }
        }
    }
}
