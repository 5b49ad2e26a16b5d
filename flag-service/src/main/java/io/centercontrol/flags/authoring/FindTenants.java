package io.centercontrol.flags.authoring;

import io.centercontrol.evaluation.Flag;
import io.centercontrol.evaluation.Resolution;
import io.centercontrol.flags.authoring.Everyone.Member;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.VertxContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone asks which tenants get which value of a flag: it is evaluated for each, by the code that every instance evaluates it
 * with, and with what is said of a tenant everywhere. What a service knows beside that may make it another value there.
 */
@ApplicationScoped
public class FindTenants {
    private static final UUID FIRST = new UUID(0, 0);

    private final Flags flags;
    private final Everyone everyone;

    FindTenants(Flags flags, Everyone everyone) {
        this.flags = flags;
        this.everyone = everyone;
    }

    /**
     * Which tenants.
     *
     * @param variant only those that get it; null for all
     */
    public record Command(
            String key,
            @Nullable String variant,
            int limit,
            @Nullable String cursor) {}

    /**
     * What a tenant gets.
     *
     * @param resolution null of an archived flag: its services' own default counts
     */
    public record Got(TenantId id, String slug, @Nullable Resolution resolution) {}

    /**
     * In the order of ids. Only the first part tells how many there are: that takes an evaluation for every tenant, and a part
     * no more than it has.
     *
     * @return refuses while this instance does not know all tenants
     */
    public Uni<Page<Got>> run(Command command) {
        var after = Cursor.uuid(command.cursor(), FIRST).toString();
        return flags.get(command.key())
                .chain(kept ->
                        VertxContext.aside(() -> page(command, kept.state().forReaders(), after)));
    }

    private Page<Got> page(Command command, @Nullable Flag flag, String after) {
        var counts = command.cursor() == null;
        var found = new ArrayList<Got>();
        var total = 0L;
        for (var member : behind(after)) {
            if (!counts && found.size() > command.limit()) {
                break;
            }
            var resolution = flag == null ? null : flag.evaluate(member.attributes());
            if (fits(command.variant(), resolution)) {
                total++;
                if (found.size() <= command.limit()) {
                    found.add(new Got(member.id(), member.slug(), resolution));
                }
            }
        }
        var here = found.subList(0, Math.min(command.limit(), found.size()));
        var next = found.size() > here.size() ? Cursor.of(here.getLast().id().toString()) : null;
        return new Page<>(here, next, total, counts);
    }

    private List<Member> behind(String after) {
        var all = new ArrayList<Member>();
        everyone.each(member -> {
            if (member.id().toString().compareTo(after) > 0) {
                all.add(member);
            }
        });
        all.sort(Comparator.comparing(member -> member.id().toString()));
        return all;
    }

    private static boolean fits(@Nullable String variant, @Nullable Resolution resolution) {
        return variant == null || (resolution != null && variant.equals(resolution.variant()));
    }
}
