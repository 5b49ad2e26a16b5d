package io.centercontrol.audit.export.form;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.centercontrol.audit.trail.http.EntryView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A file of Apache Parquet with a row for each entry: the columns of CSV, with times in microseconds of UTC. */
public final class ParquetFile {
    private static final long ROW_GROUP_BYTES = 16L << 20;
    private static final MessageType SCHEMA = schema();

    private ParquetFile() {}

    /**
     * Writes a file of the lines of another.
     *
     * @param lines of {@link JsonForm}
     * @param file what is there is written over
     * @param beat is called after each line
     */
    public static void write(Path lines, Path file, Runnable beat) throws IOException {
        var groups = new SimpleGroupFactory(SCHEMA);
        try (var in = Files.newBufferedReader(lines, StandardCharsets.UTF_8);
                ParquetWriter<Group> out = ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withType(SCHEMA)
                        .withConf(new PlainParquetConfiguration())
                        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .withRowGroupSize(ROW_GROUP_BYTES)
                        .build()) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                out.write(row(groups.newGroup(), JsonForm.read(line)));
                beat.run();
            }
        }
    }

    private static Group row(Group row, EntryView entry) {
        for (var column : Column.ALL) {
            switch (column.of().apply(entry)) {
                case null -> {}
                case Long number -> row.add(column.name(), number);
                case Instant time -> row.add(column.name(), ChronoUnit.MICROS.between(Instant.EPOCH, time));
                case Object text -> row.add(column.name(), text.toString());
            }
        }
        return row;
    }

    private static MessageType schema() {
        return new MessageType(
                "entry", Column.ALL.stream().map(ParquetFile::field).toList());
    }

    private static Type field(Column column) {
        return switch (column.kind()) {
            case NUMBER -> Types.optional(INT64).named(column.name());
            case TIME -> Types.optional(INT64).as(timestampType(true, MICROS)).named(column.name());
            case TEXT -> Types.optional(BINARY).as(stringType()).named(column.name());
        };
    }
}
