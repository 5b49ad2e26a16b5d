package io.centercontrol.dataplane.usage;

import io.centercontrol.events.usage.UsageEvent;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Ships one outbox: gives numbers, sends, and takes away. What it gave numbers to and could not send or take away is sent again with the
 * same numbers before anything new is; when its process ends before, another one does so half a minute later. One thread at a time.
 */
final class OutboxShipper {
    private static final int MOST = 1_000;

    private final OutboxTable table;
    private final String producer;
    private final Carrier carrier;
    private final InstantSource clock;
    private final Consumer<List<UsageEvent>> sent;
    private final UUID run = UUID.randomUUID();
    private final Deque<OutboxTable.Numbered> unsent = new ArrayDeque<>();
    private boolean begun;

    /**
     * @param producer this instance's; its numbers have an epoch of their own in each run
     * @param sent is given what the brokers have; twice what is sent twice
     */
    OutboxShipper(
            OutboxTable table, String producer, Carrier carrier, InstantSource clock, Consumer<List<UsageEvent>> sent) {
        this.table = table;
        this.producer = producer;
        this.carrier = carrier;
        this.clock = clock;
        this.sent = sent;
    }

    boolean ships(OutboxTable other) {
        return table == other;
    }

    /** Ships until nothing is left; gives whether anything was. */
    boolean ship() throws IOException, SQLException, InterruptedException {
        if (!begun) {
            table.begin(run, producer, clock.millis());
            begun = true;
        }
        var shipped = send();
        do {
            unsent.addAll(table.number(run, MOST));
            shipped |= !unsent.isEmpty();
        } while (send());
        return shipped;
    }

    /** Ships what another run left behind. */
    void shipLeft() throws IOException, SQLException, InterruptedException {
        for (var left = table.left(run, MOST); !left.isEmpty(); left = table.left(run, MOST)) {
            for (var one : left) {
                carrier.send(one);
                sent.accept(one.events());
            }
            table.remove(places(left));
        }
    }

    private boolean send() throws IOException, SQLException, InterruptedException {
        if (unsent.isEmpty()) {
            return false;
        }
        for (var one : unsent) {
            carrier.send(one);
            sent.accept(one.events());
        }
        table.remove(places(new ArrayList<>(unsent)));
        unsent.clear();
        return true;
    }

    private static List<Long> places(List<OutboxTable.Numbered> numbered) {
        return numbered.stream().flatMap(one -> one.places().stream()).toList();
    }
}
