package io.centercontrol.wire;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.DatumReader;

/**
 * Reads values that were written with one schema, whoever wrote them: no bytes make it take more room or time than they hold
 * themselves. Safe for many threads.
 *
 * @param <T> what a value becomes
 */
public final class GuardedReader<T> {
    private final DatumReader<T> reader;

    /**
     * Reads into what {@code data} makes of the reader's schema: generated classes, or generic records.
     *
     * @param writer as {@link WriterSchema#parse} let it through
     */
    @SuppressWarnings("unchecked") // what a schema's values are is known to its GenericData alone
    public GuardedReader(Schema writer, Schema reader, GenericData data) {
        this.reader = (DatumReader<T>) data.createDatumReader(writer, reader);
    }

    /**
     * The value that fills the array from {@code from} to its end.
     *
     * @throws MalformedValue when the bytes are no such value, or more than it
     */
    public T read(byte[] bytes, int from) throws MalformedValue {
        var decoder = new GuardedDecoder(bytes, from);
        try {
            var value = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new MalformedValue(decoder.remaining() + " bytes are left over after the value");
            }
            return value;
        } catch (MalformedValue e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
            // Avro has no exception of its own for bytes that make no sense: anything may come.
            throw MalformedValue.of(e);
        }
    }
}
