package io.centercontrol.provisioning.progress.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What cannot be done to a provisioning. */
public final class ProvisioningRefusals {
    private ProvisioningRefusals() {}

    /** No provisioning of the tenant. */
    public static RefusedException notFound(TenantId tenant) {
        return new Refusal.NotFound("PROVISIONING_NOT_FOUND", "No tenant " + tenant + " is known here.").asException();
    }

    static RuntimeException paused() {
        return new Refusal.Conflict(
                        "PROVISIONING_PAUSED", "The provisioning is paused; resume it first.", Map.of("paused", true))
                .asException();
    }

    static RuntimeException notPaused() {
        return new Refusal.Conflict(
                        "PROVISIONING_NOT_PAUSED", "The provisioning is not paused.", Map.of("paused", false))
                .asException();
    }

    static RuntimeException noSuchService(String service) {
        return Refusal.Invalid.of(
                        "/service", "UNKNOWN_TENANT_SERVICE", "No tenant service '" + service + "' works for it.")
                .asException();
    }

    static RuntimeException retired(String service, Retirement retirement) {
        return new Refusal.Conflict(
                        "TENANT_SERVICE_RETIRED",
                        "The tenant service '" + service
                                + "' was retired, which is for good. A service that takes its place has a key of its own.",
                        Map.of("retiredAt", retirement.at(), "retiredBy", retirement.by()))
                .asException();
    }

    static RuntimeException notDeleting() {
        return new Refusal.Conflict(
                        "NOT_DELETING",
                        "The tenant is not being deleted, or all of it is erased: no service's word is waited for.",
                        Map.of())
                .asException();
    }

    static RuntimeException notAwaited(ServiceDeletion service) {
        return new Refusal.Conflict(
                        "SERVICE_NOT_AWAITED",
                        service.waived()
                                ? "The deletion goes on without '" + service.service() + "' already."
                                : "The service '" + service.service() + "' has erased what it held.",
                        Map.of("service", service.service()))
                .asException();
    }

    static RuntimeException waiverAsked(ServiceDeletion service) {
        return new Refusal.Conflict(
                        "WAIVER_ASKED",
                        "A waiver for '" + service.service()
                                + "' was asked for. Another person can approve or decline it.",
                        Map.of("service", service.service()))
                .asException();
    }

    static RuntimeException noWaiver(String service) {
        return new Refusal.NotFound("WAIVER_NOT_FOUND", "No waiver for '" + service + "' was asked for.").asException();
    }

    static RuntimeException ownWaiver(String service) {
        return new Refusal.Conflict(
                        "OWN_APPROVAL",
                        "A waiver for '" + service + "' needs a second person: you asked for it yourself.",
                        Map.of("service", service))
                .asException();
    }

    static RuntimeException notExporting() {
        return new Refusal.Conflict(
                        "NOT_EXPORTING",
                        "The tenant is not at the stage of its deletion at which services hand over exports.",
                        Map.of())
                .asException();
    }

    static RuntimeException exportNotAsked(String service) {
        return new Refusal.NotFound(
                        "EXPORT_NOT_ASKED",
                        "No export of '" + service + "' is asked for: it never provisioned the tenant.")
                .asException();
    }

    static RuntimeException attemptNotAsked(int attempt, int asked) {
        return new Refusal.Conflict(
                        "ATTEMPT_NOT_ASKED",
                        "Attempt " + attempt + " was not asked for yet.",
                        Map.of("attempt", attempt, "askedAttempt", asked))
                .asException();
    }

    static RuntimeException anotherExport(String sha256) {
        return new Refusal.Conflict(
                        "EXPORT_SETTLED", "Another export of this service counts already.", Map.of("sha256", sha256))
                .asException();
    }

    static RuntimeException nothingToRetry(Provisioning provisioning, @Nullable String service) {
        var phases = new TreeMap<String, Object>();
        var deletion = provisioning.deletion();
        if (deletion == null) {
            provisioning.services().forEach(s -> phases.put(s.service(), word(s.phase())));
        } else {
            deletion.services().forEach(s -> phases.put(s.service(), word(s.phase())));
        }
        if (service != null) {
            phases.keySet().retainAll(Set.of(service));
        }
        return new Refusal.Conflict(
                        "NOTHING_TO_RETRY",
                        "No service waits for its next attempt: each is settled or was asked already.",
                        Map.of("services", phases))
                .asException();
    }

    private static String word(Phase phase) {
        return phase.settled() ? "SETTLED" : "ASKED";
    }
}
