package io.centercontrol.flags.authoring;

import io.centercontrol.evaluation.Layers;
import io.centercontrol.evaluation.Resolution;
import io.centercontrol.flags.authoring.Effects.Effect;
import io.centercontrol.flags.authoring.Effects.Given;
import io.centercontrol.flags.authoring.Effects.Hit;
import io.centercontrol.flags.authoring.Effects.Named;
import io.centercontrol.flags.authoring.Everyone.Member;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.KillSwitch.Reach;
import io.centercontrol.kit.VertxContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Someone wants to know whom a change concerns before it is made: both definitions are evaluated for every tenant, by the
 * code that every instance evaluates them with.
 */
@ApplicationScoped
public class PreviewEffects {
    private static final int SHOWN = 100;

    private final Everyone everyone;

    PreviewEffects(Everyone everyone) {
        this.everyone = everyone;
    }

    /** A flag before and after; before is null for one that begins. */
    public record Command(@Nullable Flag before, Flag after) {}

    /** Who gets another value; refuses while this instance does not know all tenants. */
    public Uni<Effects> run(Command command) {
        return VertxContext.aside(() -> effects(command));
    }

    /** Whom a kill switch hits; refuses while this instance does not know all tenants. */
    public Uni<Hit> hit(Reach reach) {
        return VertxContext.aside(() -> hitBy(reach));
    }

    private Effects effects(Command command) {
        var before = command.before() == null ? null : command.before().forReaders();
        var after = command.after().forReaders();
        var all = new ArrayList<Effect>();
        everyone.each(member -> {
            var was = before == null ? null : before.evaluate(member.attributes());
            var is = after == null ? null : after.evaluate(member.attributes());
            if (!Objects.equals(value(was), value(is))) {
                all.add(new Effect(member.id(), member.slug(), given(was), given(is)));
            }
        });
        all.sort(Comparator.comparing(Effect::slug).thenComparing(Effect::id));
        return new Effects(all.size(), first(all));
    }

    private Hit hitBy(Reach reach) {
        var all = new ArrayList<Named>();
        everyone.each(member -> {
            if (reach.hits(member.id().toString(), plan(member))) {
                all.add(new Named(member.id(), member.slug()));
            }
        });
        all.sort(Comparator.comparing(Named::slug).thenComparing(Named::id));
        return new Hit(
                all.size(),
                first(all),
                reach.tenants().stream()
                        .filter(tenant -> everyone.find(tenant).isEmpty())
                        .toList());
    }

    private static @Nullable String plan(Member member) {
        var plan = member.attributes().attribute(Layers.PLAN);
        return plan == null ? null : plan.toString();
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(SHOWN, all.size()));
    }

    private static @Nullable Object value(@Nullable Resolution resolution) {
        return resolution == null ? null : resolution.value();
    }

    private static @Nullable Given given(@Nullable Resolution resolution) {
        var value = value(resolution);
        return resolution == null || value == null
                ? null
                : new Given(Objects.requireNonNull(resolution.variant(), "of a value"), value);
    }
}
