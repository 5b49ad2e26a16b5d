package io.centercontrol.flags.keys.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.flags.keys.KeyVersion;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code sdk_key_history}. */
record SdkKeyHistoryRow(long version, String type, Instant time, Cause cause, List<Field> changes) {
    /** What selects one, as JSON. */
    static final String SELECT = "select cast(json_build_object('version', version, 'type', type, 'time', time,"
            + " 'cause', cause, 'changes', changes) as text) from sdk_key_history ";

    /** A changed field, with its values as the JSON that they are kept as. */
    record Field(
            String path,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    KeyVersion toVersion() {
        return new KeyVersion(
                version,
                type,
                time,
                cause,
                changes.stream()
                        .map(field -> new FieldChange(field.path(), value(field.before()), value(field.after())))
                        .toList());
    }

    private static @Nullable Object value(@Nullable JsonNode json) {
        return json == null || json.isNull() ? null : json;
    }
}
