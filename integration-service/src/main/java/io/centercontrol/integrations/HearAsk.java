package io.centercontrol.integrations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.integrations.deliveries.Deliveries;
import io.centercontrol.integrations.endpoints.Endpoints;
import io.centercontrol.kernel.TenantId;
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
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * provisioning-service asks for an attempt: at letting a tenant be served, which needs nothing here, at an export of all that is kept
 * of it, at its erasure.
 */
@ApplicationScoped
public class HearAsk implements AskHandler {
    private static final int MOST_MESSAGES = 10_000;
    private static final List<Retained> LEFT = List.of(
            new Retained(
                    "the tenant's id in past versions of webhook endpoints that named it",
                    "integration-service's history",
                    "the record of who changed what, and when and why"),
            new Retained(
                    "the id, type and time of events about the tenant that endpoints were told, for 30 days",
                    "integration-service's log of deliveries",
                    "the proof of what was told to whom"));

    private final Transactions transactions;
    private final Answers answers;
    private final Instance<ErasesTenant> halls;
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Exports exports;
    private final ObjectMapper json;

    /**
     * Made by the container.
     *
     * @param halls each that keeps something of tenants
     */
    HearAsk(
            Transactions transactions,
            Answers answers,
            @Any Instance<ErasesTenant> halls,
            Endpoints endpoints,
            Deliveries deliveries,
            Exports exports,
            ObjectMapper json) {
        this.transactions = transactions;
        this.answers = answers;
        this.halls = halls;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.exports = exports;
        this.json = json;
    }

    @Override
    public Uni<Void> run(Ask.Caused asked) {
        var ask = asked.ask();
        return switch (ask.task()) {
            case PROVISION ->
                transactions.run(() -> answers.answer(ask, Outcome.success(ask.version(), "NothingToPrepare")));
            case EXPORT ->
                exports.handOver(ask, export(ask.tenant()))
                        .chain(outcome -> transactions.run(() -> answers.answer(ask, outcome)));
            case ERASE ->
                transactions.run(() -> Multi.createFrom()
                        .items(halls.stream())
                        .onItem()
                        .transformToUniAndConcatenate(
                                hall -> hall.run(new ErasesTenant.Command(ask.tenant(), asked.cause())))
                        .onItem()
                        .ignoreAsUni()
                        .chain(() -> answers.answer(ask, Outcome.erased(ask.version(), LEFT))));
        };
    }

    private Uni<String> export(TenantId tenant) {
        return endpoints
                .naming(tenant)
                .chain(named -> deliveries
                        .about(tenant, MOST_MESSAGES)
                        .map(told -> write(Map.of(
                                "webhookEndpoints",
                                named.stream()
                                        .map(kept -> Map.of(
                                                "id", kept.state().id(),
                                                "name", kept.state().terms().name(),
                                                "url", kept.state().terms().url()))
                                        .toList(),
                                "webhookMessages",
                                told))));
    }

    private String write(Object export) {
        try {
            return json.writeValueAsString(export);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an export can always be written", e);
        }
    }
}
