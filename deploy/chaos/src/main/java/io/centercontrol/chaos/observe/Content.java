package io.centercontrol.chaos.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant is, as one short text that is the same wherever it was read, if and only if the tenant is: the owner keeps
 * JSON, the topic and the copies hold Avro.
 */
final class Content {
    private static final List<String> TEXTS = List.of(
            "slug",
            "kind",
            "status",
            "ready",
            "statusReason",
            "name",
            "locale",
            "timeZone",
            "currency",
            "primaryDomain",
            "region",
            "registeredPlan");
    private static final List<String> TIMES = List.of("createdAt", "updatedAt");
    private static final List<String> CONTACT = List.of("role", "name", "email", "phone");

    private Content() {}

    /** Of the owner's document. */
    static String of(JsonNode document) {
        var lines = new ArrayList<String>();
        TEXTS.forEach(field -> lines.add(field + "=" + text(document.path(field))));
        TIMES.forEach(field -> lines.add(
                field + "=" + micros(Instant.parse(document.path(field).asText()))));
        document.path("hosts").forEach(host -> lines.add("host=" + host.asText()));
        document.path("contacts")
                .forEach(contact -> CONTACT.forEach(field -> lines.add("contact=" + text(contact.path(field)))));
        var labels = new TreeMap<String, String>();
        document.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        lines.add("labels=" + labels);
        return digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Of a record's value. */
    static String of(GenericRecord value) {
        var lines = new ArrayList<String>();
        TEXTS.forEach(field -> lines.add(field + "=" + value.get(field)));
        TIMES.forEach(field -> lines.add(field + "=" + value.get(field)));
        ((Iterable<?>) value.get("hosts")).forEach(host -> lines.add("host=" + host));
        for (var contact : (Iterable<?>) value.get("contacts")) {
            CONTACT.forEach(field -> lines.add("contact=" + ((GenericRecord) contact).get(field)));
        }
        var labels = new TreeMap<String, String>();
        ((java.util.Map<?, ?>) value.get("labels"))
                .forEach((name, label) -> labels.put(String.valueOf(name), String.valueOf(label)));
        lines.add("labels=" + labels);
        return digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Of bytes as they are. */
    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : Objects.toString(value.asText());
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
