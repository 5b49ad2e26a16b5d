package io.centercontrol.usage.statements.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.consumption.model.Granted;
import io.centercontrol.usage.consumption.model.Kind;
import io.centercontrol.usage.consumption.model.Period;
import io.centercontrol.usage.meters.model.Aggregation;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatementTest {
    private static final TenantId TENANT = new TenantId(UUID.fromString("01a20474-66fd-731c-94bd-a664136c02d6"));
    private static final Instant START = Instant.parse("2026-10-15T00:00:00Z");
    private static final Instant MIDDLE = Instant.parse("2026-11-01T12:30:00Z");
    private static final Instant END = Instant.parse("2026-11-15T00:00:00Z");
    private static final Head HEAD =
            new Head(TENANT, 1, START, END, "UTC", false, Instant.parse("2026-11-16T00:00:00Z"), "");
    private static final PlanVersion BASIC = new PlanVersion("basic", 1);
    private static final PlanVersion PRO = new PlanVersion("pro", 2);
    private static final Map<PlanVersion, Price> PRICES =
            Map.of(BASIC, new Price(900, "EUR", "MONTH"), PRO, new Price(9_900, "EUR", "MONTH"));

    @Test
    void a_plan_that_changes_in_the_period_is_two_spans_with_their_prices() {
        var content = content(
                List.of(
                        entitled(START.minusSeconds(99), BASIC, true, calls(100)),
                        entitled(MIDDLE, PRO, false, calls(1_000)),
                        entitled(END, BASIC, false, calls(100))),
                List.of());

        assertThat(content.plans())
                .containsExactly(
                        new PlanSpan(PlanSpan.Kind.PLAN, BASIC, true, START, MIDDLE, PRICES.get(BASIC)),
                        new PlanSpan(PlanSpan.Kind.PLAN, PRO, false, MIDDLE, END, PRICES.get(PRO)));
        assertThat(content.entitlements())
                .containsExactly(new GrantSpan(calls(100), START, MIDDLE), new GrantSpan(calls(1_000), MIDDLE, END));
    }

    @Test
    void what_is_told_anew_and_is_no_other_plan_makes_no_other_span() {
        var content = content(
                List.of(
                        entitled(START.minusSeconds(99), BASIC, false, calls(100)),
                        entitled(MIDDLE, BASIC, false, calls(200))),
                List.of());

        assertThat(content.plans())
                .containsExactly(new PlanSpan(PlanSpan.Kind.PLAN, BASIC, false, START, END, PRICES.get(BASIC)));
        assertThat(content.entitlements()).hasSize(2);
    }

    @Test
    void an_add_on_is_a_span_from_when_it_holds_to_when_it_ends() {
        var until = MIDDLE.plusSeconds(3_600);
        var addOn = new AddOn("storage", 3, START.plusSeconds(60), until);
        var content = content(
                List.of(
                        new Entitled(START, BASIC, false, List.of(addOn), List.of()),
                        new Entitled(MIDDLE, PRO, false, List.of(addOn), List.of())),
                List.of());

        assertThat(content.plans())
                .filteredOn(span -> span.kind() == PlanSpan.Kind.ADD_ON)
                .containsExactly(new PlanSpan(
                        PlanSpan.Kind.ADD_ON,
                        new PlanVersion("storage", 3),
                        false,
                        START.plusSeconds(60),
                        until,
                        null));
    }

    @Test
    void without_a_plan_there_is_usage_and_no_span() {
        var content = content(List.of(), List.of(figure("api-calls", "api-calls", 7)));

        assertThat(content.plans()).isEmpty();
        assertThat(content.allowances()).isEmpty();
        assertThat(content.usage()).hasSize(1);
    }

    @Test
    void suspensions_are_spans() {
        var content = Content.of(
                HEAD,
                List.of(
                        new Standing(START.minusSeconds(9), "ACTIVE", "EUR", "UTC"),
                        new Standing(MIDDLE, "SUSPENDED", "EUR", "UTC"),
                        new Standing(MIDDLE.plusSeconds(5), "SUSPENDED", "USD", "UTC"),
                        new Standing(MIDDLE.plusSeconds(60), "ACTIVE", "USD", "UTC")),
                List.of(),
                PRICES,
                List.of(),
                List.of());

        assertThat(content.statuses())
                .containsExactly(
                        new StatusSpan("ACTIVE", START, MIDDLE),
                        new StatusSpan("SUSPENDED", MIDDLE, MIDDLE.plusSeconds(60)),
                        new StatusSpan("ACTIVE", MIDDLE.plusSeconds(60), END));
        assertThat(content.currency()).isEqualTo("USD");
    }

    @Test
    void what_is_over_is_over_what_was_granted_at_the_end() {
        var content = content(
                List.of(
                        entitled(START, BASIC, false, calls(1_000)),
                        new Entitled(
                                MIDDLE,
                                BASIC,
                                false,
                                List.of(),
                                List.of(
                                        calls(100),
                                        new Granted("exports", Kind.METER, false, 5, true, Period.DAY),
                                        new Granted("stores", Kind.LIMIT, true, 0, true, Period.NONE)))),
                List.of(figure("api-calls", "api-calls", 90), figure("calls-two", "api-calls", 25)));

        assertThat(content.allowances())
                .containsExactly(
                        new Allowance("api-calls", Kind.METER, 100L, BigInteger.valueOf(115), BigInteger.valueOf(15)),
                        new Allowance("exports", Kind.METER, null, BigInteger.ZERO, null),
                        new Allowance("stores", Kind.LIMIT, null, BigInteger.ZERO, null));
    }

    @Test
    void what_comes_late_adjusts_what_was_said_and_what_was_over() {
        var closed = Statement.close(
                HEAD,
                content(
                        List.of(entitled(START, BASIC, false, calls(100))),
                        List.of(figure("api-calls", "api-calls", 90))));
        var late = new Late(
                closed,
                List.of(figure("api-calls", "api-calls", 90)),
                List.of(figure("api-calls", "api-calls", 130), figure("orders", null, 1)));

        assertThat(late.adjustments())
                .containsExactly(
                        new Adjustment(1, "api-calls", "api-calls", "", BigInteger.ZERO, BigInteger.valueOf(40)),
                        new Adjustment(1, "orders", null, "", BigInteger.ONE, BigInteger.ONE));
        assertThat(late.over()).containsExactly(new OverAdjustment(1, "api-calls", BigInteger.valueOf(30)));
    }

    @Test
    void its_text_is_this_and_its_hash_is_that_of_the_text() {
        var statement = Statement.close(
                HEAD,
                content(
                        List.of(entitled(START, BASIC, true, calls(100))),
                        List.of(new Figure(
                                "gmv",
                                Aggregation.SUM,
                                null,
                                null,
                                "EUR",
                                BigInteger.TWO,
                                BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.TEN)))));

        assertThat(Canonical.lines(statement.head(), statement.content()))
                .extracting(Canonical.Line::text)
                .containsExactly(
                        "form\tcc-statement/1",
                        "tenant\t01a20474-66fd-731c-94bd-a664136c02d6",
                        "number\t1",
                        "period\t2026-10-15T00:00:00Z\t2026-11-15T00:00:00Z\tUTC",
                        "closed\t2026-11-16T00:00:00Z\t",
                        "previous",
                        "currency",
                        "PLAN\tbasic\t1\t2026-10-15T00:00:00Z\t2026-11-15T00:00:00Z\ttrial\t900\tEUR\tMONTH",
                        "GRANT\tapi-calls\t2026-10-15T00:00:00Z\t2026-11-15T00:00:00Z\tMETER\t100\thard\tMONTH",
                        "USAGE\tgmv\tEUR\tSUM\t\t\t2\t92233720368547758070",
                        "ALLOWANCE\tapi-calls\tMETER\t100\t0\t0");
        assertThat(statement.hash()).isEqualTo("96d4477f15a852dc683709455923321e8ab07c07a7818e4659866fefa1a58a65");
    }

    @Test
    void fields_cannot_run_into_each_other() {
        var one = new Canonical.Line("a", "");
        var head = new Head(TENANT, 1, START, END, "U\tT\nC\\", false, END, "");

        assertThat(Canonical.lines(head, content(List.of(), List.of())))
                .extracting(Canonical.Line::text)
                .contains("period\t2026-10-15T00:00:00Z\t2026-11-15T00:00:00Z\tU\\tT\\nC\\\\");
        assertThat(one.text()).isEqualTo("a");
    }

    @Test
    void a_line_that_is_not_what_it_was_is_named() {
        var said = content(List.of(), List.of(figure("api-calls", null, 7), figure("orders", null, 3)));
        var now = content(List.of(), List.of(figure("api-calls", null, 8), figure("parcels", null, 3)));
        var recount = Recount.of(Statement.close(HEAD, said), Statement.close(HEAD, now));

        assertThat(recount.isSame()).isFalse();
        assertThat(recount.differences())
                .extracting(Recount.Difference::line)
                .containsExactly("USAGE api-calls", "USAGE orders", "USAGE parcels");
        assertThat(Recount.of(Statement.close(HEAD, said), Statement.close(HEAD, said))
                        .isSame())
                .isTrue();
        var hash = new Statement(HEAD, said, "00");
        assertThat(Recount.of(hash, Statement.close(HEAD, said)).differences())
                .extracting(Recount.Difference::line)
                .containsExactly("hash");
    }

    @Test
    void what_is_posted_has_an_id_of_its_statement_and_line() {
        var content = content(List.of(), List.of(figure("api-calls", null, 7), figure("orders", null, 0)));
        var postings = Posting.of(Statement.close(HEAD, content));

        assertThat(postings).hasSize(1);
        assertThat(postings).isEqualTo(Posting.of(Statement.close(HEAD, content)));
        var other = new Head(TENANT, 2, START, END, "UTC", false, HEAD.closedAt(), "");
        assertThat(Posting.of(Statement.close(other, content)).getFirst().id())
                .isNotEqualTo(postings.getFirst().id());
    }

    @Test
    void a_pace_goes_on_to_the_end_after_a_tenth() {
        var figure = figure("api-calls", null, 10);

        assertThat(Projection.of(figure, START, END, START.plusSeconds(86_400))).isNull();
        assertThat(Projection.of(figure, START, END, Instant.parse("2026-10-25T08:00:00Z")))
                .isEqualTo(BigInteger.valueOf(30));
        assertThat(Projection.of(figure, START, END, END.plusSeconds(9))).isEqualTo(BigInteger.TEN);
    }

    private static Content content(List<Entitled> entitled, List<Figure> figures) {
        return Content.of(HEAD, List.of(), entitled, PRICES, figures, List.of());
    }

    private static Entitled entitled(Instant since, PlanVersion plan, boolean trial, Granted granted) {
        return new Entitled(since, plan, trial, List.of(), List.of(granted));
    }

    private static Granted calls(long most) {
        return new Granted("api-calls", Kind.METER, false, most, true, Period.MONTH);
    }

    private static Figure figure(String meter, @Nullable String feature, long quantity) {
        return new Figure(meter, Aggregation.SUM, feature, null, "", BigInteger.ONE, BigInteger.valueOf(quantity));
    }
}
