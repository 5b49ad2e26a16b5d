package io.centercontrol.audit.export.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that is asked for by {@code Range} (RFC 9110, 14.1.2): one range of bytes. What is anything else, or
 * lies behind the end, asks for all.
 *
 * @param offset of the first byte
 * @param count at least one, but for an empty file
 */
record ByteRange(long offset, long count, boolean isPart) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /**
     * Of a file.
     *
     * @param ifRange the tag of the file that the rest is wanted of; null when it does not matter
     */
    static ByteRange of(@Nullable String range, @Nullable String ifRange, String tag, long length) {
        var all = new ByteRange(0, length, false);
        if (range == null || ifRange != null && !ifRange.equals(tag)) {
            return all;
        }
        var asked = ONE.matcher(range.strip());
        if (!asked.matches() || asked.group(1).isEmpty() && asked.group(2).isEmpty()) {
            return all;
        }
        if (asked.group(1).isEmpty()) {
            var last = Math.min(Long.parseLong(asked.group(2)), length);
            return last == 0 ? all : new ByteRange(length - last, last, true);
        }
        var from = Long.parseLong(asked.group(1));
        var to = asked.group(2).isEmpty() ? length - 1 : Math.min(Long.parseLong(asked.group(2)), length - 1);
        return from > to ? all : new ByteRange(from, to - from + 1, true);
    }

    /** The header {@code Content-Range}. */
    String header(long length) {
        return "bytes " + offset + "-" + (offset + count - 1) + "/" + length;
    }
}
