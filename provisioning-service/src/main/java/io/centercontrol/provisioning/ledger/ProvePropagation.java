package io.centercontrol.provisioning.ledger;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.provisioning.ledger.model.EventIds;
import io.centercontrol.provisioning.ledger.model.LedgerTerms;
import io.centercontrol.provisioning.ledger.model.Propagation;
import io.centercontrol.provisioning.ledger.model.PropagationStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells how far a change is, and waits for it if so asked. Nothing is held while waiting: no thread, no connection.
 *
 * <p>A change whose id may be on its way is PENDING; an id that was never one of an event kept here is refused.
 */
@ApplicationScoped
public class ProvePropagation {
    private static final Duration TICK = Duration.ofMillis(200);
    /** A wave of positions is looked at once and not a hundred times, and the less often the longer it takes. */
    private static final Duration SHORTEST_BREATH = Duration.ofMillis(10);

    private final Ledger ledger;
    private final LedgerSignal signal;
    private final LedgerConfig config;
    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();

    ProvePropagation(Ledger ledger, LedgerSignal signal, LedgerConfig config, Clock clock) {
        this.ledger = ledger;
        this.signal = signal;
        this.config = config;
        this.clock = clock;
    }

    /** What can be waited for. */
    public enum Goal {
        /** Nothing: what is known now. */
        NONE,
        /** Every instance is past it. */
        APPLIED,
        /** No instance serves without it. */
        EFFECTIVE
    }

    /**
     * The question.
     *
     * @param patience how long to wait at most
     */
    public record Command(UUID eventId, Goal goal, Duration patience) {}

    /**
     * The answer.
     *
     * @param found empty as long as the event is not on its topic
     * @param terms what was taken for granted
     */
    public record Answer(UUID eventId, Optional<Propagation> found, LedgerTerms terms) {
        /** How far it is in one word. */
        public PropagationStatus status() {
            return found.map(Propagation::status).orElse(PropagationStatus.PENDING);
        }
    }

    /** Answers when the goal or the end of the patience is reached; a change that failed is not waited for. */
    public Uni<Answer> run(Command command) {
        if (command.goal() == Goal.NONE || command.patience().isZero()) {
            return ask(command.eventId());
        }
        return Uni.createFrom().deferred(() -> {
            if (waiting.incrementAndGet() > config.mostWaiting()) {
                waiting.decrementAndGet();
                return ask(command.eventId());
            }
            return await(command, clock.instant()).eventually(() -> {
                waiting.decrementAndGet();
            });
        });
    }

    private Uni<Answer> await(Command command, Instant begun) {
        // Taken before the question, so that news in between is not missed.
        var news = signal.news(TICK);
        return ask(command.eventId()).chain(answer -> {
            var waited = Duration.between(begun, clock.instant());
            if (reached(command.goal(), answer.status()) || waited.compareTo(command.patience()) >= 0) {
                return Uni.createFrom().item(answer);
            }
            return VertxContext.backHere(news)
                    .chain(() -> VertxContext.later(breath(waited)))
                    .chain(() -> await(command, begun));
        });
    }

    private static Duration breath(Duration waited) {
        var tenth = waited.dividedBy(10);
        if (tenth.compareTo(SHORTEST_BREATH) < 0) {
            return SHORTEST_BREATH;
        }
        return tenth.compareTo(TICK) < 0 ? tenth : TICK;
    }

    private static boolean reached(Goal goal, PropagationStatus status) {
        if (status == PropagationStatus.FAILED) {
            return true;
        }
        return switch (goal) {
            case NONE -> true;
            case APPLIED -> status == PropagationStatus.APPLIED;
            case EFFECTIVE -> status.effective();
        };
    }

    private Uni<Answer> ask(UUID eventId) {
        var terms = config.terms();
        return ledger.find(eventId).chain(found -> {
            if (found.events().isEmpty()) {
                if (!EventIds.plausible(eventId, terms.kept(), found.now())) {
                    throw new Refusal.NotFound(
                                    "EVENT_NOT_FOUND",
                                    "No event of this id is on its way, or was in the "
                                            + terms.kept().toDays() + " days that are kept.")
                            .asException();
                }
                return Uni.createFrom().item(new Answer(eventId, Optional.empty(), terms));
            }
            var event = found.events().getFirst();
            return ledger.standings(found.events())
                    .map(standings -> new Answer(
                            eventId,
                            Optional.of(Propagation.judge(
                                    event, standings.getOrDefault(eventId, List.of()), terms, found.now())),
                            terms));
        });
    }
}
