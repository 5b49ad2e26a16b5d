package io.centercontrol.provisioning.progress.http;

import io.centercontrol.provisioning.progress.http.ProvisioningView.ConditionView;
import io.centercontrol.provisioning.progress.model.DeletionStatus;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.Retained;
import io.centercontrol.provisioning.progress.model.ServiceDeletion;
import io.centercontrol.provisioning.progress.model.Task;
import io.centercontrol.provisioning.progress.model.Waiver;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The services' part of a tenant's deletion as clients see it.
 *
 * @param task what the services are asked for now
 */
record DeletionView(DeletionStatus status, Task task, boolean exported, boolean erased, List<ServiceView> services) {
    /** How far one service is; its condition tells of the task. */
    @Schema(name = "ServiceDeletionView")
    record ServiceView(
            String service,
            int attempt,
            boolean awaiting,
            @Nullable Instant deadline,
            @Nullable Instant nextTryAt,
            @Nullable Instant exportedAt,
            @Nullable String exportSha256,
            @Nullable Long exportBytes,
            @Nullable Instant erasedAt,
            @Nullable String erasedBy,
            List<Retained> kept,
            @Nullable Waiver waiver,
            List<ConditionView> conditions) {
        static ServiceView of(Task task, ServiceDeletion s) {
            var export = s.export();
            var erasure = s.erasure();
            return new ServiceView(
                    s.service(),
                    s.attempt(),
                    s.phase().awaiting(),
                    s.phase().deadline(),
                    s.phase().nextTryAt(),
                    export == null ? null : export.at(),
                    export == null ? null : export.sha256(),
                    export == null ? null : export.bytes(),
                    erasure == null ? null : erasure.at(),
                    erasure == null ? null : erasure.by(),
                    erasure == null ? List.of() : erasure.kept(),
                    s.waiver(),
                    List.of(ConditionView.of(task, s.condition())));
        }
    }

    static @Nullable DeletionView of(Provisioning provisioning) {
        var deletion = provisioning.deletion();
        return deletion == null
                ? null
                : new DeletionView(
                        Objects.requireNonNull(provisioning.deletionStatus()),
                        deletion.task(),
                        deletion.exported(),
                        deletion.erased(),
                        deletion.services().stream()
                                .map(s -> ServiceView.of(deletion.task(), s))
                                .toList());
    }
}
