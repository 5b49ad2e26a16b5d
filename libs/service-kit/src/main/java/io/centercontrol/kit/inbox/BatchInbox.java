package io.centercontrol.kit.inbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * The way in for whole batches. Records that can never be read are set aside, the others are applied in one transaction; when
 * that fails, one after the other goes through the {@link Inbox}, which knows what to wait for and what to give up.
 */
@ApplicationScoped
public class BatchInbox {
    private static final Logger LOG = Logger.getLogger(BatchInbox.class);

    private final Inbox inbox;

    BatchInbox(Inbox inbox) {
        this.inbox = inbox;
    }

    /**
     * Reads and applies a batch.
     *
     * @param apply must be harmless when it is done again, whole or in part
     * @return completes when every record is applied or set aside; never fails
     */
    public <T> Uni<Void> receive(
            String channel,
            ConsumerRecords<String, byte[]> records,
            Function<ConsumerRecord<String, byte[]>, Uni<T>> decode,
            Function<List<T>, Uni<Void>> apply) {
        return Multi.createFrom()
                .iterable(records)
                .onItem()
                .transformToUniAndConcatenate(record -> read(channel, record, decode))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList()
                .chain(values -> values.isEmpty() ? Uni.createFrom().voidItem() : apply.apply(values))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("%s: a batch of %d goes on one by one: %s", channel, records.count(), failure);
                    return Multi.createFrom()
                            .iterable(records)
                            .onItem()
                            .transformToUniAndConcatenate(record ->
                                    inbox.receive(channel, record, decode, value -> apply.apply(List.of(value))))
                            .collect()
                            .last()
                            .replaceWithVoid();
                });
    }

    private <T> Uni<Optional<T>> read(
            String channel,
            ConsumerRecord<String, byte[]> record,
            Function<ConsumerRecord<String, byte[]>, Uni<T>> decode) {
        return Uni.createFrom()
                .deferred(() -> decode.apply(record))
                .map(Optional::of)
                .onFailure(Inbox::isUnreadable)
                .recoverWithUni(failure -> inbox.receive(
                                channel,
                                record,
                                poison -> Uni.createFrom().failure(failure),
                                value -> Uni.createFrom().voidItem())
                        .replaceWith(Optional.empty()));
    }
}
