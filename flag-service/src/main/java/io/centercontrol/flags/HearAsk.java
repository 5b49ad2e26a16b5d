package io.centercontrol.flags;

import io.centercontrol.flags.authoring.TenantExport;
import io.centercontrol.kit.provision.Answers;
import io.centercontrol.kit.provision.Ask;
import io.centercontrol.kit.provision.AskHandler;
import io.centercontrol.kit.provision.ErasesTenant;
import io.centercontrol.kit.provision.Exports;
import io.centercontrol.kit.provision.Outcome;
import io.centercontrol.kit.provision.Outcome.Retained;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/**
 * provisioning-service asks for an attempt: at letting a tenant be served, which needs nothing here, at an export of all that
 * is kept of it, at its erasure.
 */
@ApplicationScoped
public class HearAsk implements AskHandler {
    private static final List<Retained> HISTORY = List.of(new Retained(
            "the tenant's id in past versions of flags, in change requests and in SDK keys that named it, without a name or any other data",
            "flag-service's history, change requests and revoked SDK keys",
            "the record of who changed what, and when and why"));

    private final Transactions transactions;
    private final Answers answers;
    private final Instance<ErasesTenant> halls;
    private final TenantExport tenantExport;
    private final Exports exports;

    /**
     * Made by the container.
     *
     * @param halls each that keeps something of tenants
     */
    HearAsk(
            Transactions transactions,
            Answers answers,
            @Any Instance<ErasesTenant> halls,
            TenantExport tenantExport,
            Exports exports) {
        this.transactions = transactions;
        this.answers = answers;
        this.halls = halls;
        this.tenantExport = tenantExport;
        this.exports = exports;
    }

    @Override
    public Uni<Void> run(Ask.Caused asked) {
        var ask = asked.ask();
        return switch (ask.task()) {
            case PROVISION ->
                transactions.run(() -> answers.answer(ask, Outcome.success(ask.version(), "NothingToPrepare")));
            case EXPORT ->
                exports.handOver(ask, tenantExport.of(ask.tenant()))
                        .chain(outcome -> transactions.run(() -> answers.answer(ask, outcome)));
            case ERASE ->
                transactions.run(() -> Multi.createFrom()
                        .items(halls.stream())
                        .onItem()
                        .transformToUniAndConcatenate(
                                hall -> hall.run(new ErasesTenant.Command(ask.tenant(), asked.cause())))
                        .onItem()
                        .ignoreAsUni()
                        .chain(() -> answers.answer(ask, Outcome.erased(ask.version(), HISTORY))));
        };
    }
}
