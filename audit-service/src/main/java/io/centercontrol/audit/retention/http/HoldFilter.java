package io.centercontrol.audit.retention.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is held, by the filters of the search; at least one of them.
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
@Schema(name = "AuditHoldFilter")
record HoldFilter(
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
    static HoldFilter of(Map<String, String> given) {
        return new HoldFilter(
                given.get("from"),
                given.get("to"),
                given.get("actor"),
                given.get("tenantId"),
                given.get("action"),
                given.get("targetType"),
                given.get("target"),
                given.get("outcome"),
                given.get("category"),
                given.get("service"),
                given.get("topic"),
                given.get("correlationId"),
                given.get("causationId"),
                given.get("traceId"),
                given.get("text"));
    }

    /** The filters that are given, by name. */
    Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        put(given, "from", from);
        put(given, "to", to);
        put(given, "actor", actor);
        put(given, "tenantId", tenantId);
        put(given, "action", action);
        put(given, "targetType", targetType);
        put(given, "target", target);
        put(given, "outcome", outcome);
        put(given, "category", category);
        put(given, "service", service);
        put(given, "topic", topic);
        put(given, "correlationId", correlationId);
        put(given, "causationId", causationId);
        put(given, "traceId", traceId);
        put(given, "text", text);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
