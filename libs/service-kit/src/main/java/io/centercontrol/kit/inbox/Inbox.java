package io.centercontrol.kit.inbox;

import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.avro.UnknownSchemaException;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.trace.RecordTracing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The way in for one record after the other: read it, apply it, and only then let the offset go on.
 *
 * <p>A record that can never be read is set aside at once. A failure of something around us, such as a database that is
 * away, is waited out for as long as it takes. A record that keeps failing while everything around works is set aside after
 * some attempts. So nothing is lost and nothing blocks its partition for ever.
 */
@ApplicationScoped
class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Quarantine quarantine;
    private final RecordTracing tracing;
    private final Rounds rounds;

    Inbox(Quarantine quarantine, RecordTracing tracing, Rounds rounds) {
        this.quarantine = quarantine;
        this.tracing = tracing;
        this.rounds = rounds;
    }

    /**
     * Reads and applies a record.
     *
     * @param channel the channel's name, for the quarantine and the log
     * @param decode fails with {@link UnreadableException} or {@link UnknownSchemaException} when no attempt will help
     * @param apply must be harmless when it is done again
     * @return completes when the record is applied or set aside; never fails
     */
    <T> Uni<Void> receive(
            String channel,
            ConsumerRecord<String, byte[]> record,
            Function<ConsumerRecord<String, byte[]>, Uni<T>> decode,
            Function<T, ? extends Uni<?>> apply) {
        return tracing.processing(record, () -> attempt(channel, record, decode, apply, 1))
                .invoke(rounds::stir);
    }

    private <T> Uni<Void> attempt(
            String channel,
            ConsumerRecord<String, byte[]> record,
            Function<ConsumerRecord<String, byte[]>, Uni<T>> decode,
            Function<T, ? extends Uni<?>> apply,
            int number) {
        return Uni.createFrom()
                .deferred(() -> decode.apply(record))
                .onFailure(Inbox::isUnreadable)
                .transform(Inbox::unreadable)
                .chain(value -> apply.apply(value))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    if (isPoison(failure) || (number >= MOST_ATTEMPTS && !Weather.isBad(failure))) {
                        return setAside(channel, record, failure, 1);
                    }
                    LOG.warnf(
                            "%s %s-%d@%d: attempt %d failed: %s",
                            channel, record.topic(), record.partition(), record.offset(), number, failure);
                    return pause(number)
                            .chain(() -> attempt(channel, record, decode, apply, Math.min(number + 1, 1_000)));
                });
    }

    private Uni<Void> setAside(String channel, ConsumerRecord<String, byte[]> record, Throwable failure, int number) {
        return quarantine.add(channel, record, failure).onFailure().recoverWithUni(storeFailure -> {
            LOG.warnf("%s: a poison record cannot be set aside yet: %s", channel, storeFailure);
            return pause(number).chain(() -> setAside(channel, record, failure, number + 1));
        });
    }

    private static Uni<Void> pause(int number) {
        var millis = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(number - 1, 10));
        return VertxContext.later(Duration.ofMillis(millis));
    }

    /**
     * Whether decoding failed for good. It looks at nothing but the record and its schema: whatever it throws, errors too,
     * it will throw again, unless the registry was away.
     */
    static boolean isUnreadable(Throwable failure) {
        return isPoison(failure) || !Weather.isBad(failure);
    }

    private static Throwable unreadable(Throwable failure) {
        return isPoison(failure) ? failure : new UnreadableException("cannot be decoded: " + failure, null);
    }

    private static boolean isPoison(Throwable failure) {
        return failure instanceof UnreadableException
                || failure instanceof UnknownSchemaException
                || Weather.isRefusedForGood(failure);
    }
}
