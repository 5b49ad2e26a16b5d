package io.centercontrol.kit.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that this service does in bulk, by its words. */
@ApplicationScoped
class BulkActions {
    private final Map<String, BulkAction<?>> byWord;
    private final ObjectMapper json;

    BulkActions(Instance<BulkAction<?>> actions, ObjectMapper json) {
        this.byWord = actions.stream().collect(Collectors.toMap(BulkAction::word, Function.identity()));
        this.json = json;
    }

    boolean isEmpty() {
        return byWord.isEmpty();
    }

    /** The word of an action, which there must be. */
    String known(String word) {
        if (!byWord.containsKey(word)) {
            throw new IllegalArgumentException("there is no action " + word);
        }
        return word;
    }

    /** Whether who starts it must say how many; an action that this version does not know is never done, so it need not be. */
    boolean mustBeCounted(String word) {
        var action = byWord.get(word);
        return action != null && action.mustBeCounted();
    }

    /** Does what an operation says to one of its items; fails when a newer version of the service ordered it. */
    Uni<BulkDone> act(BulkOperation operation, BulkItem item, Cause cause) {
        var action = byWord.get(operation.action());
        return action == null
                ? Uni.createFrom()
                        .failure(new IllegalStateException(
                                "this version of the service knows no action " + operation.action()))
                : act(action, operation, item, cause);
    }

    private <A> Uni<BulkDone> act(BulkAction<A> action, BulkOperation operation, BulkItem item, Cause cause) {
        try {
            return action.act(item, json.treeToValue(operation.arguments(), action.arguments()), cause);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what an operation is given can be read again", e);
        }
    }
}
