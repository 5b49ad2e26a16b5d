package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Move;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantRefusals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many tenants at once take no log-in and no order from now on: all that a filter lets through, or none. A tenant whose
 * state has no such move is left alone, and named.
 */
@ApplicationScoped
public class SuspendTenants {
    /** Most tenants of one call: as many as one transaction locks for a second or two and no longer. */
    public static final int MOST = 1_000;

    private final Tenants tenants;
    private final Clock clock;

    SuspendTenants(Tenants tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param expected how many tenants a preview said would match; null when that does not matter
     */
    public record Command(TenantFilter filter, @Nullable Integer expected, String reason, Cause cause) {}

    /** What became of it; each list is sorted by id. */
    public record Outcome(int matched, List<Kept<Tenant>> suspended, List<Left> left) {
        public Outcome {
            suspended = List.copyOf(suspended);
            left = List.copyOf(left);
        }
    }

    /** A tenant that was left as it is, and why. */
    public record Left(Kept<Tenant> tenant, Refusal why) {}

    /** Suspends; refuses an empty filter, more tenants than {@link #MOST}, and another number than expected. */
    public Uni<Outcome> run(Command command) {
        if (command.filter().isEmpty()) {
            throw Refusal.Invalid.of(
                            "/filter",
                            "FILTER_REQUIRED",
                            "Narrow it down: a filter that means every tenant is refused.")
                    .asException();
        }
        // In the order of ids, so that two such calls cannot wait for each other.
        return tenants.ids(command.filter(), MOST + 1).chain(ids -> {
            checkNumber(ids.size(), command.expected());
            return Multi.createFrom()
                    .iterable(ids)
                    .onItem()
                    .transformToUniAndConcatenate(id -> suspend(id, command))
                    .collect()
                    .asList()
                    .map(SuspendTenants::outcome);
        });
    }

    private Uni<Result> suspend(TenantId id, Command command) {
        var left = new ArrayList<Refusal>(1);
        return tenants.change(id, null, command.cause(), tenant -> {
                    if (tenant.state().moves().contains(Move.SUSPEND)) {
                        return tenant.suspend(command.reason(), clock.instant());
                    }
                    left.add(TenantRefusals.illegal(tenant.state(), Move.SUSPEND));
                    return null;
                })
                .map(saved -> new Result(saved, left.isEmpty() ? null : left.getFirst()));
    }

    private record Result(Kept<Tenant> tenant, @Nullable Refusal left) {}

    private static Outcome outcome(List<Result> results) {
        var suspended = new ArrayList<Kept<Tenant>>();
        var left = new ArrayList<Left>();
        for (var result : results) {
            if (result.left() == null) {
                suspended.add(result.tenant());
            } else {
                left.add(new Left(result.tenant(), result.left()));
            }
        }
        return new Outcome(results.size(), suspended, left);
    }

    private static void checkNumber(int found, @Nullable Integer expected) {
        if (found > MOST) {
            throw new Refusal.Conflict(
                            "TOO_MANY_MATCH",
                            "More than " + MOST + " tenants match. Narrow the filter, by createdTo for example.",
                            Map.of("most", MOST))
                    .asException();
        }
        if (expected != null && expected != found) {
            throw new Refusal.Conflict(
                            "OTHER_NUMBER_MATCHES",
                            "%d tenants match, %d are expected. Look at the preview again.".formatted(found, expected),
                            Map.of("matched", found, "expected", expected))
                    .asException();
        }
    }
}
