package io.centercontrol.flags.authoring.store;

import io.centercontrol.evaluation.Share;
import io.centercontrol.flags.authoring.model.Compiled;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagType;
import io.centercontrol.flags.authoring.model.KillSwitch;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A flag as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record FlagDocument(
        ContentDocument content,
        List<SwitchDocument> killSwitches,
        @Nullable ShareDocument rollout,
        CompiledDocument compiled,
        String createdAt,
        String updatedAt) {
    /** A kill switch. */
    record SwitchDocument(
            String id,
            boolean everyone,
            List<String> tenants,
            List<String> plans,
            String reason,
            String by,
            String since,
            @Nullable String expiresAt) {
        static SwitchDocument of(KillSwitch one) {
            var expiresAt = one.expiresAt();
            return new SwitchDocument(
                    one.id().toString(),
                    one.reach().everyone(),
                    one.reach().tenants().stream().map(TenantId::toString).toList(),
                    List.copyOf(one.reach().plans()),
                    one.reason(),
                    one.by(),
                    one.since().toString(),
                    expiresAt == null ? null : expiresAt.toString());
        }

        KillSwitch toSwitch() {
            var named = new TreeSet<TenantId>();
            tenants.forEach(tenant -> named.add(TenantId.parse(tenant)));
            return new KillSwitch(
                    UUID.fromString(id),
                    new KillSwitch.Reach(everyone, named, new TreeSet<>(plans)),
                    reason,
                    by,
                    Instant.parse(since),
                    expiresAt == null ? null : Instant.parse(expiresAt));
        }
    }

    /** What a rollout has reached. */
    record ShareDocument(String variant, int basisPoints, String by) {
        static @Nullable ShareDocument of(@Nullable Share share) {
            return share == null
                    ? null
                    : new ShareDocument(
                            share.variant(), share.basisPoints(), share.by().name());
        }

        Share toShare() {
            return new Share(variant, basisPoints, Share.By.valueOf(by));
        }
    }

    /** What its readers are told. */
    record CompiledDocument(
            String definition, String type, @Nullable String offVariant, List<String> uses) {
        static CompiledDocument of(Compiled compiled) {
            return new CompiledDocument(
                    compiled.definition(), compiled.type().name(), compiled.offVariant(), List.copyOf(compiled.uses()));
        }

        Compiled toCompiled() {
            return new Compiled(definition, FlagType.valueOf(type), offVariant, new TreeSet<>(uses));
        }
    }

    static FlagDocument of(Flag flag) {
        return new FlagDocument(
                ContentDocument.of(flag.content()),
                flag.killSwitches().stream().map(SwitchDocument::of).toList(),
                ShareDocument.of(flag.rollout()),
                CompiledDocument.of(flag.compiled()),
                flag.createdAt().toString(),
                flag.updatedAt().toString());
    }

    Flag toFlag(String key, long version) {
        return new Flag(
                key,
                content.toContent(),
                killSwitches.stream().map(SwitchDocument::toSwitch).toList(),
                rollout == null ? null : rollout.toShare(),
                compiled.toCompiled(),
                version,
                Instant.parse(createdAt),
                Instant.parse(updatedAt));
    }
}
