package io.centercontrol.dataplane.wire;

import io.centercontrol.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Values as they are on the wire. */
public final class WireFixture {
    private WireFixture() {}

    public static byte[] value(int schema, SpecificRecord event) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(WireFormat.header(schema));
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(event.getSchema(), SpecificData.getForClass(event.getClass()))
                    .write(event, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
