package io.centercontrol.flags.authoring.model;

import io.centercontrol.evaluation.Explanation;
import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.evaluation.Layers;
import io.centercontrol.evaluation.Reason;
import io.centercontrol.evaluation.json.Json;
import io.centercontrol.flags.authoring.model.Explained.DecidedBy;
import org.jspecify.annotations.Nullable;

/** Asks a flag as its readers do, and finds the layer and the rule that decided. */
final class Explaining {
    private Explaining() {}

    static Explained explain(Flag flag, FlagContext context, EvaluatorSet evaluators) {
        if (flag.content().archived()) {
            return new Explained(null, null, Reason.DISABLED, DecidedBy.ARCHIVED, null, null, null);
        }
        var layered = Compiling.layered(flag.key(), flag.content(), flag.killSwitches(), flag.rollout(), evaluators);
        var explanation = io.centercontrol.evaluation.Flag.load(flag.key(), layered.json())
                .explain(context);
        var resolution = explanation.resolution();
        var decidedBy = switch (layered.layer(explanation)) {
            case KILL_SWITCH -> DecidedBy.KILL_SWITCH;
            case STATE -> DecidedBy.DISABLED;
            case TENANT_OVERRIDE -> DecidedBy.TENANT_OVERRIDE;
            case PLAN_OVERRIDE -> DecidedBy.PLAN_OVERRIDE;
            case TARGETING -> DecidedBy.TARGETING;
            case ROLLOUT -> DecidedBy.ROLLOUT;
            case DEFAULT -> DecidedBy.DEFAULT;
        };
        return new Explained(
                resolution.value(),
                resolution.variant(),
                resolution.reason(),
                decidedBy,
                rule(flag, decidedBy, layered.authoredPointer(explanation), explanation),
                decidedBy == DecidedBy.KILL_SWITCH ? hit(flag, context) : null,
                resolution.message());
    }

    private static @Nullable String rule(Flag flag, DecidedBy decidedBy, String pointer, Explanation explanation) {
        return switch (decidedBy) {
            case TARGETING -> authored(flag.content().definition(), pointer);
            case DEFAULT -> explanation.resolution().variant() == null ? null : "/defaultVariant";
            case ARCHIVED, KILL_SWITCH, DISABLED, TENANT_OVERRIDE, PLAN_OVERRIDE, ROLLOUT -> null;
        };
    }

    /** What lies in a shared evaluator is told by the reference to it. */
    private static String authored(String definition, String pointer) {
        Object at = Definition.read(definition).members();
        var walked = new StringBuilder();
        for (var token : pointer.substring(1).split("/", -1)) {
            var members = Json.members(at);
            var elements = Json.elements(at);
            if (members != null && members.containsKey("$ref")) {
                break;
            }
            walked.append('/').append(token);
            var name = token.replace("~1", "/").replace("~0", "~");
            at = members != null
                    ? members.get(name)
                    : elements != null && name.matches("[0-9]{1,6}") && Integer.parseInt(name) < elements.size()
                            ? elements.get(Integer.parseInt(name))
                            : null;
        }
        return walked.toString();
    }

    private static @Nullable KillSwitch hit(Flag flag, FlagContext context) {
        var tenant = text(context.attribute(Layers.TENANT));
        var plan = text(context.attribute(Layers.PLAN));
        return flag.killSwitches().stream()
                .filter(one -> one.reach().hits(tenant, plan))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
