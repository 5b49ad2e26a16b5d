package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.Asks.Ask;
import io.centercontrol.flags.authoring.Asks.Kept;
import io.centercontrol.flags.authoring.Asks.Outcome;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * provisioning-service asks for an attempt: at letting a tenant be served, which needs nothing here, at an export of all that
 * is kept of it, at its erasure.
 */
@ApplicationScoped
public class HearAsk {
    private static final List<Kept> HISTORY = List.of(new Kept(
            "the tenant's id in past versions of flags and in change requests that named it, without a name or any other data",
            "flag-service's history and change requests",
            "the record of who changed what, and when and why"));

    private final Transactions transactions;
    private final Asks asks;
    private final ForgetTenant forgetTenant;
    private final io.centercontrol.flags.limits.ForgetTenant forgetLimits;
    private final HandOver handOver;

    HearAsk(
            Transactions transactions,
            Asks asks,
            ForgetTenant forgetTenant,
            io.centercontrol.flags.limits.ForgetTenant forgetLimits,
            HandOver handOver) {
        this.transactions = transactions;
        this.asks = asks;
        this.forgetTenant = forgetTenant;
        this.forgetLimits = forgetLimits;
        this.handOver = handOver;
    }

    /** What is asked for. */
    public record Command(Ask ask, Cause cause) {}

    /** Never refuses. Making the same attempt again does no harm. */
    public Uni<Void> run(Command command) {
        var ask = command.ask();
        return switch (ask.task()) {
            case PROVISION ->
                transactions.run(() -> asks.answer(ask, Outcome.success(ask.version(), "NothingToPrepare")));
            case EXPORT -> export(ask);
            case ERASE ->
                transactions.run(() -> forgetTenant
                        .run(new ForgetTenant.Command(ask.tenant(), command.cause()))
                        .chain(() -> forgetLimits.run(
                                new io.centercontrol.flags.limits.ForgetTenant.Command(ask.tenant(), command.cause())))
                        .chain(() -> asks.answer(
                                ask, new Outcome(true, ask.version(), "Erased", "", Optional.empty(), HISTORY))));
        };
    }

    /** Outside of a transaction: it may take long. A failure is reported, and asked for again. */
    private Uni<Void> export(Ask ask) {
        return handOver.run(ask.tenant(), ask.attempt())
                .map(handed -> new Outcome(true, ask.version(), "Exported", "", Optional.of(handed), List.of()))
                .onFailure()
                .recoverWithItem(failure -> Outcome.failure(ask.version(), "ExportFailed", String.valueOf(failure)))
                .chain(outcome -> transactions.run(() -> asks.answer(ask, outcome)));
    }
}
