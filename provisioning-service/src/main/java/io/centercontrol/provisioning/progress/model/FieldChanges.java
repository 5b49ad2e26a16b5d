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
            field(fields, path + "/stay", was, now, s -> s.stay().name());
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
            field(
                    fields,
                    path + "/erasure/erasedAt",
                    was,
                    now,
                    s -> s.erasure() == null ? null : s.erasure().at());
        }
        before.services().stream()
                .filter(was -> after.find(was.service()).isEmpty())
                .forEach(was -> note(
                        fields,
                        "/services/" + was.service() + "/stay",
                        was.stay().name(),
                        null));
        deletion(fields, before.deletion(), after.deletion());
        return fields;
    }

    private static void deletion(
            List<FieldChange> fields, @Nullable TenantDeletion before, @Nullable TenantDeletion after) {
        if (after == null) {
            return;
        }
        note(
                fields,
                "/deletion/task",
                before == null ? null : before.task().name(),
                after.task().name());
        note(fields, "/deletion/exported", before == null ? null : before.exported(), after.exported());
        note(fields, "/deletion/erased", before == null ? null : before.erased(), after.erased());
        for (var now : after.services()) {
            var was = before == null ? null : before.find(now.service()).orElse(null);
            var path = "/deletion/services/" + now.service();
            field(fields, path + "/attempt", was, now, ServiceDeletion::attempt);
            field(fields, path + "/awaiting", was, now, s -> s.phase().awaiting());
            field(fields, path + "/nextTryAt", was, now, s -> s.phase().nextTryAt());
            field(
                    fields,
                    path + "/exportSha256",
                    was,
                    now,
                    s -> s.export() == null ? null : s.export().sha256());
            field(fields, path + "/waiver", was, now, s -> word(s.waiver()));
            field(
                    fields,
                    path + "/erasedAt",
                    was,
                    now,
                    s -> s.erasure() == null ? null : s.erasure().at());
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
    }

    private static @Nullable String word(@Nullable Waiver waiver) {
        return waiver == null ? null : waiver.retired() ? "RETIRED" : waiver.counts() ? "WAIVED" : "ASKED";
    }

    private static <S> void field(
            List<FieldChange> fields, String path, @Nullable S was, S now, Function<S, @Nullable Object> value) {
        note(fields, path, was == null ? null : value.apply(was), value.apply(now));
    }

    private static void note(List<FieldChange> fields, String path, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(path, before, after));
        }
    }
}
