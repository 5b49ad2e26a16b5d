package io.centercontrol.dataplane.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centercontrol.dataplane.Governance;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The platform's limits on disk, beside the copy of the tenants: one small file, a checksum and a line of JSON, replaced as
 * a whole. A damaged one is as good as none: the topic has it all.
 */
public final class GovernanceFile {
    private static final System.Logger LOG = System.getLogger(GovernanceFile.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHECKSUM = 8;

    private final Path file;

    /** The file in an instance's folder. */
    public GovernanceFile(StateFolder folder) {
        file = folder.file("governance.json");
    }

    /**
     * What is kept.
     *
     * @param topicId Kafka's id of the topic that was read
     * @param nextOffset everything below is in {@code governance}, but for the quarantined
     * @param quarantined offsets of records that made no sense, and were not superseded since
     */
    public record Kept(String topicId, long nextOffset, List<Long> quarantined, Governance governance) {
        public Kept {
            quarantined = List.copyOf(quarantined);
        }
    }

    /** What was kept last; null when nothing was, or when it cannot be trusted. */
    public @Nullable Kept load() {
        try {
            if (!Files.exists(file)) {
                return null;
            }
            var text = Files.readString(file);
            if (text.length() <= CHECKSUM || !text.substring(0, CHECKSUM).equals(checksum(text.substring(CHECKSUM)))) {
                throw new IOException("its checksum is wrong");
            }
            return kept(JSON.readTree(text.substring(CHECKSUM)));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "The kept limits " + file + " cannot be read; they are read anew from the topic.", e);
            return null;
        }
    }

    /** Keeps it; it is on the disk when this returns. */
    public void save(Kept kept) throws IOException {
        var text = JSON.writeValueAsString(json(kept));
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap((checksum(text) + text).getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ObjectNode json(Kept kept) {
        var json = JSON.createObjectNode()
                .put("topicId", kept.topicId())
                .put("nextOffset", kept.nextOffset())
                .put("version", kept.governance().version())
                .put("defaultMostStores", kept.governance().defaultMostStores())
                .put("updatedAt", kept.governance().updatedAt().toString())
                .put("defaultPlan", kept.governance().defaultPlan());
        var quarantined = json.putArray("quarantined");
        kept.quarantined().forEach(quarantined::add);
        return json;
    }

    private static Kept kept(JsonNode json) {
        var quarantined = new ArrayList<Long>();
        json.required("quarantined").forEach(offset -> quarantined.add(offset.longValue()));
        return new Kept(
                json.required("topicId").textValue(),
                json.required("nextOffset").longValue(),
                quarantined,
                new Governance(
                        json.required("version").longValue(),
                        json.required("defaultMostStores").longValue(),
                        Instant.parse(json.required("updatedAt").textValue()),
                        json.path("defaultPlan").textValue()));
    }

    private static String checksum(String text) {
        var crc = new CRC32C();
        crc.update(text.getBytes(UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
