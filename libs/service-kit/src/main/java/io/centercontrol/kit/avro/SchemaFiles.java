package io.centercontrol.kit.avro;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.avro.Schema;

/** What the registry said, kept on disk: an id never changes its schema, so that a restart needs no registry. */
@ApplicationScoped
class SchemaFiles {
    private final Path folder;

    SchemaFiles(RegistryConfig config) {
        this.folder = config.stateFolder().resolve("schemas");
    }

    Optional<Integer> idOf(String subject, String schema) {
        return read(idFile(subject, schema)).map(Integer::valueOf);
    }

    void keepId(String subject, String schema, int id) {
        write(idFile(subject, schema), Integer.toString(id));
    }

    Optional<Schema> schemaOf(int id) {
        return read(folder.resolve(id + ".avsc")).map(text -> new Schema.Parser().parse(text));
    }

    void keepSchema(int id, Schema schema) {
        write(folder.resolve(id + ".avsc"), schema.toString());
    }

    private Path idFile(String subject, String schema) {
        return folder.resolve(subject + "." + Integer.toHexString(schema.hashCode()) + ".id");
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
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
