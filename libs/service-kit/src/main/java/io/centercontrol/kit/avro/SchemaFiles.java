package io.centercontrol.kit.avro;

import io.centercontrol.wire.WriterSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jboss.logging.Logger;

/** What the registry said, kept on disk: an id never changes its schema, so that a restart needs no registry. */
@ApplicationScoped
class SchemaFiles {
    private static final Logger LOG = Logger.getLogger(SchemaFiles.class);

    private final Path folder;

    SchemaFiles(RegistryConfig config) {
        this.folder = config.stateFolder().resolve("schemas");
    }

    Optional<Integer> idOf(String subject, String schema) {
        return read(idFile(subject, schema))
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }

    void keepId(String subject, String schema, int id) {
        write(idFile(subject, schema), Integer.toString(id));
    }

    /** Empty too when the file is damaged: the registry knows better. */
    Optional<Schema> schemaOf(int id) {
        var file = folder.resolve(id + ".avsc");
        try {
            return read(file).map(WriterSchema::parse);
        } catch (SchemaParseException e) {
            LOG.warnf("%s is damaged: %s", file, e.getMessage());
            return Optional.empty();
        }
    }

    void keepSchema(int id, Schema schema) {
        write(folder.resolve(id + ".avsc"), schema.toString());
    }

    private Path idFile(String subject, String schema) {
        return folder.resolve(subject + "." + Integer.toHexString(schema.hashCode()) + ".id");
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) && Files.size(file) <= WriterSchema.MOST_CHARACTERS
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void write(Path file, String text) {
        try {
            Files.createDirectories(folder);
            var draft = Files.createTempFile(folder, "draft", null);
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
