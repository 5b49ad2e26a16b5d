package io.centercontrol.usage.intake;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import io.centercontrol.usage.accept.UsageConfig;
import io.centercontrol.usage.accept.model.Event;
import io.centercontrol.usage.intake.model.CloudEvent;
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
import org.jspecify.annotations.Nullable;

/**
 * A program sends data points of metrics. Other than of CloudEvents, those that are good are taken beside others that are not: the
 * protocol has it so, and whoever sends them throws away what was refused.
 */
@ApplicationScoped
public class TakeMetrics {
    private final MeterBoard board;
    private final EventLog log;
    private final UsageConfig config;
    private final Clock clock;

    TakeMetrics(MeterBoard board, EventLog log, UsageConfig config, Clock clock) {
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
     */
    public record Command(UUID key, Predicate<TenantId> maySendFor, List<CloudEvent> points) {
        public Command {
            points = List.copyOf(points);
        }
    }

    /**
     * What was not taken.
     *
     * @param points how many
     * @param first what is wrong with the first of them; null when all were taken
     */
    public record Refused(long points, @Nullable String first) {
        /** Counts one more. */
        public Refused plus(String why) {
            return new Refused(points + 1, first == null ? why : first);
        }
    }

    /** Takes what is good; done when it is in the log. */
    public Uni<Refused> run(Command command, Refused before) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var types = command.points().stream().map(CloudEvent::type).collect(Collectors.toSet());
        return board.measuring(types).chain(meters -> {
            var events = new ArrayList<Event>();
            var refused = before;
            for (var point : command.points()) {
                var why = command.maySendFor().test(point.tenant())
                        ? taken(point, meters, now, events)
                        : "the key is for another tenant than " + point.tenant();
                if (why != null) {
                    refused = refused.plus(why);
                }
            }
            var told = refused;
            return events.isEmpty()
                    ? Uni.createFrom().item(told)
                    : log.append(command.key(), events).replaceWith(told);
        });
    }

    private @Nullable String taken(CloudEvent point, Map<String, List<Meter>> meters, Instant now, List<Event> events) {
        var found = new ArrayList<Violation>();
        var measured =
                Measuring.of(point, meters.getOrDefault(point.type(), List.of()), now, now.minus(config.open()), found);
        if (!found.isEmpty()) {
            var first = found.getFirst();
            return first.pointer() + ": " + first.code() + ": " + first.message();
        }
        events.addAll(measured);
        return null;
    }
}
