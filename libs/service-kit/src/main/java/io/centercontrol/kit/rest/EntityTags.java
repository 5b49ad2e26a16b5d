package io.centercontrol.kit.rest;

import io.centercontrol.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The list of entity tags in {@code If-Match} or {@code If-None-Match} (RFC 9110, 8.8.3 and 5.6.1.2). */
public final class EntityTags {
    /** One element of a list, which may be empty, with the comma behind it. */
    private static final Pattern ELEMENT =
            Pattern.compile("\\G[ \t]*+(?:(W/)?+\"([!#-~\\x80-\\xff]*+)\"[ \t]*+)?+(,|\\z)");

    private EntityTags() {}

    /** One tag; what stands between its quotation marks. */
    public record Tag(boolean weak, String opaque) {}

    /**
     * The tags of a header that is not {@code *}.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is no list of entity tags, or has none
     */
    public static List<Tag> of(String header, String value) {
        var tags = new ArrayList<Tag>();
        var element = ELEMENT.matcher(value);
        while (element.find()) {
            if (element.group(2) != null) {
                tags.add(new Tag(element.group(1) != null, element.group(2)));
            }
            if (element.group(3).isEmpty() && !tags.isEmpty()) {
                return List.copyOf(tags);
            }
        }
        throw Refusal.Invalid.of(
                        "",
                        "INVALID_" + header.toUpperCase(Locale.ROOT).replace('-', '_'),
                        header
                                + " takes ETags as they were given, in quotation marks, such as \"3\" or \"3\", \"4\"; or *.")
                .asException();
    }
}
