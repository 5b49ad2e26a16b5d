package io.centercontrol.provisioning.progress.store;

import io.centercontrol.provisioning.progress.model.Condition;
import io.centercontrol.provisioning.progress.model.Erasure;
import io.centercontrol.provisioning.progress.model.ServiceProvisioning;
import io.centercontrol.provisioning.progress.model.Stay;
import io.centercontrol.provisioning.progress.model.Waiver;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One service in the document of a provisioning; {@code until} is the deadline or the time of the next try. */
record ServiceDocument(
        String service,
        boolean required,
        long observedVersion,
        int attempt,
        @Nullable Boolean approached,
        PhaseWord phase,
        @Nullable Instant until,
        Condition.Status status,
        String reason,
        String message,
        Instant since,
        @Nullable Stay stay,
        @Nullable Integer past,
        @Nullable Erasure erasure) {
    static ServiceDocument of(ServiceProvisioning s) {
        return new ServiceDocument(
                s.service(),
                s.required(),
                s.observedVersion(),
                s.attempt(),
                s.approached(),
                PhaseWord.of(s.phase()),
                s.phase().dueAt(),
                s.condition().status(),
                s.condition().reason(),
                s.condition().message(),
                s.condition().since(),
                s.stay(),
                s.past(),
                s.erasure());
    }

    ServiceProvisioning toModel() {
        return new ServiceProvisioning(
                service,
                required,
                observedVersion,
                attempt,
                // Rows from before this was kept.
                approached == null ? attempt > 0 || observedVersion > 0 : approached,
                phase.toModel(until),
                new Condition(status, reason, message, since),
                stay == null ? stayOfOld() : stay,
                past == null ? 0 : past,
                erasure);
    }

    /** Of a version from before this was kept: all were in service, but for what was retired. */
    private Stay stayOfOld() {
        return reason.equals(Waiver.RETIRED) ? Stay.KEPT : Stay.IN_SERVICE;
    }
}
