package io.centercontrol.usage.consumption.model;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The number that was told last of one meter and group.
 *
 * @param groups values by property
 * @param at when it was so
 */
public record Latest(String meter, Map<String, String> groups, long number, Instant at) {
    public Latest {
        groups = Map.copyOf(groups);
    }

    /**
     * How many there are: the numbers of all meters and groups added up. Numbers from before a meter got other groups are of the
     * same things as those since, and do not count.
     */
    public static BigInteger sum(Collection<Latest> numbers) {
        return numbers.stream().collect(Collectors.groupingBy(Latest::meter)).values().stream()
                .flatMap(ofMeter -> {
                    var properties = ofMeter.stream()
                            .max(Comparator.comparing(Latest::at))
                            .orElseThrow()
                            .groups()
                            .keySet();
                    return ofMeter.stream().filter(one -> one.groups().keySet().equals(properties));
                })
                .map(one -> BigInteger.valueOf(one.number()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
