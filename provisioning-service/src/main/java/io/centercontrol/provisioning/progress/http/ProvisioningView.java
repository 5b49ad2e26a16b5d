package io.centercontrol.provisioning.progress.http;

import io.centercontrol.provisioning.progress.Sighting;
import io.centercontrol.provisioning.progress.model.Condition;
import io.centercontrol.provisioning.progress.model.Phase;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.ProvisioningStatus;
import io.centercontrol.provisioning.progress.model.Retained;
import io.centercontrol.provisioning.progress.model.ServiceProvisioning;
import io.centercontrol.provisioning.progress.model.Stay;
import io.centercontrol.provisioning.progress.model.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A provisioning as clients see it.
 *
 * @param stuck what holds it up: why, since when, and when the next try is; empty unless something failed
 * @param deletion the services' part of the tenant's deletion; null until it begins
 * @param eventId the event that told of this version
 */
record ProvisioningView(
        UUID tenantId,
        @Nullable String slug,
        @Nullable String name,
        ProvisioningStatus status,
        long desiredVersion,
        boolean ready,
        boolean paused,
        List<Stuck> stuck,
        List<ServiceView> services,
        @Nullable DeletionView deletion,
        long version,
        Instant updatedAt,
        UUID eventId) {

    /** A service that did not make it the last time; {@code nextTryAt} is null while the next attempt runs or waits. */
    record Stuck(
            String service,
            String reason,
            String message,
            Instant since,
            int attempt,
            boolean awaiting,
            @Nullable Instant nextTryAt) {
        static List<Stuck> of(Provisioning provisioning) {
            var deletion = provisioning.deletion();
            var all = deletion == null
                    ? provisioning.services().stream().map(s -> of(s.service(), s.condition(), s.attempt(), s.phase()))
                    : deletion.services().stream().map(s -> of(s.service(), s.condition(), s.attempt(), s.phase()));
            return all.flatMap(Optional::stream).toList();
        }

        private static Optional<Stuck> of(String service, Condition condition, int attempt, Phase phase) {
            return condition.status() != Condition.Status.FALSE
                    ? Optional.empty()
                    : Optional.of(new Stuck(
                            service,
                            condition.reason(),
                            condition.message(),
                            condition.since(),
                            attempt,
                            phase.awaiting(),
                            phase.nextTryAt()));
        }
    }

    /**
     * How far one service is.
     *
     * @param stay whether it serves the tenant; KEPT and ERASED since when, says the condition
     * @param task what its attempts are at: PROVISION, or ERASE where it serves the tenant no more
     * @param erasedAt when it had erased what it held of the tenant, which lives on; null before
     * @param kept what it did not erase then, where, until when and on what basis
     */
    @Schema(name = "ServiceProgressView")
    record ServiceView(
            String service,
            boolean required,
            Stay stay,
            Task task,
            long observedVersion,
            int attempt,
            boolean awaiting,
            @Nullable Instant deadline,
            @Nullable Instant nextTryAt,
            @Nullable Instant erasedAt,
            List<Retained> kept,
            List<ConditionView> conditions) {
        static ServiceView of(ServiceProvisioning s) {
            var erasure = s.erasure();
            return new ServiceView(
                    s.service(),
                    s.required(),
                    s.stay(),
                    s.task(),
                    s.observedVersion(),
                    s.attempt(),
                    s.awaiting(),
                    s.deadline(),
                    s.nextTryAt(),
                    erasure == null ? null : erasure.at(),
                    erasure == null ? List.of() : erasure.kept(),
                    List.of(ConditionView.of(s.task(), s.condition())));
        }
    }

    /** A condition as in the Kubernetes API conventions. */
    record ConditionView(
            String type, Condition.Status status, String reason, String message, Instant lastTransitionAt) {
        static ConditionView of(Task task, Condition condition) {
            return new ConditionView(
                    task.condition(), condition.status(), condition.reason(), condition.message(), condition.since());
        }
    }

    static ProvisioningView of(Sighting sighting) {
        var provisioning = sighting.provisioning();
        return new ProvisioningView(
                provisioning.tenant().value(),
                sighting.slug(),
                sighting.name(),
                provisioning.status(),
                provisioning.desiredVersion(),
                provisioning.ready(),
                provisioning.paused(),
                Stuck.of(provisioning),
                provisioning.services().stream().map(ServiceView::of).toList(),
                DeletionView.of(provisioning),
                provisioning.version(),
                provisioning.updatedAt(),
                sighting.kept().eventId());
    }
}
