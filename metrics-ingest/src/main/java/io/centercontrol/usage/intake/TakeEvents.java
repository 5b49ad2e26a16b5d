package io.centercontrol.usage.intake;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import io.centercontrol.usage.accept.UsageConfig;
import io.centercontrol.usage.accept.model.Event;
import io.centercontrol.usage.intake.model.CloudEvent;
import io.centercontrol.usage.intake.model.Draft;
import io.centercontrol.usage.intake.model.IntakeRefusals;
import io.centercontrol.usage.intake.model.Measuring;
import io.centercontrol.usage.meters.model.Meter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A program sends CloudEvents: all of a request are taken, or none. */
@ApplicationScoped
public class TakeEvents {
    /** Most events of one request. */
    public static final int MOST = 1_000;

    /** Most that can come of them, since several meters may measure one type. */
    private static final int MOST_MEASURED = 10_000;

    private final MeterBoard board;
    private final EventLog log;
    private final UsageConfig config;
    private final Clock clock;

    TakeEvents(MeterBoard board, EventLog log, UsageConfig config, Clock clock) {
        this.board = board;
        this.log = log;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What was sent.
     *
     * @param key the usage key with which
     * @param maySendFor whether usage of a tenant may be sent with it
     * @param found what is known to be wrong already
     */
    public record Command(UUID key, Predicate<TenantId> maySendFor, List<Draft> drafts, List<Violation> found) {
        public Command {
            drafts = List.copyOf(drafts);
            found = List.copyOf(found);
        }
    }

    /** Takes all; done when they are in the log. Refuses all with what is wrong with any of them. */
    public Uni<Void> run(Command command) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (command.drafts().size() > MOST) {
            throw IntakeRefusals.tooMany(MOST);
        }
        var found = new ArrayList<>(command.found());
        var events = new ArrayList<CloudEvent>();
        for (var draft : command.drafts()) {
            var event = draft.check(now, found);
            if (event != null) {
                events.add(event);
            }
        }
        refuse(found);
        for (var event : events) {
            if (!command.maySendFor().test(event.tenant())) {
                throw new ForeignTenantException(event.pointer());
            }
        }
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var types = events.stream().map(CloudEvent::type).collect(Collectors.toSet());
        return board.measuring(types).chain(meters -> log.append(command.key(), measured(events, meters, now)));
    }

    private List<Event> measured(List<CloudEvent> events, Map<String, List<Meter>> meters, Instant now) {
        var found = new ArrayList<Violation>();
        var all = new ArrayList<Event>();
        for (var event : events) {
            all.addAll(Measuring.of(
                    event, meters.getOrDefault(event.type(), List.of()), now, now.minus(config.open()), found));
            if (all.size() > MOST_MEASURED) {
                throw IntakeRefusals.tooManyMeasured(MOST_MEASURED);
            }
        }
        refuse(found);
        return all;
    }

    private static void refuse(List<Violation> found) {
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found.subList(0, Math.min(found.size(), IntakeRefusals.MOST_TOLD))).asException();
        }
    }
}
