package io.centercontrol.audit.retention.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.Map;
import java.util.UUID;

/** Why something about retention is refused. */
public final class RetentionRefusals {
    private RetentionRefusals() {}

    /** Nothing was set for it. */
    public static RefusedException noPolicy(PolicyKey key) {
        return new Refusal.NotFound(
                        "POLICY_NOT_FOUND",
                        "No policy is set for %s. What holds stands at /api/v1/audit/retention/terms."
                                .formatted(key.id()))
                .asException();
    }

    /** It was to be set anew. */
    public static RefusedException policyExists(Policy policy) {
        return new Refusal.Conflict(
                        "POLICY_EXISTS",
                        "There is a policy for %s. Send If-Match with its ETag to change it."
                                .formatted(policy.key().id()),
                        Map.of("version", policy.version()))
                .asException();
    }

    /** Governance does not allow it. */
    public static RefusedException outOfBounds(Bounds bounds) {
        return Refusal.Invalid.of(
                        "/period",
                        "OUT_OF_BOUNDS",
                        "Governance allows %s. An administrator can change that at /api/v1/governance of tenant-registry."
                                .formatted(bounds.inWords()))
                .asException();
    }

    /** It makes no sense whatever governance says. */
    public static RefusedException noPeriod() {
        return Refusal.Invalid.of(
                        "/period",
                        "INVALID_DURATION",
                        "Must be an ISO 8601 length of time of whole seconds, from P1D to P36525D, such as P400D.")
                .asException();
    }

    /** There is none. */
    public static RefusedException noHold(UUID id) {
        return new Refusal.NotFound("HOLD_NOT_FOUND", "There is no legal hold %s.".formatted(id)).asException();
    }

    /** It holds nothing any more. */
    public static RefusedException released(UUID id) {
        return new Refusal.Conflict(
                        "HOLD_RELEASED", "The legal hold %s was released already.".formatted(id), Map.of("hold", id))
                .asException();
    }

    /** It would hold everything, which is seldom meant. */
    public static RefusedException noFilter() {
        return Refusal.Invalid.of(
                        "/filter",
                        "FILTER_REQUIRED",
                        "Say which entries are held, by at least one filter. For all of them give 'from' a time of long ago.")
                .asException();
    }

    /** There is none. */
    public static RefusedException noPurge(UUID id) {
        return new Refusal.NotFound("PURGE_NOT_FOUND", "There is no purge %s.".formatted(id)).asException();
    }

    /** One at a time. */
    public static RefusedException purgeRunning() {
        return new Refusal.Conflict(
                        "PURGE_RUNNING",
                        "A purge runs already. See /api/v1/audit/retention/purges?state=RUNNING how far it is.",
                        Map.of())
                .asException();
    }

    /** Somebody is at the fence for too long. */
    public static RefusedException inUse() {
        return new Refusal.Conflict(
                        "PARTS_IN_USE",
                        "A purge or an erasure is taking entries away at this moment. Nothing was changed; try again in a moment.",
                        Map.of())
                .asException();
    }
}
