package io.centercontrol.usage;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.provision.Answers;
import io.centercontrol.kit.provision.Ask;
import io.centercontrol.kit.provision.AskHandler;
import io.centercontrol.kit.provision.ErasesTenant;
import io.centercontrol.kit.provision.Exports;
import io.centercontrol.kit.provision.Outcome;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.usage.accept.ForgetTenant;
import io.centercontrol.usage.accept.Ledger;
import io.centercontrol.usage.accept.Tenants;
import io.centercontrol.usage.consumption.ForgetConsumption;
import io.centercontrol.usage.consumption.Uses;
import io.centercontrol.usage.keys.RevokeUsageKey;
import io.centercontrol.usage.statements.Books;
import io.centercontrol.usage.statements.EndBooks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * provisioning-service asks for an attempt: at letting a tenant be served, before which nothing could be measured for it, at an
 * export of its figures, at its erasure.
 */
@ApplicationScoped
public class HearAsk implements AskHandler {
    private final Transactions transactions;
    private final Answers answers;
    private final Tenants tenants;
    private final Ledger ledger;
    private final Uses uses;
    private final Books books;
    private final EndBooks endBooks;
    private final ForgetTenant forgetTenant;
    private final ForgetConsumption forgetConsumption;
    private final RevokeUsageKey revokeUsageKey;
    private final Exports exports;

    HearAsk(
            Transactions transactions,
            Answers answers,
            Tenants tenants,
            Ledger ledger,
            Uses uses,
            Books books,
            EndBooks endBooks,
            ForgetTenant forgetTenant,
            ForgetConsumption forgetConsumption,
            RevokeUsageKey revokeUsageKey,
            Exports exports) {
        this.transactions = transactions;
        this.answers = answers;
        this.tenants = tenants;
        this.ledger = ledger;
        this.uses = uses;
        this.books = books;
        this.endBooks = endBooks;
        this.forgetTenant = forgetTenant;
        this.forgetConsumption = forgetConsumption;
        this.revokeUsageKey = revokeUsageKey;
        this.exports = exports;
    }

    @Override
    public Uni<Void> run(Ask.Caused asked) {
        var ask = asked.ask();
        return switch (ask.task()) {
            case PROVISION ->
                transactions.run(() -> tenants.meet(ask.tenant())
                        .chain(() -> answers.answer(ask, Outcome.success(ask.version(), "Measured"))));
            case EXPORT ->
                exports.handOver(ask, export(ask.tenant()))
                        .chain(outcome -> transactions.run(() -> answers.answer(ask, outcome)));
            case ERASE ->
                transactions.run(() -> erased(new ErasesTenant.Command(ask.tenant(), asked.cause()))
                        .chain(() -> revokeUsageKey.allOf(ask.tenant(), asked.cause()))
                        .chain(() -> answers.answer(ask, Outcome.erased(ask.version(), List.of()))));
        };
    }

    /** What is open is closed first; then nothing is counted any more before what was counted goes. */
    private Uni<Void> erased(ErasesTenant.Command command) {
        return endBooks.run(command).chain(() -> forgetTenant.run(command)).chain(() -> forgetConsumption.run(command));
    }

    private Uni<String> export(TenantId tenant) {
        return ledger.figures(tenant)
                .chain(figures -> uses.of(tenant)
                        .chain(used -> books.of(tenant)
                                .map(statements -> "{\"usage\":[" + String.join(",", figures) + "],\"consumption\":["
                                        + String.join(",", used) + "],\"statements\":["
                                        + String.join(",", statements) + "]}")));
    }
}
