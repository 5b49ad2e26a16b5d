package io.centercontrol.dataplane.wire;

import io.centercontrol.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes values of one type for one subject. The registry is asked for the schema's id once a run; while it does not
 * answer, the id that it gave last time is used.
 */
public final class AvroWriter<T extends SpecificRecord> {
    private static final System.Logger LOG = System.getLogger(AvroWriter.class.getName());

    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

    private final RegistryClient registry;
    private final SchemaTexts texts;
    private final String subject;
    private final Schema published;
    private final String name;
    private final SpecificDatumWriter<T> writer;
    private volatile int confirmed = -1;
    private volatile long askAgainAt = System.nanoTime();

    /** @param published the schema as it is registered, without hints for Java */
    public AvroWriter(
            RegistryClient registry,
            SchemaTexts texts,
            String subject,
            Schema schema,
            String published,
            Class<T> type) {
        this.registry = registry;
        this.texts = texts;
        this.subject = subject;
        this.published = new Schema.Parser().parse(published);
        this.name = subject + "/" + Long.toHexString(SchemaNormalization.parsingFingerprint64(this.published));
        this.writer = new SpecificDatumWriter<>(schema, org.apache.avro.specific.SpecificData.getForClass(type));
    }

    /**
     * The value's bytes.
     *
     * @throws IOException when the registry neither answers now nor ever did
     */
    public byte[] write(T value) throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream(512);
        out.writeBytes(WireFormat.header(id()));
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private int id() throws IOException, InterruptedException {
        var id = confirmed;
        if (id >= 0) {
            return id;
        }
        var kept = texts.id(name);
        if (kept != null && System.nanoTime() - askAgainAt < 0) {
            return kept;
        }
        try {
            var found = registry.id(subject, published);
            if (found == null) {
                throw new IOException("the registry has no such schema under the subject " + subject);
            }
            texts.keepId(name, found);
            confirmed = found;
            return found;
        } catch (IOException e) {
            if (kept == null) {
                throw e;
            }
            askAgainAt = System.nanoTime() + ASK_AGAIN_NANOS;
            LOG.log(Level.DEBUG, "Using the id {0} of {1} from last time: {2}", kept, subject, e.getMessage());
            return kept;
        }
    }
}
