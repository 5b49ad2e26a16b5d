package io.centercontrol.flags.authoring.model;

import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.evaluation.Share;
import io.centercontrol.evaluation.json.Doubt;
import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A flag: what its authors say, what stops it, and what its readers are told of both.
 *
 * @param killSwitches those that stand, oldest first
 * @param rollout the share that a rollout has reached; null while none has reached anybody
 * @param compiled what readers evaluate
 * @param version rises by one with each change, from 1
 */
public record Flag(
        String key,
        FlagContent content,
        List<KillSwitch> killSwitches,
        @Nullable Share rollout,
        Compiled compiled,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {
    @Override
    public String aggregateId() {
        return key;
    }

    @Override
    public String inWords() {
        return "The flag " + key;
    }

    /** What happened when the glass was broken. */
    public static final String BROKE_GLASS = "flag.changed-by-break-glass";

    private static final int MOST_SWITCHES = 100;
    private static final int MOST_NAMED = 1_000;

    public Flag {
        killSwitches = List.copyOf(killSwitches);
    }

    /** A new flag; its authors say what a kill switch picks. */
    public static Change<Flag> create(String key, FlagContent given, EvaluatorSet evaluators, Instant now) {
        var created = adopt(key, given, evaluators, now);
        refuse(created.next().doubts(evaluators));
        if (!created.next().content().canBeKilled()) {
            throw FlagRefusals.offVariantRequired(given);
        }
        return created;
    }

    /** A new flag as others wrote it, who know of no off variant, and for whom flagd falls back. */
    public static Change<Flag> adopt(String key, FlagContent given, EvaluatorSet evaluators, Instant now) {
        var content = given.settled();
        FlagRules.check(key, content);
        var compiled = Compiling.compile(key, content, List.of(), null, evaluators);
        var fields = new ArrayList<FieldChange>();
        fields.add(new FieldChange("/key", null, key));
        fields.addAll(FlagDifference.between(null, content));
        return new Change<>(new Flag(key, content, List.of(), null, compiled, 1, now, now), "flag.created", fields);
    }

    /**
     * Other content; null when nothing is other than it was. An archived flag is restored and changed in one step, or not
     * changed. A flag that a kill switch holds off is not archived, and one that can have a kill switch stays so.
     */
    public @Nullable Change<Flag> revise(FlagContent given, Permit permit, EvaluatorSet evaluators, Instant now) {
        var revised = adopt(given, permit, evaluators, now);
        if (revised != null
                && content.canBeKilled()
                && !revised.next().content().canBeKilled()) {
            throw FlagRefusals.offVariantRequired(given);
        }
        return revised;
    }

    /**
     * The same with content as others wrote it, who know of no off variant, and for whom flagd falls back; an off variant is
     * needed while a kill switch stands.
     */
    public @Nullable Change<Flag> adopt(FlagContent given, Permit permit, EvaluatorSet evaluators, Instant now) {
        var next = given.settled();
        var fields = new ArrayList<>(FlagDifference.between(content, next));
        if (fields.isEmpty()) {
            return null;
        }
        if (content.archived() && next.archived()) {
            throw FlagRefusals.archived(key);
        }
        if (next.archived() && !killSwitches.isEmpty()) {
            throw FlagRefusals.switchesStand(
                    key, killSwitches.stream().map(one -> one.id().toString()).toList());
        }
        FlagRules.check(key, next);
        var share = kept(next, evaluators);
        addRollout(fields, share);
        var compiled = Compiling.compile(key, next, killSwitches, share, evaluators);
        var needed = Approval.isNeeded(content, next);
        if (needed && permit == Permit.DIRECT) {
            throw FlagRefusals.needsApproval(key);
        }
        return change(
                next,
                killSwitches,
                share,
                compiled,
                needed && permit == Permit.BREAK_GLASS ? BROKE_GLASS : type(next),
                fields,
                now);
    }

    /** What its readers evaluate with less than its author meant, by its place in the flag. */
    public List<Doubt> doubts(EvaluatorSet evaluators) {
        return Compiling.doubts(key, content, evaluators);
    }

    /**
     * Refuses a definition that its author writes here and now and cannot have meant. One that stays as it is was taken as it
     * came, and keeps nobody from changing all else of the flag.
     */
    public void mustBeMeant(FlagContent given, EvaluatorSet evaluators) {
        if (!given.definition().equals(content.definition())) {
            refuse(Compiling.doubts(key, given, evaluators));
        }
    }

    private static void refuse(List<Doubt> doubts) {
        FlagRules.end(doubts.stream().map(Doubt::found).toList());
    }

    private String type(FlagContent next) {
        if (content.archived() == next.archived()) {
            return "flag.changed";
        }
        return next.archived() ? "flag.archived" : "flag.restored";
    }

    /** No flag to its readers any more; refuses when it is archived already. */
    public @Nullable Change<Flag> archive(Permit permit, EvaluatorSet evaluators, Instant now) {
        if (content.archived()) {
            throw FlagRefusals.alreadyArchived(key);
        }
        return revise(content.withArchived(true), permit, evaluators, now);
    }

    /** A flag again; refuses when it is not archived. */
    public @Nullable Change<Flag> restore(Permit permit, EvaluatorSet evaluators, Instant now) {
        if (!content.archived()) {
            throw FlagRefusals.notArchived(key);
        }
        return revise(content.withArchived(false), permit, evaluators, now);
    }

    /** A tenant is not overridden any more; refuses when it is not. */
    public @Nullable Change<Flag> dropOverride(TenantId tenant, Permit permit, EvaluatorSet evaluators, Instant now) {
        if (!content.tenantOverrides().containsKey(tenant)) {
            throw FlagRefusals.noOverride(key, "the tenant " + tenant);
        }
        return revise(content.withoutTenantOverride(tenant), permit, evaluators, now);
    }

    /** A plan is not overridden any more; refuses when it is not. */
    public @Nullable Change<Flag> dropOverride(String plan, Permit permit, EvaluatorSet evaluators, Instant now) {
        if (!content.planOverrides().containsKey(plan)) {
            throw FlagRefusals.noOverride(key, "the plan " + plan);
        }
        return revise(content.withoutPlanOverride(plan), permit, evaluators, now);
    }

    /** One more kill switch; never waits for anybody's approval, since it only leads to the off variant. */
    public Change<Flag> kill(KillSwitch added, EvaluatorSet evaluators, Instant now) {
        if (content.archived()) {
            throw FlagRefusals.archived(key);
        }
        if (!content.canBeKilled()) {
            throw FlagRefusals.noOffVariant(key, content);
        }
        FlagRules.check(added, now);
        var all = new ArrayList<>(killSwitches);
        all.add(added);
        if (all.size() > MOST_SWITCHES) {
            throw FlagRefusals.tooManySwitches(key, MOST_SWITCHES);
        }
        if (named(all) > MOST_NAMED) {
            throw FlagRefusals.tooManyHit(key, MOST_NAMED);
        }
        return switches(
                all, "flag.killed", List.of(new FieldChange(path(added), null, added.shown())), evaluators, now);
    }

    private static int named(List<KillSwitch> all) {
        return all.stream()
                .mapToInt(one ->
                        one.reach().tenants().size() + one.reach().plans().size())
                .sum();
    }

    /** A kill switch goes: what was approved counts again. Refuses when there is none of the id. */
    public Change<Flag> lift(UUID id, EvaluatorSet evaluators, Instant now) {
        return without(
                one -> one.id().equals(id), "flag.kill-switch-lifted", evaluators, now, FlagRefusals.noSwitch(key, id));
    }

    /** Those whose time is over go; null when there is none. */
    public @Nullable Change<Flag> expire(EvaluatorSet evaluators, Instant now) {
        return killSwitches.stream().noneMatch(one -> one.isExpired(now))
                ? null
                : without(
                        one -> one.isExpired(now),
                        "flag.kill-switch-expired",
                        evaluators,
                        now,
                        new IllegalStateException("one is expired"));
    }

    private Change<Flag> without(
            Predicate<KillSwitch> gone, String type, EvaluatorSet evaluators, Instant now, RuntimeException otherwise) {
        var fields = killSwitches.stream()
                .filter(gone)
                .map(one -> new FieldChange(path(one), one.shown(), null))
                .toList();
        if (fields.isEmpty()) {
            throw otherwise;
        }
        return switches(killSwitches.stream().filter(gone.negate()).toList(), type, fields, evaluators, now);
    }

    /** When time alone will change it; null when it will not. */
    public @Nullable Instant dueAt() {
        return killSwitches.stream()
                .<Instant>mapMulti((one, next) -> {
                    var at = one.expiresAt();
                    if (at != null) {
                        next.accept(at);
                    }
                })
                .min(Instant::compareTo)
                .orElse(null);
    }

    /**
     * A shared evaluator is other than it was; null when this flag's readers are told nothing else by it.
     *
     * @param name the evaluator's
     * @param permit on what ground; whether it is enough is for who asks all flags to say
     */
    public @Nullable Change<Flag> follow(
            String name, EvaluatorSet before, EvaluatorSet after, Permit permit, Instant now) {
        var share = kept(content, after);
        var next = Compiling.compile(key, content, killSwitches, share, after);
        if (next.equals(compiled)) {
            return null;
        }
        var fields =
                new ArrayList<>(JsonDifference.between("/evaluators/" + name, before.find(name), after.find(name)));
        addRollout(fields, share);
        var broke = content.sensitive() && permit == Permit.BREAK_GLASS;
        return change(content, killSwitches, share, next, broke ? BROKE_GLASS : "flag.evaluator-changed", fields, now);
    }

    /**
     * A rollout reaches a share, or nobody any more; null when that is so already. Whether somebody approved the rollout is for
     * who runs it to know. Refuses a share that would reach nobody.
     *
     * @param share null to take it back
     */
    public @Nullable Change<Flag> rollOut(@Nullable Share share, EvaluatorSet evaluators, Instant now) {
        if (Objects.equals(rollout, share)) {
            return null;
        }
        if (content.archived()) {
            throw FlagRefusals.archived(key);
        }
        var fields = new ArrayList<FieldChange>();
        addRollout(fields, share);
        return change(
                content,
                killSwitches,
                share,
                Compiling.compile(key, content, killSwitches, share, evaluators),
                share == null ? "flag.rollout-taken-back" : "flag.rollout-advanced",
                fields,
                now);
    }

    /** A rollout has reached everybody: what was rolled out is the default, and there is no share any more. */
    public Change<Flag> completeRollout(EvaluatorSet evaluators, Instant now) {
        if (rollout == null || !rollout.isAll()) {
            throw new IllegalStateException("the rollout of " + key + " has not reached everybody");
        }
        var next = content.withDefaultVariant(rollout.variant());
        var fields = new ArrayList<>(FlagDifference.between(content, next));
        addRollout(fields, null);
        return change(
                next,
                killSwitches,
                null,
                Compiling.compile(key, next, killSwitches, null, evaluators),
                "flag.rollout-completed",
                fields,
                now);
    }

    /** What was rolled out stays so, unless it means nobody any more. */
    private @Nullable Share kept(FlagContent next, EvaluatorSet evaluators) {
        return rollout != null && Compiling.fits(key, next, rollout, evaluators) ? rollout : null;
    }

    private void addRollout(List<FieldChange> fields, @Nullable Share next) {
        if (!Objects.equals(rollout, next)) {
            fields.add(new FieldChange("/rollout", shown(rollout), shown(next)));
        }
    }

    private static @Nullable Map<String, Object> shown(@Nullable Share share) {
        return share == null
                ? null
                : Map.of(
                        "variant",
                        share.variant(),
                        "percent",
                        share.percent(),
                        "by",
                        share.by().name());
    }

    /** Nothing of a tenant is left; null when there was nothing. Needs nobody's approval. */
    public @Nullable Change<Flag> forget(TenantId tenant, EvaluatorSet evaluators, Instant now) {
        var next = content.withoutTenantOverride(tenant);
        var fields = new ArrayList<>(FlagDifference.between(content, next));
        var switches = new ArrayList<KillSwitch>();
        for (var one : killSwitches) {
            var reach = one.reach().tenants().contains(tenant) ? one.reach().without(tenant) : one.reach();
            if (reach != null) {
                switches.add(one.withReach(reach));
            }
            if (!one.reach().equals(reach)) {
                fields.add(new FieldChange(path(one) + "/tenants/" + tenant, tenant.toString(), null));
            }
        }
        return fields.isEmpty()
                ? null
                : change(
                        next,
                        switches,
                        rollout,
                        Compiling.compile(key, next, switches, rollout, evaluators),
                        "flag.tenant-forgotten",
                        fields,
                        now);
    }

    /** What it gives somebody, and why. */
    public Explained explain(FlagContext context, EvaluatorSet evaluators) {
        return Explaining.explain(this, context, evaluators);
    }

    /** What its readers evaluate; null for one that is no flag to them. */
    public io.centercontrol.evaluation.@Nullable Flag forReaders() {
        return content.archived() ? null : io.centercontrol.evaluation.Flag.load(key, compiled.definition());
    }

    /** Whether it gives anybody a value: its author has not disabled it. */
    public boolean isEnabled() {
        return !"DISABLED"
                .equals(Definition.read(content.definition()).members().get("state"));
    }

    /** When it should be gone by; null for one that is meant to stay. */
    public @Nullable Instant staleAt() {
        return content.lifetimeDays() == FlagContent.STAYS
                ? null
                : createdAt.plus(Duration.ofDays(content.lifetimeDays()));
    }

    private Change<Flag> switches(
            List<KillSwitch> all, String type, List<FieldChange> fields, EvaluatorSet evaluators, Instant now) {
        return change(
                content, all, rollout, Compiling.compile(key, content, all, rollout, evaluators), type, fields, now);
    }

    private Change<Flag> change(
            FlagContent next,
            List<KillSwitch> switches,
            @Nullable Share share,
            Compiled nextCompiled,
            String type,
            List<FieldChange> fields,
            Instant now) {
        return new Change<>(
                new Flag(key, next, switches, share, nextCompiled, version + 1, createdAt, now), type, fields);
    }

    private static String path(KillSwitch one) {
        return "/killSwitches/" + one.id();
    }
}
