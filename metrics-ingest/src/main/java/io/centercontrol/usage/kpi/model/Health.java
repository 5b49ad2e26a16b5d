package io.centercontrol.usage.kpi.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant is, as far as its use tells. Of errors and of how long answers take nothing is measured, and nothing is said.
 *
 * @param reasons the worst first; none when nothing stands out
 */
public record Health(List<Reason> reasons) {
    /** What has so few before is no trend. */
    static final BigInteger ENOUGH = BigInteger.valueOf(20);

    /** Nobody is called silent sooner. */
    static final Duration SILENCE = Duration.ofHours(3);

    /** Who is silent for so many times the usual pause between two events has stopped: by chance it is one in 22,000. */
    private static final int PAUSES = 10;

    private static final BigDecimal FALLEN = BigDecimal.valueOf(30);
    private static final BigDecimal FALLEN_FAR = BigDecimal.valueOf(60);
    private static final int NEAR = 90;
    private static final int ALL = 100;

    public Health {
        reasons = List.copyOf(reasons);
    }

    /** How grave it is. */
    public enum State {
        /** Nothing stands out. */
        GOOD,
        /** Somebody should look at it. */
        WATCH,
        /** Something is wrong, or will be at once. */
        BAD
    }

    /** What a reason is of. */
    public enum Kind {
        /** A meter counted much less than before. */
        FALLEN,
        /** Nothing comes any more. */
        SILENT,
        /** A grant is nearly used up, or all of it. */
        USED_UP,
        /** A grant will be used up before its period ends. */
        PROJECTED
    }

    /** Why it is so; the text is a part of a sentence. */
    public record Reason(Kind kind, State state, String text) {}

    /**
     * What is known of a tenant.
     *
     * @param days of which the figures are, each beside as many before
     * @param events how many came in the span before
     * @param lastEvent when the last thing happened that was counted; null when there never was one
     */
    public record Signs(
            long days,
            List<Moved> moved,
            long events,
            @Nullable Instant lastEvent,
            List<Grant> grants) {
        public Signs {
            moved = List.copyOf(moved);
            grants = List.copyOf(grants);
        }
    }

    /** Looks at what is known. */
    public static Health of(Signs signs, Instant now) {
        var reasons = new ArrayList<Reason>();
        signs.moved().stream()
                .map(one -> fallen(one, signs.days()))
                .filter(Objects::nonNull)
                .forEach(reasons::add);
        var silent = silent(signs, now);
        if (silent != null) {
            reasons.add(silent);
        }
        signs.grants().stream().map(Health::used).filter(Objects::nonNull).forEach(reasons::add);
        reasons.sort(Comparator.comparing(Reason::state).reversed());
        return new Health(reasons);
    }

    /** The gravest of its reasons. */
    public State state() {
        return reasons.isEmpty() ? State.GOOD : reasons.getFirst().state();
    }

    /** All of it as one sentence. */
    public String sentence() {
        if (reasons.isEmpty()) {
            return "Nothing stands out.";
        }
        var text = reasons.stream().map(Reason::text).collect(Collectors.joining("; "));
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private static @Nullable Reason fallen(Moved moved, long days) {
        var percent = moved.value().changePercent();
        if (percent == null || moved.value().before().compareTo(ENOUGH) < 0) {
            return null;
        }
        var down = percent.negate().setScale(0, RoundingMode.HALF_EVEN);
        if (down.compareTo(FALLEN) < 0) {
            return null;
        }
        return new Reason(
                Kind.FALLEN,
                down.compareTo(FALLEN_FAR) < 0 ? State.WATCH : State.BAD,
                "%s%s fell by %s %% against the %s before"
                        .formatted(
                                moved.name(),
                                moved.currency().isEmpty() ? "" : " in " + moved.currency(),
                                down.toPlainString(),
                                days == 1 ? "day" : days + " days"));
    }

    private static @Nullable Reason silent(Signs signs, Instant now) {
        var last = signs.lastEvent();
        if (last == null) {
            return new Reason(Kind.SILENT, State.WATCH, "nothing was ever counted");
        }
        if (signs.events() == 0) {
            // Without a rhythm nothing can be said to be missing, but that it is long ago.
            var longAgo = Duration.between(last, now).compareTo(Duration.ofDays(2 * signs.days())) > 0;
            return longAgo ? silent(State.WATCH, last, now) : null;
        }
        var usual = Duration.ofDays(signs.days()).dividedBy(signs.events());
        var most = usual.multipliedBy(PAUSES);
        var silence = Duration.between(last, now);
        return silence.compareTo(most.compareTo(SILENCE) > 0 ? most : SILENCE) > 0
                ? silent(silence.compareTo(Duration.ofDays(1)) > 0 ? State.BAD : State.WATCH, last, now)
                : null;
    }

    private static Reason silent(State state, Instant last, Instant now) {
        var silence = Duration.between(last, now);
        var hours = silence.toHours();
        return new Reason(
                Kind.SILENT, state, "no event for " + (hours < 48 ? hours + " hours" : silence.toDays() + " days"));
    }

    private static @Nullable Reason used(Grant grant) {
        if (grant.percent() >= ALL) {
            // A limit that is reached may be just what was bought; a meter that is used up stops somebody.
            var state = grant.isPeriodic() ? State.BAD : State.WATCH;
            return new Reason(Kind.USED_UP, state, "all that is granted of %s is used".formatted(grant.feature()));
        }
        if (grant.percent() >= NEAR) {
            return new Reason(
                    Kind.USED_UP, State.WATCH, "%d %% of %s are used".formatted(grant.percent(), grant.feature()));
        }
        return grant.isProjected()
                ? new Reason(
                        Kind.PROJECTED,
                        State.WATCH,
                        "%s will be used up before its period ends".formatted(grant.feature()))
                : null;
    }
}
