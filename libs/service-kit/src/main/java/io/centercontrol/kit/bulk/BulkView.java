package io.centercontrol.kit.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kit.rest.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation in bulk as clients see it. Until it is started the counts say what would become of each.
 *
 * @param action what is done to each
 * @param arguments what all of them are given
 * @param actor who ordered it
 * @param startedBy whom the changes are put down to; left out until somebody starts it
 * @param note why it was stopped
 * @param total how many it is done to
 * @param pending how many are to come
 * @param changed how many were changed
 * @param unchanged how many were so already
 * @param refused how many the rules forbid it for
 * @param failed how many went wrong; resuming tries them again
 * @param refusals how often each code refused one; left out in a list
 * @param previewedAt when the last of them had been tried
 */
public record BulkView(
        UUID id,
        String action,
        Map<String, Object> arguments,
        BulkOperation.State state,
        String reason,
        Actor actor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Actor startedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note,
        long total,
        long pending,
        long changed,
        long unchanged,
        long refused,
        long failed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Long> refusals,
        Instant createdAt,
        @Nullable Instant previewedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Instant updatedAt) {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    static BulkView of(BulkOperation operation, @Nullable Map<String, Long> refusals, ObjectMapper json) {
        return new BulkView(
                operation.id(),
                operation.action(),
                json.convertValue(operation.arguments(), FIELDS),
                operation.state(),
                String.valueOf(operation.cause().reason()),
                operation.cause().actor(),
                operation.startedBy(),
                operation.note(),
                operation.total(),
                operation.pending(),
                operation.changed(),
                operation.unchanged(),
                operation.refused(),
                operation.failed(),
                refusals,
                operation.createdAt(),
                operation.previewedAt(),
                operation.startedAt(),
                operation.endedAt(),
                operation.updatedAt());
    }

    /** The answer to an order. */
    public static Answer<BulkView> ordered(BulkOperation operation, ObjectMapper json) {
        return Answer.accepted(of(operation, null, json)).at("/api/v1/bulk-operations/" + operation.id());
    }
}
