package io.centercontrol.usage.intake.model;

import io.centercontrol.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent that is whole, or what a data point of a metric is beside those.
 *
 * @param pointer where it stands in its request, as a JSON pointer: empty when it is alone, {@code /3} in a batch
 * @param tenant its subject; there may be no such tenant
 * @param happenedAt its time; when it came, when it says none
 * @param data members by name
 * @param value what it measured by itself, of a data point of a metric; null of CloudEvents, whose data say it
 */
public record CloudEvent(
        String pointer,
        String id,
        String source,
        String type,
        TenantId tenant,
        Instant happenedAt,
        Map<String, Scalar> data,
        @Nullable Long value) {
    /** As long as an id of usage can be. */
    private static final int LONGEST = 200;

    public CloudEvent {
        data = Map.copyOf(data);
    }

    /**
     * What it counts once by: source and id, which are unique together by CloudEvents' own word, and the tenant, so that a key for one
     * tenant uses up no id of another. The tenant's id and the length of the source come first, so that no two make one text; what
     * would be longer than usage's ids can be is a hash of that text, which begins like no tenant's id.
     */
    public String identity() {
        var whole = tenant + ":" + source.length() + ":" + source + ":" + id;
        if (whole.length() <= LONGEST) {
            return whole;
        }
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
