package io.centercontrol.flags.authoring.model;

import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.logic.Bucketing;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which generation of the hash a definition says it is spread by: a member of its metadata, so that it goes wherever the
 * definition goes.
 */
public final class Bucketings {
    private static final String METADATA = "metadata";

    private Bucketings() {}

    /** Of a definition; null for a word that is not known here. */
    public static @Nullable Bucketing of(String definition) {
        return Bucketing.of(said(Definition.read(definition).members()));
    }

    /** The definition, which says this one if it said none. */
    public static String stated(String definition, @Nullable Bucketing bucketing) {
        return bucketing == null ? definition : stated(definition, (Object) bucketing.name());
    }

    /** The definition, which says what the one before it said if it says none: who leaves it away shall move nobody. */
    public static String kept(String definition, @Nullable String before) {
        var said = before == null ? null : said(Definition.read(before).members());
        return said == null ? definition : stated(definition, said);
    }

    private static String stated(String definition, Object said) {
        var members = Definition.read(definition).members();
        var given = Json.members(members.get(METADATA));
        if (said(members) != null || given == null && members.get(METADATA) != null) {
            return definition;
        }
        var metadata = new LinkedHashMap<String, @Nullable Object>(given == null ? Map.of() : given);
        metadata.put(Bucketing.MEMBER, said);
        var stating = new LinkedHashMap<String, @Nullable Object>(members);
        stating.put(METADATA, metadata);
        return Json.write(stating);
    }

    private static @Nullable Object said(Map<String, @Nullable Object> definition) {
        var metadata = Json.members(definition.get(METADATA));
        return metadata == null ? null : metadata.get(Bucketing.MEMBER);
    }
}
