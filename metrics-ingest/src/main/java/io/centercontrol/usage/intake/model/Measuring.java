package io.centercontrol.usage.intake.model;

import io.centercontrol.kernel.Violation;
import io.centercontrol.usage.accept.model.Event;
import io.centercontrol.usage.accept.model.Judgement;
import io.centercontrol.usage.accept.model.Reason;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Grade;
import io.centercontrol.usage.meters.model.Meter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What meters measure of a CloudEvent: an event of each. */
public final class Measuring {
    /** Stands before the type of an event that nobody measures, in the place of a meter's key, which can have no colon. */
    public static final String UNMEASURED = "type:";

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]++");
    private static final int LONGEST = 200;
    private static final int MOST_PROPERTIES = 20;

    private Measuring() {}

    /**
     * The events that come of one.
     *
     * @param meters those that measure its type, the archived ones too
     * @param now when it came
     * @param oldest what happened before is not counted any more
     * @param found takes what is wrong with it
     * @return what nobody measures is one event of no meter; what archived meters alone measure is one of each: both do not count,
     *     and are kept with that reason
     */
    public static List<Event> of(
            CloudEvent event, Collection<Meter> meters, Instant now, Instant oldest, List<Violation> found) {
        var live = meters.stream().filter(meter -> !meter.archived()).toList();
        if (live.isEmpty()) {
            var kept = meters.isEmpty()
                    ? List.of(new Event(
                            event.identity(),
                            UNMEASURED + event.type(),
                            event.tenant(),
                            1,
                            event.happenedAt(),
                            whatFits(event),
                            Grade.BILLING))
                    : meters.stream().map(meter -> uncounted(event, meter)).toList();
            time(event, now, oldest, found);
            return kept;
        }
        var events = new ArrayList<Event>();
        for (var meter : live) {
            var one = measured(event, meter, found);
            if (one != null) {
                var reason = Judgement.against(one, meter, true, now, oldest);
                if (reason == null) {
                    events.add(one);
                } else {
                    against(event, meter, reason, found);
                }
            }
        }
        return events;
    }

    private static Event uncounted(CloudEvent event, Meter meter) {
        return new Event(
                event.identity(),
                meter.key(),
                event.tenant(),
                1,
                event.happenedAt(),
                whatFits(event),
                meter.measure().grade());
    }

    /** Nobody asks for them by name: those that usage can keep, the first by name. */
    private static Map<String, String> whatFits(CloudEvent event) {
        var properties = new HashMap<String, String>();
        event.data().entrySet().stream()
                .filter(one -> one.getValue().kind() != Scalar.Kind.NESTED
                        && one.getKey().length() <= LONGEST
                        && one.getValue().text().length() <= LONGEST
                        && Draft.isPlain(one.getKey())
                        && Draft.isPlain(one.getValue().text()))
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_PROPERTIES)
                .forEach(one -> properties.put(one.getKey(), one.getValue().text()));
        return properties;
    }

    private static @Nullable Event measured(CloudEvent event, Meter meter, List<Violation> found) {
        var before = found.size();
        var measure = meter.measure();
        var names = new ArrayList<>(meter.terms().groupBy());
        for (var name : new @Nullable String[] {measure.subjectProperty(), measure.currencyProperty()}) {
            if (name != null) {
                names.add(name);
            }
        }
        var properties = new HashMap<String, String>();
        for (var name : names) {
            var value = event.data().get(name);
            if (value != null) {
                properties.put(name, property(event, name, value, found));
            }
        }
        var property = measure.valueProperty();
        var amount = property == null ? number(event, meter) : amount(event, meter, property, found);
        return found.size() > before
                ? null
                : new Event(
                        event.identity(),
                        meter.key(),
                        event.tenant(),
                        amount,
                        event.happenedAt(),
                        properties,
                        measure.grade());
    }

    private static String property(CloudEvent event, String name, Scalar value, List<Violation> found) {
        if (value.kind() == Scalar.Kind.NESTED) {
            add(event, name, "NOT_A_SCALAR", "'" + name + "' is a text, a number, true or false.", found);
        } else if (value.text().length() > LONGEST || !Draft.isPlain(value.text())) {
            add(
                    event,
                    name,
                    "INVALID_PROPERTY",
                    "'%s' has at most %d characters, and no control characters.".formatted(name, LONGEST),
                    found);
        }
        return value.text();
    }

    /** How many it stands for. */
    private static long number(CloudEvent event, Meter meter) {
        var value = event.value();
        return value == null || meter.measure().aggregation() != Aggregation.COUNT ? 1 : value;
    }

    private static long amount(CloudEvent event, Meter meter, String name, List<Violation> found) {
        var value = event.data().get(name);
        var own = event.value();
        if (value == null && own != null) {
            return own;
        }
        if (value == null) {
            add(
                    event,
                    name,
                    "REQUIRED",
                    "The meter " + meter.key() + " measures '" + name + "': it must be there.",
                    found);
            return 0;
        }
        var isWhole = switch (value.kind()) {
            case TEXT, WHOLE -> WHOLE.matcher(value.text()).matches();
            case FRACTION, TRUTH, NESTED -> false;
        };
        if (!isWhole) {
            add(
                    event,
                    name,
                    "NOT_A_WHOLE_NUMBER",
                    "The meter %s measures '%s': a whole number, as a number or as a text of digits%s."
                            .formatted(
                                    meter.key(),
                                    name,
                                    meter.measure().money() == null
                                            ? ""
                                            : "; money is counted in the smallest unit of its currency"),
                    found);
            return 0;
        }
        try {
            return Long.parseLong(value.text());
        } catch (NumberFormatException e) {
            add(
                    event,
                    name,
                    "BEYOND_A_LONG",
                    "'%s' lies between %d and %d.".formatted(name, Long.MIN_VALUE, Long.MAX_VALUE),
                    found);
            return 0;
        }
    }

    private static void time(CloudEvent event, Instant now, Instant oldest, List<Violation> found) {
        if (event.happenedAt().isBefore(oldest)) {
            tooOld(event, found);
        } else if (event.happenedAt().isAfter(now.plus(Judgement.SKEW))) {
            inTheFuture(event, found);
        }
    }

    private static void against(CloudEvent event, Meter meter, Reason reason, List<Violation> found) {
        var measure = meter.measure();
        switch (reason) {
            case TOO_OLD -> tooOld(event, found);
            case IN_THE_FUTURE -> inTheFuture(event, found);
            case NEGATIVE_MONEY ->
                add(event, measure.valueProperty(), reason.name(), "Money is not below nothing.", found);
            case UNKNOWN_CURRENCY ->
                add(
                        event,
                        measure.currencyProperty(),
                        reason.name(),
                        "The meter " + meter.key() + " needs a currency there, by ISO 4217, such as EUR.",
                        found);
            case NO_SUBJECT ->
                add(
                        event,
                        measure.subjectProperty(),
                        reason.name(),
                        "The meter " + meter.key() + " counts who stands there once: it must be there.",
                        found);
            case INVALID_COUNT ->
                found.add(new Violation(
                        event.pointer(), reason.name(), "The meter " + meter.key() + " counts from one on."));
            case FENCED, UNKNOWN_TENANT, UNKNOWN_METER, ARCHIVED_METER, WRONG_GRADE, NO_ID ->
                throw new IllegalStateException(reason + " is against no event that was made here");
        }
    }

    private static void tooOld(CloudEvent event, List<Violation> found) {
        once(event, Reason.TOO_OLD, "It happened before what is still counted.", found);
    }

    private static void inTheFuture(CloudEvent event, List<Violation> found) {
        once(event, Reason.IN_THE_FUTURE, "It is to happen: a clock may be ahead by an hour.", found);
    }

    /** Several meters find it. */
    private static void once(CloudEvent event, Reason reason, String message, List<Violation> found) {
        var violation = new Violation(event.pointer() + "/time", reason.name(), message);
        if (!found.contains(violation)) {
            found.add(violation);
        }
    }

    private static void add(
            CloudEvent event, @Nullable String name, String code, String message, List<Violation> found) {
        var escaped = name == null ? "" : "/" + name.replace("~", "~0").replace("/", "~1");
        found.add(new Violation(event.pointer() + "/data" + escaped, code, message));
    }
}
