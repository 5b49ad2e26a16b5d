package io.centercontrol.provisioning.exports;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.provisioning.progress.Provisionings;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * A tenant service hands its export over. It is taken piece by piece, each in a transaction of its own, so that neither the
 * memory nor a connection is held while the next one comes; it counts as stored only when it is whole and is what it was
 * said to be. The same content again changes nothing.
 */
@ApplicationScoped
public class StoreExport {
    private static final int PIECE_BYTES = 256 * 1024;

    private final Transactions transactions;
    private final Provisionings provisionings;
    private final ExportStore exports;
    private final Retention retention;
    private final Ids ids;
    private final Clock clock;
    private final Semaphore places;

    StoreExport(
            Transactions transactions,
            Provisionings provisionings,
            ExportStore exports,
            Retention retention,
            ExportsConfig config,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.provisionings = provisionings;
        this.exports = exports;
        this.retention = retention;
        this.ids = ids;
        this.clock = clock;
        this.places = new Semaphore(config.mostUploads());
    }

    /**
     * What comes.
     *
     * @param sha256 what it is said to be, in lower-case hex
     * @param bytes how long it is said to be
     */
    public record Command(
            TenantId tenant, String service, int attempt, String sha256, long bytes, String contentType) {}

    /**
     * The result.
     *
     * @param created false when the same content was stored before
     */
    public record Result(StoredExport export, boolean created) {}

    /**
     * Takes it; blocks while it comes.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is not asked for, or is not what it was said to be
     */
    public Result run(Command command, InputStream body) throws IOException {
        if (!places.tryAcquire()) {
            throw new Refusal.Unavailable("TOO_MANY_UPLOADS", "Too many exports come in at once; try again later.")
                    .asException();
        }
        try {
            var found = Await.item(() -> transactions.run(() -> asked(command).chain(() -> stored(command))));
            if (found.isPresent()) {
                read(command, body, (no, piece) -> {});
                return new Result(found.get(), false);
            }
            return take(command, body);
        } finally {
            places.release();
        }
    }

    private Result take(Command command, InputStream body) throws IOException {
        var id = ids.next();
        Await.item(() -> exports.begin(id, command, clock.instant()));
        try {
            read(command, body, (no, piece) -> Await.item(() -> exports.append(id, no, piece, clock.instant())));
            return Await.item(() -> transactions.run(() -> finish(id, command)));
        } catch (IOException | RuntimeException e) {
            discard(id, e);
            throw e;
        }
    }

    /** Under the provisioning's lock, so that no report can count another export meanwhile. */
    private Uni<Result> finish(UUID id, Command command) {
        return provisionings
                .change(
                        command.tenant(),
                        null,
                        new Cause(Actor.service(command.service()), null, null, null),
                        found -> {
                            check(found, command);
                            return null;
                        })
                .chain(() -> stored(command))
                .chain(same -> same.isPresent()
                        ? exports.discard(id).replaceWith(new Result(same.get(), false))
                        : exports.complete(id, clock.instant())
                                .chain(() -> stored(command))
                                .map(now -> new Result(now.orElseThrow(), true)));
    }

    private Uni<Void> asked(Command command) {
        return provisionings
                .get(command.tenant())
                .invoke(found -> check(found.state(), command))
                .replaceWithVoid();
    }

    private static void check(Provisioning found, Command command) {
        found.checkExport(command.service(), command.attempt(), command.sha256());
    }

    private Uni<Optional<StoredExport>> stored(Command command) {
        return retention
                .current()
                .chain(kept -> exports.find(command.tenant(), command.service(), command.sha256(), kept));
    }

    private interface Pieces {
        void take(int no, byte[] piece);
    }

    private static void read(Command command, InputStream body, Pieces pieces) throws IOException {
        var digest = new RunningDigest();
        for (var no = 0; ; no++) {
            var piece = body.readNBytes(PIECE_BYTES);
            if (piece.length == 0) {
                break;
            }
            digest.add(piece);
            if (digest.bytes() > command.bytes()) {
                break;
            }
            pieces.take(no, piece);
        }
        digest.check(command.sha256(), command.bytes());
    }

    private void discard(UUID id, Exception why) {
        try {
            Await.item(() -> exports.discard(id));
        } catch (RuntimeException e) {
            // What is left behind is removed as abandoned.
            why.addSuppressed(e);
        }
    }
}
