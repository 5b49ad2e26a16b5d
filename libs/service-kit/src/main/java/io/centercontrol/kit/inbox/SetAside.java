package io.centercontrol.kit.inbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a record that is set aside: all of one that is like ours, so that it can be replayed; of another as much
 * as tells what it is. U+0000, which PostgreSQL keeps in no text, becomes U+FFFD, so that no other key or header comes of it.
 *
 * @param value null for a tombstone; empty, which nothing can be read out of, for one that is too large
 * @param headers pairs of name and value, in their order
 */
record SetAside(@Nullable String key, byte @Nullable [] value, List<List<String>> headers, String reason) {
    /** More than the broker takes by default; only a compressed batch brings more. */
    static final int MOST_VALUE = 2 << 20;

    static final int LONGEST_TEXT = 1_000;
    static final int MOST_HEADERS = 50;

    SetAside {
        headers = List.copyOf(headers);
    }

    static SetAside of(ConsumerRecord<String, byte[]> record, String reason) {
        var key = record.key();
        byte @Nullable [] value = record.value();
        var tooLarge = value != null && value.length > MOST_VALUE;
        return new SetAside(
                key == null ? null : text(key, LONGEST_TEXT),
                tooLarge ? new byte[0] : value,
                headers(record),
                tooLarge ? "its %d bytes are too many to be kept; %s".formatted(value.length, reason) : reason);
    }

    /** A text without U+0000, cut to so many characters. */
    static String text(String text, int most) {
        var part = text.length() <= most ? text : text.substring(0, most);
        return part.replace('\0', '\uFFFD');
    }

    /** The last ones: of several with one name, the last is the one that counts. */
    private static List<List<String>> headers(ConsumerRecord<String, byte[]> record) {
        var all = record.headers().toArray();
        var from = Math.max(0, all.length - MOST_HEADERS);
        var pairs = new ArrayList<List<String>>();
        for (var header : List.of(all).subList(from, all.length)) {
            pairs.add(List.of(text(header.key(), LONGEST_TEXT), text(value(header), LONGEST_TEXT)));
        }
        return pairs;
    }

    private static String value(Header header) {
        byte @Nullable [] value = header.value();
        // No character of UTF-8 takes more than four bytes.
        return value == null
                ? ""
                : new String(value, 0, Math.min(value.length, 4 * LONGEST_TEXT), StandardCharsets.UTF_8);
    }
}
