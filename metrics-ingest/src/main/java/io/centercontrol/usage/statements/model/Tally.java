package io.centercontrol.usage.statements.model;

import io.centercontrol.usage.consumption.model.Latest;
import io.centercontrol.usage.meters.model.Aggregation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was counted in a time, and makes figures when it is known what the meters are.
 *
 * @param counted by meter, currency and group
 * @param seen by meter
 */
public record Tally(List<Counted> counted, List<Seen> seen) {
    public Tally {
        counted = List.copyOf(counted);
        seen = List.copyOf(seen);
    }

    /** A figure for each meter and currency. */
    public List<Figure> figures(Map<String, Measured> meters) {
        var figures = new ArrayList<Figure>();
        counted.stream()
                .collect(Collectors.groupingBy(one -> new Figure.Key(one.meter(), one.currency())))
                .forEach((key, groups) -> {
                    var measured = known(meters, key.meter());
                    figures.add(new Figure(
                            key.meter(),
                            measured.aggregation(),
                            measured.feature(),
                            measured.unit(),
                            key.currency(),
                            sum(groups, Counted::events),
                            quantity(measured.aggregation(), groups)));
                });
        for (var one : seen) {
            var measured = known(meters, one.meter());
            figures.add(new Figure(
                    one.meter(),
                    measured.aggregation(),
                    measured.feature(),
                    measured.unit(),
                    "",
                    one.times(),
                    one.subjects()));
        }
        return figures;
    }

    /**
     * What the meters were, as statements say it that are closed: what they are called for now changes none of these.
     *
     * @param now the meters as they are
     * @param closed the statement of the time
     */
    public static Map<String, Measured> asSaid(Map<String, Measured> now, Statement closed) {
        var said = new HashMap<>(now);
        closed.content().usage().forEach(figure -> said.put(figure.meter(), Measured.of(figure)));
        return said;
    }

    /** The same of a closed period, of which a later statement has adjustments. */
    public static Map<String, Measured> asAdjusted(Map<String, Measured> said, Statement closed, Statement later) {
        var all = new HashMap<>(said);
        later.content().adjustments().stream()
                .filter(one -> one.statement() == closed.number())
                .forEach(one ->
                        all.computeIfPresent(one.meter(), (meter, measured) -> measured.ofFeature(one.feature())));
        return all;
    }

    private static Measured known(Map<String, Measured> meters, String meter) {
        var measured = meters.get(meter);
        if (measured == null) {
            throw new IllegalStateException("there is no meter " + meter);
        }
        return measured;
    }

    private static BigInteger quantity(Aggregation aggregation, List<Counted> groups) {
        return switch (aggregation) {
            case SUM, COUNT -> sum(groups, Counted::total);
            case MAX ->
                BigInteger.valueOf(
                        groups.stream().mapToLong(Counted::highest).max().orElse(0));
            case LATEST ->
                Latest.sum(groups.stream()
                        .map(one -> new Latest(one.meter(), one.groups(), one.latest(), one.latestAt()))
                        .toList());
            case UNIQUE -> throw new IllegalStateException("who was seen is kept apart");
        };
    }

    private static BigInteger sum(List<Counted> groups, Function<Counted, BigInteger> part) {
        return groups.stream().map(part).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
