package io.centercontrol.usage.statements.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.meters.model.Aggregation;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** Whatever comes when, all statements together say what was counted. */
class LateTest {
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final Instant BEGIN = Instant.parse("2026-01-31T00:00:00Z");
    private static final Duration DELAY = Duration.ofHours(24);
    private static final Map<String, Measured> METERS = Map.of(
            "sum", new Measured(Aggregation.SUM, "calls", null),
            "max", new Measured(Aggregation.MAX, null, null),
            "latest", new Measured(Aggregation.LATEST, null, null));

    private static final String EARLY = "closed early";

    /** An event; a close when it has no meter; or a close so many minutes after the period's begin. */
    record Step(String meter, int minute, long amount) {}

    /** A row of a minute. */
    private record Row(String meter, Instant at, long amount, long late) {}

    @Property(tries = 200)
    void all_statements_together_say_what_was_counted(@ForAll @Size(max = 60) List<@From("steps") Step> steps) {
        new Simulation().run(steps);
    }

    @Provide
    Arbitrary<Step> steps() {
        var event = Combinators.combine(
                        Arbitraries.of(METERS.keySet()),
                        Arbitraries.integers().between(-10_000, 5 * 30 * 24 * 60),
                        Arbitraries.longs())
                .as(Step::new);
        var early = Arbitraries.integers().between(0, 40 * 24 * 60).map(minute -> new Step(EARLY, minute, 0));
        return Arbitraries.frequencyOf(
                Tuple.of(12, event), Tuple.of(2, Arbitraries.just(new Step("", 0, 0))), Tuple.of(1, early));
    }

    /** The books of one tenant, in memory. */
    private static final class Simulation {
        private final List<Row> rows = new ArrayList<>();
        private final List<Statement> statements = new ArrayList<>();
        private Account account = Account.begin(TENANT, BEGIN, "UTC", BEGIN, DELAY);

        void run(List<Step> steps) {
            for (var step : steps) {
                if (step.meter().isEmpty()) {
                    close();
                } else if (step.meter().equals(EARLY)) {
                    closeAt(Objects.requireNonNull(
                            account.earlyHead(account.opens().plus(Duration.ofMinutes(step.minute())))));
                } else {
                    count(step);
                }
            }
            // What came last is told of by the next statement, at the latest when its own period is closed.
            for (var i = 0; i < 8; i++) {
                close();
            }

            var said = new HashMap<String, BigInteger>();
            for (var statement : statements) {
                for (var figure : statement.content().usage()) {
                    said.merge(key(statement.number(), figure.meter()), figure.quantity(), BigInteger::add);
                }
                for (var one : statement.content().adjustments()) {
                    said.merge(key(one.statement(), one.meter()), one.quantity(), BigInteger::add);
                }
            }
            for (var statement : statements) {
                for (var figure : tally(statement.head(), Long.MAX_VALUE).figures(METERS)) {
                    assertThat(said.remove(key(statement.number(), figure.meter())))
                            .isEqualTo(figure.quantity());
                }
                assertThat(Recount.of(statement, Statement.close(statement.head(), draw(statement.head())))
                                .differences())
                        .isEmpty();
            }
            assertThat(said).isEmpty();
            assertThat(sumOf("sum"))
                    .isEqualTo(rows.stream()
                            .filter(row -> row.meter().equals("sum"))
                            .map(row -> BigInteger.valueOf(row.amount()))
                            .reduce(BigInteger.ZERO, BigInteger::add));
            assertThatTheyAreAChain();
        }

        private BigInteger sumOf(String meter) {
            return statements.stream()
                    .flatMap(statement -> Stream.concat(
                            statement.content().usage().stream()
                                    .filter(one -> one.meter().equals(meter))
                                    .map(Figure::quantity),
                            statement.content().adjustments().stream()
                                    .filter(one -> one.meter().equals(meter))
                                    .map(Adjustment::quantity)))
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }

        private void assertThatTheyAreAChain() {
            for (var i = 1; i < statements.size(); i++) {
                var head = statements.get(i).head();
                assertThat(head.number()).isEqualTo(i + 1);
                assertThat(head.start()).isEqualTo(statements.get(i - 1).head().end());
                assertThat(head.previous()).isEqualTo(statements.get(i - 1).hash());
            }
        }

        private void count(Step step) {
            var at = BEGIN.plus(Duration.ofMinutes(step.minute()));
            var isLate = account.statements() > 0 && at.isBefore(account.opens());
            rows.add(new Row(step.meter(), at, step.amount(), isLate ? account.statements() : 0));
        }

        private void close() {
            closeAt(account.head(account.ends().plus(DELAY)));
        }

        private void closeAt(Head head) {
            var statement = Statement.close(head, draw(head));
            statements.add(statement);
            account = account.after(statement, "UTC", DELAY);
        }

        private Content draw(Head head) {
            var before = head.number() - 1;
            var late = LongStream.rangeClosed(1, before)
                    .mapToObj(number -> statements.get((int) number - 1))
                    .filter(closed -> rows.stream()
                            .anyMatch(row -> row.late() > 0 && row.late() == before && isOf(closed.head(), row)))
                    .map(closed -> new Late(
                            closed,
                            tally(closed.head(), before - 1).figures(METERS),
                            tally(closed.head(), before).figures(METERS)))
                    .toList();
            return Content.of(
                    head, List.of(), List.of(), Map.of(), tally(head, before).figures(METERS), late);
        }

        private Tally tally(Head head, long statements) {
            var counted = new ArrayList<Counted>();
            for (var meter : METERS.keySet()) {
                var of = rows.stream()
                        .filter(row -> row.meter().equals(meter) && row.late() <= statements && isOf(head, row))
                        .toList();
                if (!of.isEmpty()) {
                    var latest = of.stream().max(Comparator.comparing(Row::at)).orElseThrow();
                    counted.add(new Counted(
                            meter,
                            "",
                            Map.of(),
                            BigInteger.valueOf(of.size()),
                            of.stream()
                                    .map(row -> BigInteger.valueOf(row.amount()))
                                    .reduce(BigInteger.ZERO, BigInteger::add),
                            of.stream().mapToLong(Row::amount).max().orElseThrow(),
                            latest.amount(),
                            latest.at()));
                }
            }
            return new Tally(counted, List.of());
        }

        private static boolean isOf(Head head, Row row) {
            return (head.number() == 1 || !row.at().isBefore(head.start()))
                    && row.at().isBefore(head.end());
        }

        private static String key(long statement, String meter) {
            return statement + " " + meter;
        }
    }
}
