package io.centercontrol.flags.authoring;

import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.flags.authoring.model.Explained;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Someone asks why somebody gets a value. */
@ApplicationScoped
public class ExplainFlag {
    private final Flags flags;
    private final Evaluators evaluators;
    private final Everyone everyone;

    ExplainFlag(Flags flags, Evaluators evaluators, Everyone everyone) {
        this.flags = flags;
        this.evaluators = evaluators;
        this.everyone = everyone;
    }

    /**
     * Who asks which flag.
     *
     * @param tenant whose attributes fill the context
     * @param context attributes that count instead of the tenant's, and others
     */
    public record Command(String key, @Nullable TenantId tenant, Map<String, @Nullable Object> context) {}

    /** What it gives, and the attributes that were used. */
    public record Outcome(Explained explained, long version, Map<String, @Nullable Object> context) {}

    /** Explains the flag as it is kept; refuses a tenant that this instance does not know. */
    public Uni<Outcome> run(Command command) {
        var context = context(command);
        return flags.get(command.key())
                .chain(kept -> evaluators
                        .all()
                        .map(all -> new Outcome(
                                kept.state().explain(FlagContext.of(null, context), all),
                                kept.state().version(),
                                context)));
    }

    private Map<String, @Nullable Object> context(Command command) {
        var context = new LinkedHashMap<String, @Nullable Object>();
        var tenant = command.tenant();
        if (tenant != null) {
            var member = everyone.find(tenant)
                    .orElseThrow(() -> everyone.isReady()
                            ? new Refusal.NotFound("TENANT_NOT_FOUND", "There is no tenant " + tenant + ".")
                                    .asException()
                            : Everyone.notReady());
            context.put("targetingKey", member.attributes().targetingKey());
            for (var name : Everyone.ATTRIBUTES) {
                var value = member.attributes().attribute(name);
                if (value != null) {
                    context.put(name, value);
                }
            }
        }
        context.putAll(command.context());
        return context;
    }
}
