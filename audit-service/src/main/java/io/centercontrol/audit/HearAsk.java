package io.centercontrol.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.audit.trail.Entries;
import io.centercontrol.audit.trail.Entry;
import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.Erasures;
import io.centercontrol.audit.trail.model.Sight;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * provisioning-service asks for an attempt: at letting a tenant be served, which needs nothing here, at an export of its trail, at
 * the erasure of what is personal in it.
 */
@ApplicationScoped
public class HearAsk implements AskHandler {
    private static final int MOST_ENTRIES = 10_000;
    private static final List<Retained> LEFT = List.of(
            new Retained(
                    "that and when something was done to the tenant, what, and by whom; not what was changed, and no reason",
                    "audit-service's trail",
                    "the proof of what the platform did"),
            new Retained(
                    "one hash for each such part, made with a random salt that is erased",
                    "audit-service's log",
                    "without them no proof about any other tenant would be valid"));

    private final Transactions transactions;
    private final Answers answers;
    private final Instance<ErasesTenant> halls;
    private final Erasures erasures;
    private final Entries entries;
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
            Erasures erasures,
            Entries entries,
            Exports exports,
            ObjectMapper json) {
        this.transactions = transactions;
        this.answers = answers;
        this.halls = halls;
        this.erasures = erasures;
        this.entries = entries;
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
                        .chain(() -> erasures.spared(ask.tenant()))
                        .chain(spared -> answers.answer(ask, Outcome.erased(ask.version(), left(spared)))));
        };
    }

    private static List<Retained> left(long spared) {
        if (spared == 0) {
            return LEFT;
        }
        var left = new ArrayList<>(LEFT);
        left.add(new Retained(
                "of so many entries what was changed and why: %d".formatted(spared),
                "audit-service's trail",
                "a legal hold; they are erased when it is released"));
        return left;
    }

    /** What its own administrators may see of the trail: what the platform's people did to their shop. */
    private Uni<String> export(TenantId tenant) {
        return entries.part(EntryFilter.ALL, Sight.ofTenant(tenant), -1, Long.MAX_VALUE, MOST_ENTRIES)
                .map(found ->
                        write(Map.of("trail", found.stream().map(HearAsk::told).toList())));
    }

    private static Map<String, Object> told(Entry entry) {
        var told = new LinkedHashMap<String, Object>();
        told.put("eventId", entry.eventId());
        told.put("time", entry.happenedAt());
        told.put("action", entry.action());
        told.put("outcome", entry.outcome());
        entry.parts().forEach((part, opening) -> told.put(part, opening.value()));
        return told;
    }

    private String write(Object export) {
        try {
            return json.writeValueAsString(export);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an export can always be written", e);
        }
    }
}
