package io.centercontrol.kit.truth;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Someone, or a difference that was found, wants aggregates to be sent again. */
@ApplicationScoped
class OrderRepublish {
    private final Truths truths;
    private final RepublishStore store;

    OrderRepublish(Truths truths, RepublishStore store) {
        this.truths = truths;
        this.store = store;
    }

    /**
     * What is asked for, and why.
     *
     * @param topic one of the service's state topics; null for all of them
     */
    record Command(@Nullable String topic, Scope scope, String reason, Actor actor) {}

    /** Orders; refuses a topic that is not this service's, and an aggregate that there is not. */
    Uni<RepublishOperation> run(Command command) {
        var meant = meant(command.topic());
        return Multi.createFrom()
                .iterable(meant)
                .onItem()
                .transformToUniAndConcatenate(truth -> truth.count(command.scope()))
                .collect()
                .with(java.util.stream.Collectors.summingLong(Long::longValue))
                .chain(total -> {
                    if (total == 0 && command.scope() instanceof Scope.One(var id)) {
                        throw new Refusal.NotFound(
                                        "AGGREGATE_NOT_FOUND",
                                        "Nothing with id '" + id + "' stands on a topic of this service.")
                                .asException();
                    }
                    return store.begin(command.scope(), meant, total, command.reason(), command.actor());
                });
    }

    private List<Truth> meant(@Nullable String topic) {
        var meant = truths.all().stream()
                .filter(truth -> topic == null || truth.topic().equals(topic))
                .toList();
        if (meant.isEmpty()) {
            var own = truths.all().stream().map(Truth::topic).toList();
            throw Refusal.Invalid.of(
                            "/topic",
                            "UNKNOWN_TOPIC",
                            "The state topics of this service are: " + String.join(", ", own) + ".")
                    .asException();
        }
        return meant;
    }
}
