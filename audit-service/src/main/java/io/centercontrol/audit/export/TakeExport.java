package io.centercontrol.audit.export;

import io.centercontrol.audit.export.model.ExportRefusals;
import io.centercontrol.audit.export.model.ExportState;
import io.centercontrol.kit.VertxContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** An export that is whole is taken home. */
@ApplicationScoped
public class TakeExport {
    private final ExportStore exports;
    private final ExportFiles files;

    TakeExport(ExportStore exports, ExportFiles files) {
        this.exports = exports;
        this.files = files;
    }

    /** Which one. */
    public record Command(UUID id) {}

    /** What is taken, and where it lies. */
    public record Taken(Export export, Path file) {}

    /** Refuses one that is not whole, or whose file this instance does not see. */
    public Uni<Taken> run(Command command) {
        return exports.get(command.id()).chain(export -> {
            var name = export.file();
            if (export.state() != ExportState.DONE || name == null) {
                throw ExportRefusals.notDone(export.state());
            }
            var file = files.known(export.id(), name);
            return VertxContext.aside(() -> Files.isReadable(file)).map(there -> {
                if (!there) {
                    throw ExportRefusals.elsewhere();
                }
                return new Taken(export, file);
            });
        });
    }
}
