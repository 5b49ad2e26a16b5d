package io.centercontrol.dataplane.openfeature;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.TrackingEventDetails;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.ProviderNotReadyError;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.evaluation.Resolution;
import io.centercontrol.evaluation.ValueType;
import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers OpenFeature's clients from this instance's copy.
 *
 * <pre>{@code
 * var provider = new CenterControlProvider(plane);
 * OpenFeatureAPI.getInstance().setProviderAndWait(provider);
 * client.getBooleanValue("new-checkout", false, new ImmutableContext(tenant.toString()));
 * }</pre>
 *
 * <p>The tenant is the context's attribute {@code tenantId}, else its targeting key. What the platform knows of it, its
 * plan, kind, status, region and labels, is filled in; the application need not and cannot say it.
 *
 * <p>The provider does not own the data plane: shutting it down leaves that as it is.
 */
public final class CenterControlProvider extends EventProvider {
    private static final Metadata METADATA = () -> "Center Control";
    private static final EvaluationContext NOBODY = new ImmutableContext();

    private final DataPlane plane;
    private final Tracker tracker;
    private final Duration patience;
    /** No monitor: on a JDK before 24 a virtual thread that waits inside one keeps its carrier. */
    private final ReentrantLock turning = new ReentrantLock();

    private @Nullable Announcer announcer;

    /** What an application tracks goes nowhere. */
    public CenterControlProvider(DataPlane plane) {
        this(plane, (event, tenant, context, details) -> {}, Duration.ofSeconds(10));
    }

    /**
     * Hands what an application tracks on.
     *
     * @param patience how long to wait for a first copy; an older one from disk is good enough at once
     */
    public CenterControlProvider(DataPlane plane, Tracker tracker, Duration patience) {
        this.plane = plane;
        this.tracker = tracker;
        this.patience = patience;
    }

    /** Takes what applications track, such as "checkout completed", with whom it is about. */
    @FunctionalInterface
    public interface Tracker {
        /**
         * Called on the application's thread: it must not wait for anything.
         *
         * @param tenant null when the context names none
         */
        void track(String event, @Nullable TenantId tenant, EvaluationContext context, TrackingEventDetails details);
    }

    @Override
    public Metadata getMetadata() {
        return METADATA;
    }

    /**
     * Waits for a copy.
     *
     * @throws ProviderNotReadyError when there is none after the configured time
     */
    @Override
    public void initialize(EvaluationContext context) throws InterruptedException {
        turning.lockInterruptibly();
        try {
            var end = System.nanoTime() + patience.toNanos();
            while (!plane.flags().isReady()) {
                if (System.nanoTime() > end) {
                    throw new ProviderNotReadyError("there is no copy of the flags yet: "
                            + plane.status().flags().notice());
                }
                Thread.sleep(20);
            }
            announcer = new Announcer(plane, this);
            announcer.start();
        } finally {
            turning.unlock();
        }
    }

    @Override
    public void shutdown() {
        turning.lock();
        try {
            if (announcer != null) {
                announcer.close();
                announcer = null;
            }
            super.shutdown();
        } finally {
            turning.unlock();
        }
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean fallback, EvaluationContext context) {
        return evaluate(key, fallback, context, ValueType.BOOLEAN, value -> (Boolean) value);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String fallback, EvaluationContext context) {
        return evaluate(key, fallback, context, ValueType.STRING, value -> (String) value);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer fallback, EvaluationContext context) {
        return evaluate(key, fallback, context, ValueType.INTEGER, value -> ((Number) value).intValue());
    }

    @Override
    public ProviderEvaluation<Long> getLongEvaluation(String key, Long fallback, EvaluationContext context) {
        return evaluate(key, fallback, context, ValueType.LONG, value -> ((Number) value).longValue());
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double fallback, EvaluationContext context) {
        return evaluate(key, fallback, context, ValueType.DOUBLE, value -> ((Number) value).doubleValue());
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value fallback, EvaluationContext context) {
        return evaluate(key, fallback, context, ValueType.OBJECT, Value::objectToValue);
    }

    private <T> ProviderEvaluation<T> evaluate(
            String key, T fallback, @Nullable EvaluationContext context, ValueType type, Function<Object, T> read) {
        var found = plane.flags().evaluate(key, OpenFeatureAttributes.of(plane.flags(), context), type);
        if (found == null) {
            return error(fallback, plane.flags().isReady() ? ErrorCode.FLAG_NOT_FOUND : ErrorCode.PROVIDER_NOT_READY);
        }
        return evaluation(found, fallback, read);
    }

    private static <T> ProviderEvaluation<T> evaluation(Resolution found, T fallback, Function<Object, T> read) {
        var value = found.value();
        var evaluation = new ProviderEvaluation<T>();
        evaluation.setValue(value == null ? fallback : read.apply(value));
        evaluation.setVariant(found.variant());
        evaluation.setReason(found.reason().name());
        var error = found.error();
        if (error != null) {
            evaluation.setErrorCode(ErrorCode.valueOf(error.name()));
            evaluation.setErrorMessage(found.message());
        }
        return evaluation;
    }

    private static <T> ProviderEvaluation<T> error(T fallback, ErrorCode code) {
        var evaluation = new ProviderEvaluation<T>();
        evaluation.setValue(fallback);
        evaluation.setReason("ERROR");
        evaluation.setErrorCode(code);
        return evaluation;
    }

    @Override
    public void track(String event, @Nullable EvaluationContext context, TrackingEventDetails details) {
        var about = Objects.requireNonNullElse(context, NOBODY);
        tracker.track(event, OpenFeatureAttributes.tenant(about), about, details);
    }
}
