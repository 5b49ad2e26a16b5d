package io.centercontrol.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.chaos.history.Subject;
import io.centercontrol.chaos.load.Beliefs.Belief;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Draws changes that are legal as far as the operators know: what they change follows the state that they saw last. Now and
 * then one carries the version that they believe in, since that is how careful clients ask.
 */
final class Choice {
    private static final List<String> PLANS = List.of("basic", "standard", "enterprise");
    private static final int CAREFUL_PERCENT = 10;
    private static final int MOST_OF_A_KIND = 5;
    private static final int TRIES = 8;
    private static final int FINAL_PERCENT = 60;

    private final Operators operators;
    private final Beliefs beliefs;
    private final Random random;
    private final Predicate<UUID> expendable;

    /** @param expendable which tenants may be deleted for good */
    Choice(Operators operators, Beliefs beliefs, Random random, Predicate<UUID> expendable) {
        this.operators = operators;
        this.beliefs = beliefs;
        this.random = random;
        this.expendable = expendable;
    }

    /** One change; null when nothing came to mind. {@code busy} are those that somebody else is changing just now. */
    @Nullable
    Wish next(Set<Subject> busy) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var wish = draw();
            // A few do meet on purpose.
            if (wish != null && (!busy.contains(wish.subject()) || random.nextInt(20) == 0)) {
                return wish;
            }
        }
        return null;
    }

    private @Nullable Wish draw() {
        var chance = random.nextInt(100);
        if (chance < 62) {
            return ofTenant(beliefs.any(random));
        }
        if (chance < 74) {
            return plan(beliefs.any(random));
        }
        return chance < 88 ? flag() : limit(beliefs.any(random));
    }

    private @Nullable Wish ofTenant(UUID tenant) {
        var belief = beliefs.belief(tenant);
        if (belief == null) {
            return null;
        }
        return switch (belief.status()) {
            case "ACTIVE", "PROVISIONING" -> staying(tenant, belief, false);
            case "SUSPENDED" ->
                random.nextInt(100) < 55
                        ? operators.move(tenant, "reinstate", match(belief))
                        : staying(tenant, belief, true);
            case "DISABLED" -> operators.move(tenant, "reinstate", match(belief));
            case "DELETION_SCHEDULED" -> operators.move(tenant, "cancel-deletion", match(belief));
            default -> null;
        };
    }

    private Wish staying(UUID tenant, Belief belief, boolean suspended) {
        var chance = random.nextInt(100);
        if (chance < 40) {
            return operators.rename(tenant, belief.version());
        }
        if (chance < 62) {
            if (chance >= 57) {
                return operators.move(tenant, "disable", match(belief));
            }
            return suspended
                    ? operators.rename(tenant, belief.version())
                    : operators.move(tenant, "suspend", match(belief));
        }
        var holds = belief.seen().path("holds");
        if (chance < 76) {
            return isRoomFor(holds)
                    ? operators.hold(tenant)
                    : operators.release(tenant, any(holds).path("id").asText(), match(belief));
        }
        if (chance < 92) {
            var domains = belief.seen().path("domains");
            return isRoomFor(domains)
                    ? operators.claim(tenant, match(belief))
                    : operators.drop(tenant, any(domains).path("name").asText(), match(belief));
        }
        var slug = belief.seen().path("slug").asText();
        if (!holds.isEmpty() || slug.isEmpty()) {
            return operators.rename(tenant, belief.version());
        }
        var forGood = expendable.test(tenant) && random.nextInt(100) < FINAL_PERCENT;
        return operators.deletion(tenant, slug, forGood ? "PT0S" : "PT1H");
    }

    private @Nullable Wish plan(UUID tenant) {
        if (!serves(tenant)) {
            return null;
        }
        var belief = beliefs.belief(Operators.entitlements(tenant));
        // One that was never looked at has what everybody begins with.
        var has = belief == null
                ? PLANS.getFirst()
                : belief.seen().path("plan").path("key").asText();
        var others = PLANS.stream().filter(plan -> !plan.equals(has)).toList();
        return operators.assign(
                tenant, others.get(random.nextInt(others.size())), belief == null ? Wish.ANY : match(belief));
    }

    private @Nullable Wish flag() {
        var flags = beliefs.flags();
        var flag = flags.isEmpty() ? null : flags.get(random.nextInt(flags.size()));
        var belief = flag == null ? null : beliefs.belief(flag);
        if (flag == null || belief == null) {
            return null;
        }
        if (random.nextInt(100) < 60) {
            var switches = belief.seen().path("killSwitches");
            return isRoomFor(switches)
                    ? operators.kill(flag, match(belief))
                    : operators.lift(flag, any(switches).path("id").asText(), match(belief));
        }
        var tenant = beliefs.any(random);
        if (!serves(tenant)) {
            return null;
        }
        var has = belief.seen().path("tenantOverrides").path(tenant.toString()).asText();
        return operators.override(flag, tenant, has.equals("on") ? "off" : "on", match(belief));
    }

    private @Nullable Wish limit(UUID tenant) {
        if (!serves(tenant)) {
            return null;
        }
        var belief = beliefs.belief(Operators.limits(tenant));
        if (belief == null || belief.seen().path("removed").asBoolean()) {
            return operators.limit(tenant, Wish.NONE);
        }
        return random.nextInt(100) < 80
                ? operators.limit(tenant, belief.version())
                : operators.unlimit(tenant, belief.version());
    }

    /** Nobody gives plans and limits to one that is leaving. */
    private boolean serves(UUID tenant) {
        var belief = beliefs.belief(tenant);
        return belief != null && Set.of("ACTIVE", "SUSPENDED", "DISABLED").contains(belief.status());
    }

    private long match(Belief belief) {
        return random.nextInt(100) < CAREFUL_PERCENT ? belief.version() : Wish.ANY;
    }

    /** Whether one more of a kind is to come, rather than one to go. */
    private boolean isRoomFor(JsonNode those) {
        return those.isEmpty() || (those.size() < MOST_OF_A_KIND && random.nextBoolean());
    }

    private JsonNode any(JsonNode of) {
        return of.path(random.nextInt(of.size()));
    }
}
