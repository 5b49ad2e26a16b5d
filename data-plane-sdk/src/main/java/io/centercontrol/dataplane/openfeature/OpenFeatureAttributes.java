package io.centercontrol.dataplane.openfeature;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.Value;
import io.centercontrol.dataplane.Flags;
import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.kernel.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rules see of an OpenFeature context: the platform's word on its tenant first, then what the application says. */
record OpenFeatureAttributes(FlagContext platform, EvaluationContext application) implements FlagContext {
    private static final String TENANT = "tenantId";

    static FlagContext of(Flags flags, @Nullable EvaluationContext context) {
        if (context == null) {
            return FlagContext.EMPTY;
        }
        return new OpenFeatureAttributes(flags.context(tenant(context), Map.of()), context);
    }

    /** Whom a context is about; null when it names no tenant. */
    static @Nullable TenantId tenant(EvaluationContext context) {
        var named = context.getValue(TENANT);
        var text = named != null && named.isString() ? named.asString() : context.getTargetingKey();
        return text == null ? null : parse(text);
    }

    /** A context's key is often no tenant's id: that is told without an exception, which would cost more than the rest. */
    private static @Nullable TenantId parse(String text) {
        if (text.length() != 36 || text.charAt(8) != '-' || text.charAt(13) != '-') {
            return null;
        }
        try {
            return TenantId.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public @Nullable Object attribute(String name) {
        var said = platform.attribute(name);
        return said == null ? plain(application.getValue(name)) : said;
    }

    private static @Nullable Object plain(@Nullable Value value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isStructure()) {
            return value.asStructure().asObjectMap();
        }
        if (value.isList()) {
            return value.asList().stream().map(OpenFeatureAttributes::plain).toList();
        }
        return value.isInstant() ? value.asInstant().toString() : value.asObject();
    }

    @Override
    public @Nullable String targetingKey() {
        var given = application.getTargetingKey();
        return given == null || given.isEmpty() ? platform.targetingKey() : given;
    }
}
