package io.centercontrol.kit.audit;

import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnknownSchemaException;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.schemas.Contract;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells what waits on disk: a part in a transaction, with the position up to which it is told in the same one, so that each is
 * told once, whenever the process ends. Asleep until something is written; while the database is away it tries again, ever more
 * seldom.
 */
@Singleton
class AuditDrain {
    private static final Logger LOG = Logger.getLogger(AuditDrain.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_FOR_LEFT = Duration.ofSeconds(60);
    private static final Duration AT_THE_END = Duration.ofSeconds(2);
    private static final int AT_ONCE = 200;
    private static final long FIRST_PAUSE = 500;
    private static final long LONGEST_PAUSE = 30_000;

    private final AuditBuffer buffer;
    private final AuditConfig config;
    private final AuditRecords records;
    private final AuditNumbers numbers;
    private final Coalescing coalescing;
    private final AvroWire wire;
    private final Outbox outbox;
    private final Pool pool;
    private final Vertx vertx;
    private final Rounds rounds;
    private final MeterRegistry meters;
    private final List<AuditSpool> left = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile @Nullable AuditSpool own;
    private volatile long pause = FIRST_PAUSE;
    private volatile boolean over;

    AuditDrain(
            AuditBuffer buffer,
            AuditConfig config,
            AuditRecords records,
            AuditNumbers numbers,
            Coalescing coalescing,
            AvroWire wire,
            Outbox outbox,
            Pool pool,
            Vertx vertx,
            Rounds rounds,
            MeterRegistry meters) {
        this.buffer = buffer;
        this.config = config;
        this.records = records;
        this.numbers = numbers;
        this.coalescing = coalescing;
        this.wire = wire;
        this.outbox = outbox;
        this.pool = pool;
        this.vertx = vertx;
        this.rounds = rounds;
        this.meters = meters;
    }

    void begin(@Observes StartupEvent event) throws IOException {
        wire.prepareNow(Contract.AUDIT, PATIENCE);
        own = buffer.begin(this::wake);
        rounds.begin(
                "what ended runs left to audit",
                Duration.ofMillis(1),
                () -> takeOver().replaceWith(LOOK_FOR_LEFT));
    }

    /** What is counted together is told now, and what is told waits for nobody else. */
    void end(@Observes ShutdownEvent event) throws IOException, InterruptedException {
        coalescing.endAll();
        buffer.end();
        over = true;
        var mine = own;
        if (mine == null) {
            return;
        }
        try {
            VertxContext.apart(vertx, () -> tellAll(mine)).await().atMost(AT_THE_END);
            forget(mine);
        } catch (RuntimeException e) {
            LOG.infof("entries of the audit trail wait on disk for the next run: %s", e);
            mine.close();
        }
    }

    private void forget(AuditSpool spool) throws IOException {
        spool.remove();
        VertxContext.apart(vertx, () -> removeRow(spool)).await().atMost(AT_THE_END);
    }

    private Uni<Void> takeOver() {
        return VertxContext.aside(() -> {
                    try {
                        return AuditSpool.left(config.folder());
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot look for what ended runs left", e);
                    }
                })
                .invoke(found -> {
                    left.addAll(found);
                    buffer.others(left.stream().mapToLong(AuditSpool::bytes).sum());
                    if (!found.isEmpty()) {
                        wake();
                    }
                })
                .replaceWithVoid();
    }

    /** Something waits. Whoever finds nobody at work begins; else the one at work goes on. */
    void wake() {
        if (!over && calls.getAndIncrement() == 0) {
            work();
        }
    }

    private void work() {
        var seen = calls.get();
        VertxContext.apart(vertx, this::round)
                .subscribe()
                .with(
                        done -> {
                            pause = FIRST_PAUSE;
                            if (calls.addAndGet(-seen) > 0 && !over) {
                                work();
                            }
                        },
                        failure -> {
                            if (!over) {
                                LOG.warnf(
                                        "entries of the audit trail wait on disk, the next attempt is in %d ms: %s",
                                        pause, failure);
                                vertx.setTimer(pause, timer -> work());
                                pause = Math.min(pause * 2, LONGEST_PAUSE);
                            }
                        });
    }

    private Uni<Void> round() {
        var mine = own;
        return Multi.createFrom()
                .iterable(List.copyOf(left))
                .onItem()
                .transformToUniAndConcatenate(spool -> tellAll(spool).chain(() -> end(spool)))
                .onItem()
                .ignoreAsUni()
                .chain(() -> mine == null ? Uni.createFrom().voidItem() : tellAll(mine));
    }

    /** A spool of a run that has ended has nothing left to tell. */
    private Uni<Void> end(AuditSpool spool) {
        return VertxContext.aside(() -> {
                    try {
                        spool.remove();
                        left.remove(spool);
                        buffer.others(left.stream().mapToLong(AuditSpool::bytes).sum());
                        return true;
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot remove what is told", e);
                    }
                })
                .chain(() -> removeRow(spool));
    }

    private Uni<Void> removeRow(AuditSpool spool) {
        return pool.preparedQuery("delete from audit_spool where spool = $1")
                .execute(Tuple.of(spool.id()))
                .replaceWithVoid();
    }

    private Uni<Void> tellAll(AuditSpool spool) {
        return tellSome(spool)
                .chain(full -> full ? tellAll(spool) : Uni.createFrom().voidItem());
    }

    /** Gives whether there may be more. */
    private Uni<Boolean> tellSome(AuditSpool spool) {
        return pool.withTransaction(connection -> at(connection, spool)
                        .chain(at -> VertxContext.aside(() -> part(spool, at)).chain(part -> tell(connection, part))))
                .call(part -> VertxContext.aside(() -> told(spool, part)))
                .map(part -> part.found().size() == AT_ONCE);
    }

    /** How far a spool is told. */
    private record At(UUID spool, long position, long dropped) {}

    /** What is told next of a spool. */
    private record Part(At at, List<AuditSpool.Found> found, long dropped) {}

    private static Uni<At> at(SqlConnection connection, AuditSpool spool) {
        return connection
                .preparedQuery("insert into audit_spool (spool) values ($1) on conflict (spool)"
                        + " do update set updated_at = now() returning position, dropped")
                .execute(Tuple.of(spool.id()))
                .map(rows -> rows.iterator().next())
                .map(row -> new At(spool.id(), row.getLong(0), row.getLong(1)));
    }

    private static Part part(AuditSpool spool, At at) {
        try {
            return new Part(at, spool.read(at.position(), AT_ONCE), spool.dropped());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what waits", e);
        }
    }

    private static boolean told(AuditSpool spool, Part part) {
        try {
            if (!part.found().isEmpty()) {
                spool.told(part.found().getLast());
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove what is told", e);
        }
    }

    private Uni<Part> tell(SqlConnection connection, Part part) {
        var at = part.at();
        var newlyDropped = part.dropped() - at.dropped();
        if (part.found().isEmpty() && newlyDropped <= 0) {
            return Uni.createFrom().item(part);
        }
        var position =
                part.found().isEmpty() ? at.position() : part.found().getLast().no();
        return events(part.found())
                .map(events -> {
                    var all = new ArrayList<>(events);
                    if (newlyDropped > 0) {
                        all.add(records.of(
                                AuditEntry.of("audit.dropped", AuditEntry.Category.AUDIT)
                                        .ended(AuditEntry.Outcome.FAILED)
                                        .with("entries", newlyDropped),
                                null,
                                null));
                    }
                    return all;
                })
                .chain(events -> events.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : numbers.next(connection, events.size())
                                .chain(first -> outbox.appendAll(connection, numbered(events, first))))
                .chain(() -> connection
                        .preparedQuery("update audit_spool set position = $2, dropped = $3 where spool = $1")
                        .execute(Tuple.of(at.spool(), position, part.dropped())))
                .replaceWith(part);
    }

    private List<Outbox.Traced> numbered(List<AuditEvent> events, long first) {
        var numbered = new ArrayList<Outbox.Traced>();
        for (var event : events) {
            numbered.add(new Outbox.Traced(numbers.numbered(event, first + numbered.size()), event.getTraceparent()));
            meters.counter("cc.audit.recorded", "category", event.getCategory().name())
                    .increment();
        }
        return numbered;
    }

    private Uni<List<AuditEvent>> events(List<AuditSpool.Found> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(this::event)
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    /** What cannot be read is left out: all others wait behind it. */
    private Uni<Optional<AuditEvent>> event(AuditSpool.Found found) {
        return wire.decode(found.bytes(), AuditEvent.class)
                .map(Optional::of)
                .onFailure(
                        failure -> failure instanceof UnreadableException || failure instanceof UnknownSchemaException)
                .recoverWithItem(failure -> {
                    LOG.errorf("an entry of the audit trail cannot be read: %s", failure);
                    meters.counter("cc.audit.dropped").increment();
                    return Optional.empty();
                });
    }
}
