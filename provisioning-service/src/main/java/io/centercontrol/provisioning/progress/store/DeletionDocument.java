package io.centercontrol.provisioning.progress.store;

import io.centercontrol.provisioning.progress.model.Condition;
import io.centercontrol.provisioning.progress.model.Erasure;
import io.centercontrol.provisioning.progress.model.ExportedCopy;
import io.centercontrol.provisioning.progress.model.ServiceDeletion;
import io.centercontrol.provisioning.progress.model.Task;
import io.centercontrol.provisioning.progress.model.TenantDeletion;
import io.centercontrol.provisioning.progress.model.Waiver;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The deletion in the document of a provisioning. */
record DeletionDocument(Task task, List<Entry> services) {
    /** One service; {@code until} is the deadline or the time of the next try. */
    record Entry(
            String service,
            int attempt,
            PhaseWord phase,
            @Nullable Instant until,
            @Nullable ExportedCopy export,
            @Nullable Erasure erasure,
            Condition condition,
            @Nullable Waiver waiver,
            @Nullable Integer past) {
        static Entry of(ServiceDeletion s) {
            return new Entry(
                    s.service(),
                    s.attempt(),
                    PhaseWord.of(s.phase()),
                    s.phase().dueAt(),
                    s.export(),
                    s.erasure(),
                    s.condition(),
                    s.waiver(),
                    s.past());
        }

        ServiceDeletion toModel() {
            return new ServiceDeletion(
                    service,
                    attempt,
                    phase.toModel(until),
                    export,
                    erasure,
                    condition,
                    waiver,
                    past == null ? 0 : past);
        }
    }

    static DeletionDocument of(TenantDeletion deletion) {
        return new DeletionDocument(
                deletion.task(), deletion.services().stream().map(Entry::of).toList());
    }

    TenantDeletion toModel() {
        return new TenantDeletion(task, services.stream().map(Entry::toModel).toList());
    }
}
