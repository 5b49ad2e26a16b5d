package io.centercontrol.kit.gate;

import io.centercontrol.kernel.DotSegments;
import io.centercontrol.kit.gate.QueryReading.UnreadableException;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * An address whose last segment is a text of somebody's own choice, slashes and semicolons too, as protocols of others have it.
 * A bean of this type lets them pass the front gate there, percent-encoded. The gate decodes the text once, and whoever answers
 * takes it {@linkplain #of from there}; it must answer itself, since routers read such a path in ways of their own, and let
 * nothing be authorised by it.
 *
 * @param before the path before the text, as it comes, with the slash
 */
public record TextSegment(String before) {
    private static final String READ = TextSegment.class.getName();

    /** The text that the gate read; null where the address has none. */
    public static @Nullable String of(RoutingContext request) {
        return request.get(READ);
    }

    static void note(RoutingContext request, String text) {
        request.put(READ, text);
    }

    /** The segment of a path as it came; null when the path is another one. Has no slash, and is not empty. */
    @Nullable
    String in(String path) {
        return path.length() > before.length() && path.startsWith(before) && path.indexOf('/', before.length()) < 0
                ? path.substring(before.length())
                : null;
    }

    /**
     * Reads a segment.
     *
     * @throws UnreadableException when it is no UTF-8 that is percent-encoded
     */
    static String read(String segment) throws UnreadableException {
        return QueryReading.path(segment);
    }

    /**
     * Whether others may read a segment in another way: a semicolon or a backslash that is not encoded, a control character,
     * and dots that a path is cleaned of, once it is decoded too.
     *
     * @param text the same, decoded
     */
    static boolean isAmbiguous(String segment, String text) {
        return segment.indexOf(';') >= 0
                || segment.indexOf('\\') >= 0
                || text.chars().anyMatch(one -> one < ' ' || one == 0x7f)
                || DotSegments.in(text);
    }
}
