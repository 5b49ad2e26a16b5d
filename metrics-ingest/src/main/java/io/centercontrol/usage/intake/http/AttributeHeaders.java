package io.centercontrol.usage.intake.http;

import io.centercontrol.kernel.Ascii;
import io.centercontrol.kernel.Refusal;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Attributes that come in headers, {@code ce-id} and its like: percent-encoded UTF-8, as CloudEvents' HTTP binding has it. */
final class AttributeHeaders {
    private static final String PREFIX = "ce-";

    /** Stands for bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\ufffd';

    private AttributeHeaders() {}

    /** Whether there are any. */
    static boolean in(MultiMap headers) {
        return headers.names().stream().anyMatch(name -> Ascii.lower(name).startsWith(PREFIX));
    }

    /** All of them, without the prefix; refuses what comes twice, or cannot be read. */
    static Map<String, String> of(MultiMap headers) {
        var attributes = new HashMap<String, String>();
        for (var header : headers) {
            var name = Ascii.lower(header.getKey());
            if (name.startsWith(PREFIX)) {
                var attribute = name.substring(PREFIX.length());
                if (attributes.put(attribute, decoded(attribute, header.getValue())) != null) {
                    throw Refusal.Invalid.of("/" + attribute, "TWICE", "The header " + name + " comes twice.")
                            .asException();
                }
            }
        }
        return attributes;
    }

    private static String decoded(String attribute, String value) {
        try {
            // Here a plus is a plus.
            var text = URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (text.indexOf(REPLACEMENT) < 0 && value.chars().allMatch(one -> one >= ' ' && one <= '~')) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw Refusal.Invalid.of(
                        "/" + attribute,
                        "INVALID_HEADER",
                        "The header ce-" + attribute + " has ASCII characters, and others percent-encoded as UTF-8.")
                .asException();
    }
}
