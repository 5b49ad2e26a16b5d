package io.centercontrol.usage.statements.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.events.billing.Allowance;
import io.centercontrol.events.billing.GrantSpan;
import io.centercontrol.events.billing.OverAdjustment;
import io.centercontrol.events.billing.PlanSpan;
import io.centercontrol.events.billing.StatementAdjustment;
import io.centercontrol.events.billing.StatementUsage;
import io.centercontrol.events.billing.StatusSpan;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.events.plans.PlanKind;
import io.centercontrol.events.plans.Price;
import io.centercontrol.events.plans.PriceInterval;
import io.centercontrol.events.usage.MeterAggregation;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.schemas.Contract;
import io.centercontrol.usage.consumption.kafka.GrantReading;
import io.centercontrol.usage.statements.model.Canonical;
import io.centercontrol.usage.statements.model.Statement;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A closed statement as the Avro record of {@code cc.billing.v1}. */
@Singleton
class StatementCodec extends AggregateCodec<Statement> {
    StatementCodec(CodecTools tools) {
        super(tools, Contract.BILLING);
    }

    @Override
    protected SpecificRecord record(Change what, Statement statement) {
        var head = statement.head();
        var content = statement.content();
        return io.centercontrol.events.billing.Statement.newBuilder()
                .setChange(what)
                .setTenantId(head.tenant().value())
                .setNumber(head.number())
                .setPeriodStart(head.start())
                .setPeriodEnd(head.end())
                .setTimeZone(head.timeZone())
                .setCurrency(content.currency())
                .setLast(head.last())
                .setClosedAt(head.closedAt())
                .setPlans(content.plans().stream().map(StatementCodec::plan).toList())
                .setStatuses(content.statuses().stream()
                        .map(one -> new StatusSpan(one.status(), one.from(), one.until()))
                        .toList())
                .setEntitlements(content.entitlements().stream()
                        .map(one -> new GrantSpan(GrantReading.written(one.granted()), one.from(), one.until()))
                        .toList())
                .setUsage(content.usage().stream()
                        .map(one -> new StatementUsage(
                                one.meter(),
                                MeterAggregation.valueOf(one.aggregation().name()),
                                one.feature(),
                                one.unit(),
                                currency(one.currency()),
                                one.events().toString(),
                                one.quantity().toString()))
                        .toList())
                .setAllowances(content.allowances().stream()
                        .map(one -> new Allowance(
                                one.feature(),
                                FeatureKind.valueOf(one.kind().name()),
                                one.included(),
                                one.used().toString(),
                                one.over() == null ? null : Objects.toString(one.over())))
                        .toList())
                .setAdjustments(content.adjustments().stream()
                        .map(one -> new StatementAdjustment(
                                one.statement(),
                                one.meter(),
                                one.feature(),
                                currency(one.currency()),
                                one.events().toString(),
                                one.quantity().toString()))
                        .toList())
                .setOverAdjustments(content.over().stream()
                        .map(one -> new OverAdjustment(
                                one.statement(), one.feature(), one.over().toString()))
                        .toList())
                .setForm(Canonical.FORM)
                .setPreviousHash(head.previous())
                .setHash(statement.hash())
                .build();
    }

    private static PlanSpan plan(io.centercontrol.usage.statements.model.PlanSpan span) {
        var price = span.price();
        return new PlanSpan(
                PlanKind.valueOf(span.kind().name()),
                span.plan().key(),
                span.plan().version(),
                span.trial(),
                span.from(),
                span.until(),
                price == null
                        ? null
                        : new Price(price.minorUnits(), price.currency(), PriceInterval.valueOf(price.interval())));
    }

    private static @Nullable String currency(String currency) {
        return currency.isEmpty() ? null : currency;
    }

    @Override
    protected TenantId tenant(Statement statement) {
        return statement.tenant();
    }
}
