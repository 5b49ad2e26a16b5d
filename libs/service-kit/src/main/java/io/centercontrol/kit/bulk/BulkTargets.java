package io.centercontrol.kit.bulk;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** To which tenants something is done: the fields {@code filter} and {@code tenants} of an order. */
public final class BulkTargets {
    private BulkTargets() {}

    /**
     * An item for each tenant that is meant.
     *
     * @param filter null when there is none
     * @param listed ids; null when there are none
     * @param isEmpty whether a filter would mean everybody, which is refused
     * @param found those that a filter lets through, at most one more than {@link OrderBulk#MOST}
     * @throws io.centercontrol.kernel.RefusedException unless it is exactly one of the two, and when an id is none
     */
    public static <F> Uni<List<BulkItem>> chosen(
            @Nullable F filter,
            @Nullable List<@Nullable String> listed,
            Predicate<F> isEmpty,
            Function<F, Uni<List<TenantId>>> found) {
        if (listed != null && filter == null) {
            return Uni.createFrom().item(items(ids(listed)));
        }
        if (filter == null || listed != null) {
            throw Refusal.Invalid.of(
                            "",
                            "CHOICE_REQUIRED",
                            "Say which tenants are meant, by exactly one of 'filter' and 'tenants'.")
                    .asException();
        }
        if (isEmpty.test(filter)) {
            throw Refusal.Invalid.of(
                            "/filter",
                            "FILTER_REQUIRED",
                            "Narrow it down: a filter that means every tenant is refused.")
                    .asException();
        }
        return found.apply(filter)
                .map(ids -> items(ids.stream().map(TenantId::toString).toList()));
    }

    private static List<String> ids(List<@Nullable String> given) {
        var ids = new LinkedHashSet<String>();
        for (var i = 0; i < given.size(); i++) {
            ids.add(Parameters.uuid("tenants/" + i, String.valueOf(given.get(i)))
                    .toString());
        }
        return List.copyOf(ids);
    }

    private static List<BulkItem> items(List<String> refs) {
        return IntStream.range(0, refs.size())
                .mapToObj(i -> BulkItem.of(i + 1, refs.get(i), null))
                .toList();
    }
}
