package io.centercontrol.kit.rest;

import io.centercontrol.kernel.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conditional requests (RFC 9110, 13.1): an aggregate's version stands in {@code ETag} and {@code If-Match}. */
public final class Versions {
    private static final Pattern TAG = Pattern.compile("\"?([1-9][0-9]{0,17})\"?");

    private Versions() {}

    /** The entity tag of a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that an {@code If-Match} asks for; null when the header is missing or {@code *}.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is no version
     */
    public static @Nullable Long ifMatch(@Nullable String header) {
        if (header == null || header.equals("*")) {
            return null;
        }
        var tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw Refusal.Invalid.of(
                            "", "INVALID_IF_MATCH", "If-Match takes one ETag as it was given, such as \"3\", or *.")
                    .asException();
        }
        return Long.valueOf(tag.group(1));
    }

    /**
     * The same where the caller must say on which version the change is based.
     *
     * @throws PreconditionRequiredException when the header is missing
     */
    public static @Nullable Long requiredIfMatch(@Nullable String header) {
        if (header == null) {
            throw new PreconditionRequiredException();
        }
        return ifMatch(header);
    }
}
