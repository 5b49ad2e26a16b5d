package io.centercontrol.usage.statements.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement that is hashed, in the form {@value #FORM}: lines in UTF-8, each ended by a line feed; fields with tabs
 * between. A backslash, tab, line feed and carriage return within a field are {@code \\}, {@code \t}, {@code \n} and {@code \r}. Times
 * are ISO 8601 in UTC as {@link java.time.Instant#toString} writes them, numbers are decimal digits, and what is null is empty.
 */
public final class Canonical {
    /** Its name. Another order or another field is another form. */
    public static final String FORM = "cc-statement/1";

    private Canonical() {}

    /**
     * A line.
     *
     * @param name what it is of: its first fields, by which it is told apart from all others of the statement
     */
    public record Line(String name, String values) {
        /** All of it, without the line feed. */
        public String text() {
            return values.isEmpty() ? name : name + "\t" + values;
        }
    }

    /** All lines, in their order. */
    public static List<Line> lines(Head head, Content content) {
        var lines = new ArrayList<Line>();
        lines.add(line(names("form"), FORM));
        lines.add(line(names("tenant"), head.tenant()));
        lines.add(line(names("number"), head.number()));
        lines.add(line(names("period"), head.start(), head.end(), head.timeZone()));
        lines.add(line(names("closed"), head.closedAt(), head.last() ? "last" : ""));
        lines.add(line(names("previous"), head.previous()));
        lines.add(line(names("currency"), content.currency()));
        for (var plan : content.plans()) {
            var price = plan.price();
            lines.add(line(
                    names(plan.kind(), plan.plan().key(), plan.plan().version(), plan.from()),
                    plan.until(),
                    plan.trial() ? "trial" : "",
                    price == null ? null : price.minorUnits(),
                    price == null ? null : price.currency(),
                    price == null ? null : price.interval()));
        }
        for (var status : content.statuses()) {
            lines.add(line(names("STATUS", status.from()), status.until(), status.status()));
        }
        for (var grant : content.entitlements()) {
            var granted = grant.granted();
            lines.add(line(
                    names("GRANT", granted.feature(), grant.from()),
                    grant.until(),
                    granted.kind(),
                    granted.unlimited() ? "unlimited" : granted.most(),
                    granted.hard() ? "hard" : "soft",
                    granted.period()));
        }
        for (var figure : content.usage()) {
            lines.add(line(
                    names("USAGE", figure.meter(), figure.currency()),
                    figure.aggregation(),
                    figure.feature(),
                    figure.unit(),
                    figure.events(),
                    figure.quantity()));
        }
        for (var allowance : content.allowances()) {
            lines.add(line(
                    names("ALLOWANCE", allowance.feature()),
                    allowance.kind(),
                    allowance.included(),
                    allowance.used(),
                    allowance.over()));
        }
        for (var adjustment : content.adjustments()) {
            lines.add(line(
                    names("ADJUSTMENT", adjustment.statement(), adjustment.meter(), adjustment.currency()),
                    adjustment.feature(),
                    adjustment.events(),
                    adjustment.quantity()));
        }
        for (var over : content.over()) {
            lines.add(line(names("OVER", over.statement(), over.feature()), over.over()));
        }
        return lines;
    }

    /** SHA-256 of the text, hexadecimal. */
    public static String hash(List<Line> lines) {
        var text = lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
        return sha256(text);
    }

    /** SHA-256 of a text in UTF-8, hexadecimal. */
    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    private static String names(Object... fields) {
        return fields(fields);
    }

    private static Line line(String name, @Nullable Object... values) {
        return new Line(name, fields(values));
    }

    private static String fields(@Nullable Object... fields) {
        return Arrays.stream(fields)
                .map(field -> Objects.toString(field, ""))
                .map(Canonical::escaped)
                .collect(Collectors.joining("\t"));
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
