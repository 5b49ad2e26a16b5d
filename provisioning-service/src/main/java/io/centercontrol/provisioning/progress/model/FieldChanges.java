package io.centercontrol.provisioning.progress.model;

import io.centercontrol.kernel.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two states of a provisioning. In the paths a service stands under its key, not under a number,
 * since numbers shift when a service is added: {@code /services/storefront/attempt}.
 */
final class FieldChanges {
    private FieldChanges() {}

    static List<FieldChange> between(Provisioning before, Provisioning after) {
        var fields = new ArrayList<FieldChange>();
        note(fields, "/desiredVersion", before.desiredVersion(), after.desiredVersion());
        note(fields, "/ready", before.ready(), after.ready());
        note(fields, "/paused", before.paused(), after.paused());
        for (var now : after.services()) {
            var was = before.find(now.service()).orElse(null);
            var path = "/services/" + now.service();
            field(fields, path + "/required", was, now, ServiceProvisioning::required);
            field(fields, path + "/observedVersion", was, now, ServiceProvisioning::observedVersion);
            field(fields, path + "/attempt", was, now, ServiceProvisioning::attempt);
            field(fields, path + "/awaiting", was, now, ServiceProvisioning::awaiting);
            field(fields, path + "/nextTryAt", was, now, ServiceProvisioning::nextTryAt);
            field(
                    fields,
                    path + "/condition/status",
                    was,
                    now,
                    s -> s.condition().status().name());
            field(
                    fields,
                    path + "/condition/reason",
                    was,
                    now,
                    s -> s.condition().reason());
        }
        return fields;
    }

    private static void field(
            List<FieldChange> fields,
            String path,
            @Nullable ServiceProvisioning was,
            ServiceProvisioning now,
            Function<ServiceProvisioning, @Nullable Object> value) {
        note(fields, path, was == null ? null : value.apply(was), value.apply(now));
    }

    private static void note(List<FieldChange> fields, String path, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(path, before, after));
        }
    }
}
