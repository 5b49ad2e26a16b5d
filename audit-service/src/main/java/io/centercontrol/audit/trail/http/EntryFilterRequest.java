package io.centercontrol.audit.trail.http;

import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted, by the filters of the search, in a body. What is not said asks for all.
 *
 * @param from what happened at this moment or later
 * @param to what happened before this moment
 * @param actor what this subject did
 * @param tenantId what is about this tenant
 * @param action this action, or tenant.* for all of a kind
 * @param targetType what was done to a thing of this type
 * @param target what was done to the thing with this id
 * @param outcome what came out so: DONE, REFUSED, FAILED
 * @param category what is of this category
 * @param service what happened in this service
 * @param topic what was told on this topic
 * @param correlationId what one request led to
 * @param causationId what answers this event
 * @param traceId what belongs to this trace
 * @param text words of reasons, changes, details and names
 */
@Schema(name = "AuditEntryFilterRequest")
public record EntryFilterRequest(
        @Nullable String from,
        @Nullable String to,
        @Nullable String actor,
        @Nullable String tenantId,
        @Nullable String action,
        @Nullable String targetType,
        @Nullable String target,
        @Nullable String outcome,
        @Nullable String category,
        @Nullable String service,
        @Nullable String topic,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceId,
        @Nullable String text) {
    /** The filters that are given, by name; none when there is no filter. */
    public static Map<String, String> given(@Nullable EntryFilterRequest filter) {
        return filter == null ? Map.of() : filter.given();
    }

    /**
     * What they ask for.
     *
     * @param given by name
     * @throws RefusedException which points into {@code /filter}
     */
    public static EntryFilter read(Map<String, String> given) {
        try {
            return EntryFilterParameters.read(given);
        } catch (RefusedException e) {
            if (e.refusal() instanceof Refusal.Invalid invalid) {
                throw new Refusal.Invalid(invalid.violations().stream()
                                .map(one -> new Violation("/filter" + one.pointer(), one.code(), one.message()))
                                .toList())
                        .asException();
            }
            throw e;
        }
    }

    private Map<String, String> given() {
        var all = new LinkedHashMap<String, @Nullable String>();
        all.put("from", from);
        all.put("to", to);
        all.put("actor", actor);
        all.put("tenantId", tenantId);
        all.put("action", action);
        all.put("targetType", targetType);
        all.put("target", target);
        all.put("outcome", outcome);
        all.put("category", category);
        all.put("service", service);
        all.put("topic", topic);
        all.put("correlationId", correlationId);
        all.put("causationId", causationId);
        all.put("traceId", traceId);
        all.put("text", text);
        var filters = new LinkedHashMap<String, String>();
        all.forEach((name, value) -> {
            if (value != null) {
                filters.put(name, value);
            }
        });
        return filters;
    }
}
