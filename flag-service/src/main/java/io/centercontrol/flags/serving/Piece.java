package io.centercontrol.flags.serving;

import io.centercontrol.evaluation.Resolution;
import io.centercontrol.evaluation.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What OFREP says of a flag that resolved in one way: made once, sent many times.
 *
 * @param json a JSON object in UTF-8
 * @param failed whether it tells of an error
 * @param high half of a hash of it
 * @param low the other half
 */
public record Piece(byte[] json, boolean failed, long high, long low) {
    static Piece of(String key, Map<String, @Nullable Object> metadata, Resolution resolution) {
        var said = new LinkedHashMap<String, @Nullable Object>();
        said.put("key", key);
        var error = resolution.error();
        if (error != null) {
            said.put("errorCode", error.name());
            said.put("errorDetails", resolution.message());
        } else {
            // Without a value the client's own default counts (ADR 0006).
            if (resolution.value() != null) {
                said.put("value", resolution.value());
            }
            said.put("reason", resolution.reason().name());
            if (resolution.variant() != null) {
                said.put("variant", resolution.variant());
            }
        }
        if (!metadata.isEmpty()) {
            said.put("metadata", metadata);
        }
        return of(Json.write(said).getBytes(StandardCharsets.UTF_8), error != null);
    }

    /** Any JSON object. */
    public static Piece of(byte[] json, boolean failed) {
        var digest = sha256(json);
        return new Piece(json, failed, number(digest, 0), number(digest, 8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static long number(byte[] bytes, int at) {
        return java.nio.ByteBuffer.wrap(bytes, at, 8).getLong();
    }
}
