package io.centercontrol.provisioning.progress.model;

import io.centercontrol.kernel.Refusal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an operator cannot do to a provisioning. */
final class ProvisioningRefusals {
    private ProvisioningRefusals() {}

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

    static RuntimeException nothingToRetry(Provisioning provisioning, @Nullable String service) {
        var phases = new TreeMap<String, Object>();
        provisioning.services().stream()
                .filter(s -> service == null || s.service().equals(service))
                .forEach(s -> phases.put(s.service(), s.settled() ? "SETTLED" : "ASKED"));
        return new Refusal.Conflict(
                        "NOTHING_TO_RETRY",
                        "No service waits for its next attempt: each is settled or was asked already.",
                        Map.of("services", phases))
                .asException();
    }
}
