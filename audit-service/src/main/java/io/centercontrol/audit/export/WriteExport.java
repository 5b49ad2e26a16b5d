package io.centercontrol.audit.export;

import io.centercontrol.audit.export.Export.Progress;
import io.centercontrol.audit.export.form.Form;
import io.centercontrol.audit.export.form.ParquetFile;
import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.trail.Entries;
import io.centercontrol.audit.trail.Entry;
import io.centercontrol.audit.trail.http.EntryView;
import io.centercontrol.audit.trail.model.Sight;
import io.centercontrol.kit.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Writes an export from where it was left to its end: a page of entries, then the disk, then the row that says so. Whoever goes on
 * after {@code kill -9} finds a file that is at least as long as its row says. Blocks; for one thread that may.
 */
@Singleton
class WriteExport {
    private static final Logger LOG = Logger.getLogger(WriteExport.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of the log is looked at in one question: a filter that nearly nothing fits takes no longer than one that all does. */
    private static final long WINDOW = 20_000;

    private static final int MOST_FAILURES = 20;

    private final Entries entries;
    private final ExportStore exports;
    private final ExportFiles files;
    private final Targets targets;
    private final ExportConfig config;
    private final Vertx vertx;
    private final Clock clock;

    WriteExport(
            Entries entries,
            ExportStore exports,
            ExportFiles files,
            Targets targets,
            ExportConfig config,
            Vertx vertx,
            Clock clock) {
        this.targets = targets;
        this.entries = entries;
        this.exports = exports;
        this.files = files;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** The lease is lost: somebody else goes on, or nobody shall. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Writes it, or says why it is not. */
    void run(Export export, UUID lease) {
        try {
            new Work(export, lease).run();
        } catch (Overtaken e) {
            LOG.debugf("export %s is somebody else's now", export.id());
        } catch (IOException e) {
            fail(export, lease, e);
        } catch (RuntimeException e) {
            LOG.warnf("export %s does not go on, and is tried again: %s", export.id(), e);
            later(export, lease, e);
        }
    }

    private void fail(Export export, UUID lease, IOException failure) {
        LOG.errorf("export %s cannot be written: %s", export.id(), failure);
        var full = ExportFiles.isFull(failure);
        var failed = now(() -> exports.change(
                export.id(),
                lease,
                found -> found.failed(
                        full ? "DISK_FULL" : "CANNOT_WRITE",
                        full
                                ? "The disk of the exports is full. Make room, and retry."
                                : "The file of the export cannot be written: " + failure.getMessage(),
                        clock.instant())));
        // Whoever has lost the lease touches nothing of who has it now.
        if (failed.isPresent()) {
            removed(export.id());
        }
    }

    private void later(Export export, UUID lease, RuntimeException failure) {
        var words = String.valueOf(failure.getMessage());
        var now = clock.instant();
        now(() -> exports.change(
                export.id(),
                lease,
                found -> found.failures() + 1 >= MOST_FAILURES
                        ? found.failed("DOES_NOT_GO_ON", words, now)
                        : found.later(words, now.plusSeconds(1L << Math.min(found.failures(), 12)))));
    }

    private void removed(UUID export) {
        try {
            files.keepOnly(export, null);
        } catch (IOException e) {
            LOG.warnf("files of export %s are left: %s", export, e);
        }
    }

    private <T> T now(Supplier<Uni<T>> question) {
        return VertxContext.apart(vertx, question).await().atMost(PATIENCE);
    }

    /** One lease of an export. */
    private final class Work {
        private final Export export;
        private final UUID lease;
        private final Form form;
        private Progress progress;
        private long beatAt = System.nanoTime();

        Work(Export export, UUID lease) {
            this.export = export;
            this.lease = lease;
            this.form = Form.of(export.format());
            this.progress = new Progress(export.firstIndex(), 0, 0, lease + ".part");
        }

        void run() throws IOException {
            files.mustHaveRoom();
            try (var growing = opened()) {
                while (progress.nextIndex() < export.belowIndex()) {
                    files.mustHaveRoom();
                    page(growing);
                }
                growing.keep();
                finish(growing);
            } catch (Overtaken e) {
                Files.deleteIfExists(files.known(export.id(), lease + ".part"));
                throw e;
            }
            files.keepOnly(export.id(), name());
        }

        private GrowingFile opened() throws IOException {
            var file = files.file(export.id(), lease + ".part");
            var left = export.file();
            if (left != null) {
                var from = files.known(export.id(), left);
                if (Files.exists(from) && Files.size(from) >= export.bytes()) {
                    var growing = GrowingFile.goOn(file, from, export.bytes(), this::beat);
                    progress = new Progress(export.nextIndex(), export.entries(), export.bytes(), progress.file());
                    return growing;
                }
                LOG.warnf("export %s begins anew: %s is not in this instance's folder", export.id(), left);
            }
            var growing = GrowingFile.begin(file);
            growing.write(form.begin().getBytes(StandardCharsets.UTF_8));
            return growing;
        }

        private void page(GrowingFile growing) throws IOException {
            var until = Math.min(export.belowIndex(), progress.nextIndex() + WINDOW);
            var found = now(() ->
                    entries.part(export.filter(), Sight.everything(), progress.nextIndex() - 1, until, config.page()));
            for (var entry : found) {
                growing.write(line(entry));
            }
            growing.keep();
            var next = found.size() == config.page() ? found.getLast().index() + 1 : until;
            progress = new Progress(next, progress.entries() + found.size(), growing.bytes(), progress.file());
            tell();
        }

        private byte[] line(Entry entry) {
            return form.line(EntryView.of(entry)).getBytes(StandardCharsets.UTF_8);
        }

        private void tell() {
            beatAt = System.nanoTime();
            var until = clock.instant().plus(config.lease());
            if (now(() -> exports.change(export.id(), lease, found -> found.at(progress, until)))
                    .isEmpty()) {
                throw new Overtaken();
            }
        }

        /** What takes long without a page keeps its lease. */
        private void beat() {
            if (System.nanoTime() - beatAt > config.lease().toNanos() / 3) {
                beatAt = System.nanoTime();
                var until = clock.instant().plus(config.lease());
                if (now(() -> exports.change(export.id(), lease, found -> found.held(until)))
                        .isEmpty()) {
                    throw new Overtaken();
                }
            }
        }

        private String name() {
            return export.format() == ExportFormat.PARQUET ? lease + ".parquet" : lease + ".part";
        }

        private void finish(GrowingFile growing) throws IOException {
            var file = growing.file();
            var sha256 = "";
            if (export.format() == ExportFormat.PARQUET) {
                file = files.file(export.id(), name());
                ParquetFile.write(growing.file(), file, this::beat);
                kept(file);
                sha256 = GrowingFile.sha256(file, this::beat);
            } else {
                sha256 = growing.sha256();
            }
            var length = Files.size(file);
            var digest = sha256;
            beat();
            targets.deliver(export, progress.entries(), file, digest);
            if (now(() -> exports.change(
                            export.id(),
                            lease,
                            found -> found.at(progress, clock.instant())
                                    .done(name(), length, digest, clock.instant(), config.kept())))
                    .isEmpty()) {
                Files.deleteIfExists(file);
                throw new Overtaken();
            }
        }

        private void kept(Path file) throws IOException {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }
}
