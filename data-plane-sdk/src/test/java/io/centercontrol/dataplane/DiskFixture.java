package io.centercontrol.dataplane;

import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.copy.DiskCopy;
import io.centercontrol.dataplane.copy.StateFolder;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.PublishedSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** A folder as an instance leaves it behind, for tests that need no broker. */
public final class DiskFixture {
    private DiskFixture() {}

    /** Writes a whole copy with an active tenant for each id. */
    public static void write(Path folder, TenantId[] ids) {
        var sample = SampleTenant.active("sample");
        try (var state = StateFolder.open(folder);
                var copy = DiskCopy.open(state, "tenants")) {
            copy.keepSchema(1, PublishedSchemas.newest("tenant").text());
            var edition = copy.begin("topic");
            for (var at = 0; at < ids.length; at++) {
                edition.put(ids[at].toString(), value(Events.of(Events.as(sample, ids[at], "shop" + at))));
                if (at % 1000 == 0) {
                    copy.commit();
                }
            }
            edition.nextOffset(0, ids.length);
            edition.endReachedAt(Instant.now());
            copy.adopt(edition);
        } catch (DamagedCopy e) {
            throw new AssertionError(e);
        }
    }

    /** Writes a whole copy of entitlements beside it: each tenant has one of these, in turn. */
    public static void write(Path folder, TenantId[] ids, Entitlements... plans) {
        try (var state = StateFolder.open(folder);
                var copy = DiskCopy.open(state, "entitlements")) {
            copy.keepSchema(1, PublishedSchemas.newest("entitlements").text());
            var edition = copy.begin("topic");
            for (var at = 0; at < ids.length; at++) {
                edition.put(ids[at].toString(), value(EntitlementEvents.of(ids[at], 1, plans[at % plans.length])));
                if (at % 1000 == 0) {
                    copy.commit();
                }
            }
            edition.nextOffset(0, ids.length);
            edition.endReachedAt(Instant.now());
            copy.adopt(edition);
        } catch (DamagedCopy e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] value(SpecificRecord event) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 0, 1});
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
