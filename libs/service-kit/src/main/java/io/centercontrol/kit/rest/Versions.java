package io.centercontrol.kit.rest;

import io.centercontrol.kernel.Expected;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.problem.PreconditionRequiredException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conditional requests (RFC 9110, 13.1): an aggregate's version stands in {@code ETag} and {@code If-Match}. */
public final class Versions {
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private Versions() {}

    /** The entity tag of a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The versions that an {@code If-Match} asks for; null when the header is missing or {@code *}. A weak tag never matches,
     * and neither does one that is no version.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is no list of entity tags
     */
    public static @Nullable KnownVersions ifMatch(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return null;
        }
        return new KnownVersions(EntityTags.of("If-Match", header).stream()
                .filter(tag -> !tag.weak() && VERSION.matcher(tag.opaque()).matches())
                .map(tag -> Long.valueOf(tag.opaque()))
                .toList());
    }

    /**
     * The same where the caller must say on which version the change is based.
     *
     * @throws PreconditionRequiredException when the header is missing
     */
    public static @Nullable KnownVersions requiredIfMatch(@Nullable String header) {
        if (header == null) {
            throw new PreconditionRequiredException();
        }
        return ifMatch(header);
    }

    /**
     * What a PUT takes to be there, by {@code If-None-Match: *} or {@code If-Match}, of which it needs one.
     *
     * @throws PreconditionRequiredException when both are missing
     */
    public static Expected expected(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return Expected.of(requiredIfMatch(ifMatch));
        }
        if (!ifNoneMatch.strip().equals("*")) {
            throw Refusal.Invalid.of(
                            "", "INVALID_IF_NONE_MATCH", "If-None-Match takes * here, to set what there is not.")
                    .asException();
        }
        return new Expected.Nothing();
    }
}
