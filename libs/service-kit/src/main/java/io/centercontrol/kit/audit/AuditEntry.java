package io.centercontrol.kit.audit;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened, as whoever tells it knows it. Who did it, where and by which request is added by the kit.
 *
 * @param action object first, verb in the past tense: {@code sdk-key.issued}
 * @param tenant whom it is about, if it is about one
 * @param targets what it was done to
 * @param reason why, in the actor's words; of a refusal, the problem's code
 * @param detail what else belongs to it: values as they shall stand in JSON
 * @param cause who did it and why, where it is not, or not only, the current request that knows; else null
 * @param traits of the request, where something else than the current one's shall be told; else null
 */
public record AuditEntry(
        String action,
        Category category,
        Outcome outcome,
        @Nullable UUID tenant,
        List<Target> targets,
        @Nullable String reason,
        Map<String, Object> detail,
        @Nullable Cause cause,
        @Nullable Traits traits) {
    public AuditEntry {
        targets = List.copyOf(targets);
        detail = Map.copyOf(detail);
    }

    /** What kind of thing happened; how long it is kept goes by it. */
    public enum Category {
        /** Refusals, and what was only tried. */
        ACCESS,
        /** Keys and passwords issued, rotated, revoked. */
        CREDENTIAL,
        /** Yes or no of a second person, and what it is about. */
        APPROVAL,
        /** Data and certificates taken home. */
        EXPORT,
        /** A tenant's personal data was read. */
        PRIVACY,
        /** Quarantine, republish, instances declared gone. */
        RECOVERY,
        /** The glass was broken. */
        EMERGENCY,
        /** The trail itself. */
        AUDIT
    }

    /** How it ended. */
    public enum Outcome {
        DONE,
        /** By a rule, or for want of a right. */
        REFUSED,
        /** It was allowed, and did not work. */
        FAILED
    }

    /**
     * What something was done to.
     *
     * @param type a word of the glossary: {@code sdk-key}
     */
    public record Target(String type, String id) {}

    /**
     * The request that something came by.
     *
     * @param path its template, without values
     * @param status what was answered; null when it is not known
     */
    public record Traits(
            String method, String path, @Nullable Integer status) {}

    /** Something that was done. */
    public static AuditEntry of(String action, Category category) {
        return new AuditEntry(action, category, Outcome.DONE, null, List.of(), null, Map.of(), null, null);
    }

    /** The same with another end. */
    public AuditEntry ended(Outcome how) {
        return new AuditEntry(action, category, how, tenant, targets, reason, detail, cause, traits);
    }

    /** The same about a tenant, which is one of its targets too. */
    public AuditEntry about(TenantId whom) {
        return new AuditEntry(action, category, outcome, whom.value(), targets, reason, detail, cause, traits)
                .to("tenant", whom.toString());
    }

    /** The same, done to one more. */
    public AuditEntry to(String type, String id) {
        var all = new ArrayList<>(targets);
        all.add(new Target(type, id));
        return new AuditEntry(action, category, outcome, tenant, all, reason, detail, cause, traits);
    }

    /** The same for a reason. */
    public AuditEntry why(@Nullable String words) {
        return new AuditEntry(action, category, outcome, tenant, targets, words, detail, cause, traits);
    }

    /** The same with one thing more to know of it; nothing when that is null. */
    public AuditEntry with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var all = new LinkedHashMap<>(detail);
        all.put(name, value);
        return new AuditEntry(action, category, outcome, tenant, targets, reason, all, cause, traits);
    }

    /** The same, put down to a cause: its actor did it, for its reason, unless another one is said. */
    public AuditEntry because(Cause known) {
        return new AuditEntry(
                action,
                category,
                outcome,
                tenant,
                targets,
                reason == null ? known.reason() : reason,
                detail,
                known,
                traits);
    }

    /** The same, come by a request. */
    public AuditEntry by(Traits request) {
        return new AuditEntry(action, category, outcome, tenant, targets, reason, detail, cause, request);
    }
}
