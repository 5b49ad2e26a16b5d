package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.Decision;
import io.centercontrol.dataplane.Hint;
import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.Resolution;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.TenantContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is answered when a request's tenant cannot be told, or may not do what is asked for. */
final class TenantProblems {
    private static final Duration SOON = Duration.ofSeconds(2);

    private TenantProblems() {}

    static ProblemException of(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Resolved resolved ->
                throw new IllegalArgumentException("there is nothing wrong with " + resolved.tenant());
            case Resolution.Contradiction contradiction -> contradiction(contradiction.given());
            case Resolution.Unknown unknown ->
                new ProblemException(Problem.of(
                        404,
                        "TENANT_UNKNOWN",
                        "Unknown tenant",
                        "No tenant is known under the " + name(unknown.hint()) + " '" + unknown.value() + "'."));
            case Resolution.Malformed malformed ->
                new ProblemException(Problem.of(
                        400,
                        "TENANT_ID_MALFORMED",
                        "Malformed tenant id",
                        "The " + name(malformed.hint()) + " must be a UUID of 36 characters."));
            case Resolution.NothingGiven nothing ->
                new ProblemException(Problem.of(
                        400,
                        "TENANT_REQUIRED",
                        "No tenant named",
                        "Send the request to the tenant's host, or name the tenant in the header "
                                + TenantContext.HTTP_TENANT_ID + " or " + TenantContext.HTTP_TENANT_SLUG + "."));
            case Resolution.NotReady notReady -> notReady();
        };
    }

    static ProblemException of(Decision decision, Operation operation, Tenant tenant) {
        return switch (decision) {
            case ALLOWED -> throw new IllegalArgumentException("there is nothing wrong with " + tenant.id());
            case TENANT_UNKNOWN ->
                of(new Resolution.Unknown(Hint.HEADER, tenant.id().toString()));
            case OPERATION_NOT_ALLOWED -> notAllowed(operation, tenant);
            case NOT_READY -> notReady();
            case LEASE_EXPIRED ->
                new ProblemException(
                        Problem.of(
                                503,
                                "DATA_PLANE_LEASE_EXPIRED",
                                "Not certain enough",
                                "This instance has had no news of its tenants for longer than its lease, and takes no"
                                        + " log-ins and orders until it has."),
                        SOON);
        };
    }

    static ProblemException repeated(String header) {
        return new ProblemException(Problem.of(
                400,
                "TENANT_HEADER_REPEATED",
                "Repeated header",
                "The header " + header + " is there more than once."));
    }

    private static ProblemException contradiction(Map<Hint, String> given) {
        var named = new TreeMap<String, Object>();
        given.forEach((hint, value) -> named.put(name(hint), value));
        return new ProblemException(Problem.of(
                        given.containsKey(Hint.CLAIM) ? 403 : 400,
                        "TENANT_HINTS_DISAGREE",
                        "Contradicting tenants",
                        "The request names different tenants by " + String.join(", ", named.keySet())
                                + ". They must agree.")
                .with(Map.of("given", named)));
    }

    private static ProblemException notAllowed(Operation operation, Tenant tenant) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("operation", operation.name());
        facts.put("tenantStatus", tenant.status());
        var reason = tenant.statusReason();
        if (reason != null) {
            facts.put("tenantStatusReason", reason);
        }
        return new ProblemException(Problem.of(
                        403,
                        "TENANT_OPERATION_NOT_ALLOWED",
                        "Not allowed for this tenant now",
                        "The tenant is " + tenant.status() + (reason == null ? "" : " (" + reason + ")") + ", and "
                                + operation.name() + " is not allowed.")
                .with(facts));
    }

    private static ProblemException notReady() {
        return new ProblemException(
                Problem.of(503, "DATA_PLANE_NOT_READY", "Not ready", "This instance does not know its tenants yet."),
                SOON);
    }

    private static String name(Hint hint) {
        return switch (hint) {
            case HOST -> "host";
            case SLUG -> TenantContext.HTTP_TENANT_SLUG;
            case HEADER -> TenantContext.HTTP_TENANT_ID;
            case CLAIM -> "token's " + TenantContext.CLAIM_TENANT_ID;
        };
    }
}
