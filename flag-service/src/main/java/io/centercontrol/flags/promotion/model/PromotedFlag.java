package io.centercontrol.flags.promotion.model;

import io.centercontrol.evaluation.Limits;
import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import io.centercontrol.evaluation.logic.Bucketing;
import io.centercontrol.flags.authoring.model.Bucketings;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A flag in a document. Overrides and kill switches are not in it: they belong to one environment.
 *
 * @param definition JSON text without what is said of it in our words
 * @param labels what is said of it in our words
 */
public record PromotedFlag(String definition, Labels labels) {
    private static final String METADATA = "metadata";

    /**
     * What counts where the document says nothing, of a flag that is not there.
     *
     * @param owner who is asked about it
     * @param bucketing which hash spreads the document's flags that do not say it themselves, those that are there too; null for
     *     what each of them is spread by now
     */
    public record Otherwise(
            FlagKind kind, String owner, @Nullable Bucketing bucketing) {}

    /** A flag's definition with all that is said of it in its metadata, which comes last. */
    static Map<String, @Nullable Object> write(FlagContent content) {
        var definition = new LinkedHashMap<String, @Nullable Object>(members(content.definition()));
        var metadata = without(Json.members(definition.remove(METADATA)));
        metadata.putAll(Labels.of(content));
        definition.put(METADATA, metadata);
        return definition;
    }

    /**
     * Takes a flag apart.
     *
     * @param pointer of the flag in its document
     */
    static PromotedFlag read(String text, String pointer, Problems problems) {
        var definition = new LinkedHashMap<String, @Nullable Object>(members(text));
        var metadata =
                Objects.requireNonNullElse(Json.members(definition.get(METADATA)), Map.<String, @Nullable Object>of());
        var labels = Labels.read(metadata, Json.pointer(pointer, METADATA), problems);
        var others = without(metadata);
        if (others.isEmpty()) {
            definition.remove(METADATA);
        } else {
            definition.put(METADATA, others);
        }
        return new PromotedFlag(Json.write(definition), labels);
    }

    /**
     * What a flag's content shall be; what the document does not say stays as it is.
     *
     * @param before null when there is no such flag
     */
    public FlagContent onto(String key, @Nullable FlagContent before, Otherwise otherwise) {
        var kind = first(labels.kind(), before == null ? null : before.kind(), otherwise.kind());
        return new FlagContent(
                first(labels.name(), before == null ? null : before.name(), key),
                first(labels.description(), before == null ? null : before.description(), ""),
                kind,
                first(labels.owner(), before == null ? null : before.owner(), otherwise.owner()),
                first(labels.tags(), before == null ? null : before.tags(), new TreeSet<>()),
                first(labels.sensitive(), before == null ? null : (Boolean) before.sensitive(), false),
                first(
                        labels.lifetimeDays(),
                        before == null ? null : (Integer) before.lifetimeDays(),
                        kind.usualLifetimeDays()),
                Bucketings.kept(
                        Bucketings.stated(definition, otherwise.bucketing()),
                        before == null ? null : before.definition()),
                off(before),
                before == null ? new TreeMap<>() : before.tenantOverrides(),
                before == null ? new TreeMap<>() : before.planOverrides(),
                false);
    }

    private @Nullable String off(@Nullable FlagContent before) {
        var given = labels.offVariant();
        if (given == null) {
            var kept = before == null ? null : before.offVariant();
            return kept != null && hasVariant(kept) ? kept : null;
        }
        return given.isEmpty() ? null : given;
    }

    /** A document that knows of no off variant may well have taken it away. */
    private boolean hasVariant(String name) {
        var variants = Json.members(members(definition).get("variants"));
        return variants != null && variants.containsKey(name);
    }

    private static <T> T first(@Nullable T given, @Nullable T before, T otherwise) {
        if (given != null) {
            return given;
        }
        return before == null ? otherwise : before;
    }

    private static Map<String, @Nullable Object> without(@Nullable Map<String, @Nullable Object> metadata) {
        var others = new LinkedHashMap<String, @Nullable Object>();
        if (metadata != null) {
            metadata.forEach((member, value) -> {
                if (!Labels.isOne(member)) {
                    others.put(member, value);
                }
            });
        }
        return others;
    }

    private static Map<String, @Nullable Object> members(String text) {
        var members = Json.readObject(text, Limits.DOCUMENT_BYTES, Limits.DEPTH, new Problems());
        if (members == null) {
            throw new IllegalStateException("it was checked to be an object");
        }
        return members;
    }
}
