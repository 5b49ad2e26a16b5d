package io.centercontrol.usage.accept.store;

import io.centercontrol.usage.accept.HearUsage.Told;
import io.centercontrol.usage.accept.model.Event;
import io.centercontrol.usage.accept.model.Judgement;
import io.centercontrol.usage.accept.model.Producer;
import io.centercontrol.usage.accept.model.Reason;
import io.centercontrol.usage.accept.model.Rollup;
import io.centercontrol.usage.accept.model.Span;
import io.centercontrol.usage.accept.store.UsageRows.AccountRow;
import io.centercontrol.usage.accept.store.UsageRows.ActiveRow;
import io.centercontrol.usage.accept.store.UsageRows.EpochKey;
import io.centercontrol.usage.accept.store.UsageRows.EventRow;
import io.centercontrol.usage.accept.store.UsageRows.KeptRow;
import io.centercontrol.usage.accept.store.UsageRows.MinuteKey;
import io.centercontrol.usage.accept.store.UsageRows.MinuteRow;
import io.centercontrol.usage.accept.store.UsageRows.Range;
import io.centercontrol.usage.accept.store.UsageRows.RejectedKey;
import io.centercontrol.usage.accept.store.UsageRows.RejectedRow;
import io.centercontrol.usage.accept.store.UsageRows.SeenRow;
import io.centercontrol.usage.accept.store.UsageRows.SubjectRow;
import io.centercontrol.usage.consumption.model.Use;
import io.centercontrol.usage.meters.model.Meter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What becomes of the events of one batch, worked out between the statements of its transaction. */
final class Counting {
    private final Map<EpochKey, Producer> producers = new TreeMap<>();
    private final Set<EpochKey> turnedAway = new HashSet<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Turned> rejected = new ArrayList<>();
    private final Map<AccountKey, long[]> accounts = new LinkedHashMap<>();
    private final Duration open;

    Counting(Collection<UsageRows.ProducerRow> rows, Duration open) {
        rows.forEach(row -> producers.put(row.key(), row.toProducer()));
        this.open = open;
    }

    /** An event that nothing speaks against so far. */
    private record Candidate(Told told, long number, Event event, Meter meter) {}

    /** An event that does not count. */
    private record Turned(Told told, RejectedRow row) {}

    private record ActiveKey(LocalDate day, UUID tenant) {}

    private record AccountKey(String service, String producer, LocalDate day) {}

    private enum Fate {
        ACCEPTED,
        DUPLICATE,
        REJECTED
    }

    /** Looks at what a record tells. */
    void take(Told told, Map<String, Meter> meters, Set<UUID> tenants) {
        if (!told.isNumbered()) {
            takeById(told, meters, tenants);
            return;
        }
        var key = key(told);
        var producer = producers.get(key);
        if (producer == null) {
            throw new IllegalStateException("nobody has met " + key);
        }
        var heard = producer.hear(
                told.run(), new Span(told.first(), told.first() + told.events().size()));
        producers.put(key, heard.next());
        switch (heard) {
            case Producer.Heard.Fenced fenced -> {
                turnedAway.add(key);
                for (var i = 0; i < told.events().size(); i++) {
                    reject(told, told.first() + i, told.events().get(i), Reason.FENCED);
                }
            }
            case Producer.Heard.Taken taken -> {
                for (var i = 0; i < told.events().size(); i++) {
                    var number = told.first() + i;
                    if (taken.numbers().isFresh(number)) {
                        judge(told, number, told.events().get(i), meters, tenants);
                    } else {
                        add(told, Fate.DUPLICATE);
                    }
                }
            }
        }
    }

    /** Their numbers are their places in the record, which tell apart what is kept of it: its run is its own. */
    private void takeById(Told told, Map<String, Meter> meters, Set<UUID> tenants) {
        for (var i = 0; i < told.events().size(); i++) {
            var event = told.events().get(i);
            if (event.id() == null) {
                reject(told, i + 1L, event, Reason.NO_ID);
            } else {
                judge(told, i + 1L, event, meters, tenants);
            }
        }
    }

    private void judge(Told told, long number, Event event, Map<String, Meter> meters, Set<UUID> tenants) {
        var meter = meters.get(event.meter());
        var reason = Judgement.against(
                event,
                meter,
                tenants.contains(event.tenant().value()),
                told.appendedAt(),
                told.appendedAt().minus(open));
        if (reason != null || meter == null) {
            reject(told, number, event, reason == null ? Reason.UNKNOWN_METER : reason);
        } else {
            candidates.add(new Candidate(told, number, event, meter));
        }
    }

    private void reject(Told told, long number, Event event, Reason reason) {
        var row = new RejectedRow(
                told.appendedAt(),
                told.service(),
                told.producer(),
                told.epoch(),
                told.run(),
                number,
                reason,
                event.tenant().value(),
                EventRow.of(event));
        rejected.add(new Turned(told, row));
    }

    /** Those that have an id of their own. */
    List<SeenRow> identified() {
        var rows = new ArrayList<SeenRow>();
        for (var place = 0; place < candidates.size(); place++) {
            var one = candidates.get(place);
            var id = one.event().id();
            if (id != null) {
                rows.add(new SeenRow(
                        place,
                        day(one.event()),
                        one.told().service(),
                        id,
                        one.event().meter(),
                        one.event().tenant().value(),
                        one.told().isNumbered()));
            }
        }
        return rows;
    }

    /** Says which of them were not seen before: the others are duplicates, and the rest counts. */
    void seen(Collection<Integer> fresh) {
        var unseen = Set.copyOf(fresh);
        for (var place = candidates.size() - 1; place >= 0; place--) {
            var one = candidates.get(place);
            var counts = one.event().id() == null || unseen.contains(place);
            add(one.told(), counts ? Fate.ACCEPTED : Fate.DUPLICATE);
            if (!counts) {
                candidates.remove(place);
            }
        }
    }

    /** What was rejected, for who keeps it. */
    List<RejectedRow> rejected() {
        return rejected.stream().map(Turned::row).toList();
    }

    /** Says which of them were not kept before: the others were heard again. */
    void kept(Collection<RejectedKey> fresh) {
        var left = new HashSet<>(fresh);
        rejected.forEach(one -> add(one.told(), left.remove(one.row().key()) ? Fate.REJECTED : Fate.DUPLICATE));
    }

    /** The minutes to which what counts is added. */
    List<MinuteRow> minutes() {
        var sums = new HashMap<MinuteKey, MinuteRow>();
        for (var one : candidates) {
            if (one.meter().measure().subjectProperty() == null) {
                var key = new MinuteKey(
                        one.event().happenedAt().truncatedTo(ChronoUnit.MINUTES),
                        one.event().meter(),
                        one.event().tenant().value(),
                        currency(one),
                        groups(one));
                sums.merge(key, MinuteRow.of(key, one.event()), MinuteRow::plus);
            }
        }
        return List.copyOf(sums.values());
    }

    /** The same for the longer times in which those minutes are. */
    static List<MinuteRow> rolledUp(Collection<MinuteRow> minutes, Rollup rollup) {
        var sums = new HashMap<MinuteKey, MinuteRow>();
        for (var one : minutes) {
            var row = one.at(rollup.floor(one.minute()));
            sums.merge(row.key(), row, MinuteRow::plus);
        }
        return List.copyOf(sums.values());
    }

    /** On which days something of whom happened. */
    List<ActiveRow> active() {
        var last = new HashMap<ActiveKey, Instant>();
        for (var one : candidates) {
            last.merge(
                    new ActiveKey(day(one.event()), one.event().tenant().value()),
                    one.event().happenedAt(),
                    (at, other) -> at.isBefore(other) ? other : at);
        }
        return last.entrySet().stream()
                .map(one -> new ActiveRow(one.getKey().day(), one.getKey().tenant(), one.getValue()))
                .toList();
    }

    /** What of it is use of a feature. */
    List<Use> uses() {
        return candidates.stream()
                .filter(one -> Use.isOf(one.meter()))
                .map(one -> Use.of(
                        one.event().tenant(),
                        one.meter(),
                        groups(one),
                        one.event().amount(),
                        one.event().happenedAt()))
                .toList();
    }

    /** Who was seen. */
    List<SubjectRow> subjects() {
        var rows = new ArrayList<SubjectRow>();
        for (var one : candidates) {
            var property = one.meter().measure().subjectProperty();
            if (property != null) {
                rows.add(new SubjectRow(
                        day(one.event()),
                        one.event().meter(),
                        one.event().tenant().value(),
                        groups(one),
                        one.event().properties().getOrDefault(property, "")));
            }
        }
        return rows;
    }

    /** The producers as they stand then. */
    List<KeptRow> producers() {
        return producers.entrySet().stream()
                .map(one -> new KeptRow(
                        one.getKey().service(),
                        one.getKey().producer(),
                        one.getKey().epoch(),
                        one.getValue().numbers().heard().stream().map(Range::of).toList(),
                        one.getValue().numbers().givenUp(),
                        one.getValue().fenced(),
                        turnedAway.contains(one.getKey())))
                .toList();
    }

    /** What became of all of them. */
    List<AccountRow> accounts() {
        return accounts.entrySet().stream()
                .map(one -> new AccountRow(
                        one.getKey().service(),
                        one.getKey().producer(),
                        one.getKey().day(),
                        one.getValue()[Fate.ACCEPTED.ordinal()],
                        one.getValue()[Fate.DUPLICATE.ordinal()],
                        one.getValue()[Fate.REJECTED.ordinal()]))
                .toList();
    }

    static EpochKey key(Told told) {
        return new EpochKey(told.service(), told.producer(), told.epoch());
    }

    private void add(Told told, Fate fate) {
        var day = LocalDate.ofInstant(told.appendedAt(), ZoneOffset.UTC);
        accounts.computeIfAbsent(
                        new AccountKey(told.service(), told.producer(), day), one -> new long[Fate.values().length])[
                fate.ordinal()]++;
    }

    private static String currency(Candidate one) {
        var measure = one.meter().measure();
        var fixed = measure.currency();
        var property = measure.currencyProperty();
        return fixed != null
                ? fixed
                : property == null ? "" : one.event().properties().getOrDefault(property, "");
    }

    /** The empty text stands for a group that the event does not name. */
    private static Map<String, String> groups(Candidate one) {
        var groups = new TreeMap<String, String>();
        for (var property : one.meter().terms().groupBy()) {
            groups.put(property, one.event().properties().getOrDefault(property, ""));
        }
        return groups;
    }

    private static LocalDate day(Event event) {
        return LocalDate.ofInstant(event.happenedAt(), ZoneOffset.UTC);
    }
}
