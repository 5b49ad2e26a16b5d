package io.centercontrol.audit.evidence.http;

import io.centercontrol.audit.trail.http.EntryFilterRequest;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted, by the filters of the search, and what the auditor has seen before.
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
 * @param checkpoint the auditor's own checkpoint, the whole signed note: the bundle proves that the log only grew since then. Without
 *     one it cannot be seen that the log is the one that was seen before
 * @param reason why it is taken home, for the record
 */
@Schema(name = "EvidenceRequest", requiredProperties = "reason")
record EvidenceRequest(
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
        @Nullable String text,
        @Nullable String checkpoint,
        @Nullable String reason) {
    /** The filters that are given, by name. */
    Map<String, String> filters() {
        return EntryFilterRequest.given(new EntryFilterRequest(
                from,
                to,
                actor,
                tenantId,
                action,
                targetType,
                target,
                outcome,
                category,
                service,
                topic,
                correlationId,
                causationId,
                traceId,
                text));
    }
}
