package io.centercontrol.usage.statements.http;

import io.centercontrol.usage.statements.model.Recount;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A statement beside what is counted of it anew.
 *
 * @param tenantId whose it is
 * @param number the statement's
 * @param same whether it is what it was
 * @param hash the one that it was closed with
 * @param recountedHash the one of what is counted now
 * @param differences lines that are not the same
 */
@Schema(name = "StatementRecountView")
record RecountView(
        UUID tenantId, long number, boolean same, String hash, String recountedHash, List<DifferenceView> differences) {
    static RecountView of(UUID tenant, long number, Recount recount) {
        return new RecountView(
                tenant,
                number,
                recount.isSame(),
                recount.said(),
                recount.recounted(),
                recount.differences().stream()
                        .map(one -> new DifferenceView(one.line(), one.said(), one.recounted()))
                        .toList());
    }

    /**
     * A line that is not the same.
     *
     * @param line what it is of, such as {@code USAGE orders}
     * @param said its values as the statement has them, with tabs between; null when it has no such line
     * @param recounted its values as they are counted now; null when there are none
     */
    @Schema(name = "StatementDifferenceView")
    record DifferenceView(
            String line, @Nullable String said, @Nullable String recounted) {}
}
