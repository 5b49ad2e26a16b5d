package io.centercontrol.tenants.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.problem.ProblemMappers;
import io.centercontrol.tenants.TenantsConfig;
import io.centercontrol.tenants.model.TenantSettings;
import java.util.Set;
import java.util.function.UnaryOperator;

/** JSON Merge Patch (RFC 7396) on a tenant's settings. */
final class MergePatch {
    private static final Set<String> FIXED = Set.of(
            "id",
            "slug",
            "kind",
            "status",
            "statusReason",
            "allowedOperations",
            "ready",
            "hosts",
            "version",
            "createdAt",
            "updatedAt",
            "eventId");

    private MergePatch() {}

    /**
     * The patch as a function from settings to settings.
     *
     * @throws RefusedException when the patch is no object, or touches a field that a patch cannot change
     */
    static UnaryOperator<TenantSettings> of(JsonNode patch, ObjectMapper json, TenantsConfig config) {
        if (!patch.isObject()) {
            throw Refusal.Invalid.of("", "WRONG_TYPE", "A merge patch is a JSON object.")
                    .asException();
        }
        patch.fieldNames().forEachRemaining(field -> {
            if (FIXED.contains(field)) {
                throw Refusal.Invalid.of(
                                "/" + field,
                                "READ_ONLY_FIELD",
                                "'" + field + "' cannot be patched. The life-cycle moves have addresses of their own.")
                        .asException();
            }
        });
        // A field that is to be removed must exist too; it is gone from what is merged.
        read(patch, json);
        return settings -> read(merge(json.valueToTree(SettingsRequest.of(settings)), patch), json)
                .complete(config.defaults());
    }

    private static SettingsRequest read(JsonNode settings, ObjectMapper json) {
        try {
            return json.treeToValue(settings, SettingsRequest.class);
        } catch (JsonProcessingException e) {
            throw refusal(e);
        }
    }

    private static RefusedException refusal(JsonProcessingException e) {
        var problem = ProblemMappers.describe(e);
        var pointer =
                problem.errors().isEmpty() ? "" : problem.errors().getFirst().pointer();
        return Refusal.Invalid.of(pointer, problem.code(), problem.detail()).asException();
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var result = target instanceof ObjectNode object ? object : changes.objectNode();
        changes.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                var old = result.path(field.getKey());
                result.set(field.getKey(), merge(old, field.getValue()));
            }
        });
        return result;
    }
}
